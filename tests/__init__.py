"""Tests of the repository itself: rules that every room has to keep."""
