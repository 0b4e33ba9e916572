"""What may be done with figures."""
