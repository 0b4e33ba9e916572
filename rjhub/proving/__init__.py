"""Proofs that the program holds to its own rules, on this machine, as often as anybody likes. See docs/proving.md."""
