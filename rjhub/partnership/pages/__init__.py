"""What the pages of the partnership room show."""
