"""Measures the program on generated data: the busiest pages beside the time of their own SQL."""
