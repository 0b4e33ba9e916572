"""Everything that changes something of the letters room."""
