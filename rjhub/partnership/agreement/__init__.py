"""An information sharing agreement, as a versioned file: who gives what to whom, by which law, and for how long."""
