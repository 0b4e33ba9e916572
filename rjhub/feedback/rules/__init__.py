"""What the database holds of feedback."""
