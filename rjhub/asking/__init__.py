"""Asking before approaching somebody: whether the hub wants to be rung first, and nothing else."""
