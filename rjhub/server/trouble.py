"""What can go wrong on a machine and be put right by the person who sits in front of it."""


class TroubleError(RuntimeError):
    """Something a person can put right. The message says what happened and what to do, in plain words."""
