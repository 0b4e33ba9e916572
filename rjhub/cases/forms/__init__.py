"""The questions of the cases room, and whether the answers make sense. Forms never save."""
