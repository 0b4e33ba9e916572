"""How one partnership works, as a versioned file: what may stand in it, and what it means for a case."""
