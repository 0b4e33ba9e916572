"""The pages of the letters room."""
