"""Allocation: a proposal of who takes which case, which a coordinator accepts, changes, or leaves."""
