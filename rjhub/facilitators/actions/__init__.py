"""What may be done in the register."""
