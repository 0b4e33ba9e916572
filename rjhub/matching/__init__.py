"""Whether records are of one person: candidates, how much speaks for each, and what a hub decides."""
