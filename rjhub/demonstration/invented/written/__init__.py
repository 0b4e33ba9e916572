"""The cases of the demonstration that are written by hand: cases/*.toml, and how they are read."""
