"""Identifiers and references that are the same for the same seed."""

import random
from datetime import datetime

from rjhub.kernel import references

_VERSION, _VARIANT = 0x7 << 12, 0b10 << 62


class Ids:
    """Gives the identifiers of one story."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(f"ids/{seed}")  # noqa: S311 - repeatable, not secret

    def new(self, at: datetime) -> str:
        """A UUID of version 7, as of a moment."""
        milliseconds = int(at.timestamp() * 1000)
        high = milliseconds << 16 | _VERSION | self._random.getrandbits(12)
        text = f"{high:016x}{_VARIANT | self._random.getrandbits(62):016x}"
        return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"

    def reference(self, prefix: str) -> str:
        """A reference of a referral and its case."""
        return references.new(prefix, self._random)
