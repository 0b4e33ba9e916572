"""Presenters of the sharing room."""
