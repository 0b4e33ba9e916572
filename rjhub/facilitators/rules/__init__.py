"""What the database holds of the register."""
