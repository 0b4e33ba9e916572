"""What the feedback room does."""
