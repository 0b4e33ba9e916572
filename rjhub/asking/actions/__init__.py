"""What can be done: ask, record that somebody was approached, ring back."""
