"""What the pages of the letters room show."""
