"""What a check found."""

from dataclasses import dataclass
from enum import Enum


class Level(Enum):
    """How bad it is."""

    OK = "ok"
    WARNING = "warning"
    WRONG = "wrong"


@dataclass(frozen=True)
class Finding:
    """One line of the report: what was looked at, what it means, and what to do."""

    level: Level
    subject: str
    meaning: str
    remedy: str = ""


def ok(subject: str, meaning: str) -> Finding:
    """Say that something is as it should be."""
    return Finding(Level.OK, subject, meaning)


def warning(subject: str, meaning: str, remedy: str) -> Finding:
    """Say that something works and should still be looked at."""
    return Finding(Level.WARNING, subject, meaning, remedy)


def wrong(subject: str, meaning: str, remedy: str) -> Finding:
    """Say that something must be put right before people rely on the program."""
    return Finding(Level.WRONG, subject, meaning, remedy)
