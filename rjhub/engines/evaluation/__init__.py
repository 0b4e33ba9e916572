"""Whether it works: plain functions over columns of numbers. No database, no network, nothing is guessed silently."""
