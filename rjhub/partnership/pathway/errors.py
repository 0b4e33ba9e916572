"""What is wrong with a pathway file, and where."""

from rjhub.partnership.written.errors import FileError, FileErrors

PathwayError = FileError


class PathwayErrors(FileErrors):
    """Everything that is wrong with a pathway file, in the order of its lines."""
