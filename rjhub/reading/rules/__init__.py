"""What the database itself does with the log of readings: the program cannot read it.

The functions are the keeper's. Each says whom it answers, and has tests that see it refuse.
"""
