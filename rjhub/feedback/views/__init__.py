"""The addresses of the feedback room."""
