"""Questionnaires as files."""
