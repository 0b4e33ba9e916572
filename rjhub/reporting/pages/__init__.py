"""What the reporting room shows."""
