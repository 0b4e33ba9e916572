"""The kind of word that a written file may use: what is written in the file, and what people read."""

from enum import StrEnum
from typing import Self


class Word(StrEnum):
    """A value written in a file, with the label shown to people."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """Make the value carry its label."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member
