"""Figures: what is counted and how, returns that stay as they were submitted, and what may be told outside."""
