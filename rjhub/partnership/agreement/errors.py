"""What is wrong with an agreement file, and where."""

from rjhub.partnership.written.errors import FileErrors


class AgreementErrors(FileErrors):
    """Everything that is wrong with an agreement file, in the order of its lines."""
