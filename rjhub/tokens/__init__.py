"""Tokens: how a program of an agency asks for one member of staff, and what every answer to a program looks like."""
