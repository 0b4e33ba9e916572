"""What the pages of the feedback room show."""
