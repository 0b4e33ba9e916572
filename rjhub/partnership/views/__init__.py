"""The addresses of the partnership room."""
