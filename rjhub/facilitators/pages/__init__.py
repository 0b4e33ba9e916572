"""What pages of the register show."""
