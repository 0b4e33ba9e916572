"""What somebody typed cannot be used, and what they should type instead."""


class Invalid(ValueError):
    """The text cannot be used. The message is a sentence for the person: what is wrong, and what to enter."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)
