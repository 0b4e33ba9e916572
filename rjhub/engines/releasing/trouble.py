"""What whoever gave the table can put right."""


class UnusableError(Exception):
    """A table that cannot be released, in words that say what is wrong and what to do."""
