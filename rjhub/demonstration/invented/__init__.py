"""Invents people, stories and histories: the same for the same seed, and nobody real. See README.md."""
