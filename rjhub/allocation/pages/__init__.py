"""What pages of plans show."""
