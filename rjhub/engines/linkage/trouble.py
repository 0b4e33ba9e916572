"""What whoever gave the file can put right."""


class UnusableError(Exception):
    """A file that cannot be used, in words that say what is wrong and what to do."""
