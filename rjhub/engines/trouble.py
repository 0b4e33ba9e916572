"""What whoever gave a file can put right."""


class UnusableError(Exception):
    """Data that cannot be used, in words that say where, what is wrong and what to do."""
