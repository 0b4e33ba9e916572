"""What the database answers or does about feedback beyond what the asker sees."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection


def forget_feedback(person_id: UUID) -> None:
    """Let what a person wrote go with their record, and their links open nothing any more."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT keeper.forget_feedback(%s)", [person_id])


@dataclass(frozen=True)
class Figure:
    """How many answered a question in one way, of those who finished in a half of the year."""

    questionnaire: str
    version: int
    side: str
    went: str
    question: str
    value: str
    number: int


@dataclass(frozen=True)
class Returned:
    """How many were asked in a half of the year, and how many of them answered."""

    questionnaire: str
    side: str
    went: str
    asked: int
    answered: int


def figures(starts: date) -> list[Figure]:
    """What people said in a half of the year that is over: only what at least five answered."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM keeper.feedback_figures(%s) ORDER BY 1, 2, 3, 4, 5, 6", [starts])
        return [Figure(*row) for row in cursor.fetchall()]


def returned(starts: date) -> list[Returned]:
    """How many answered, where at least five did."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM keeper.feedback_asked(%s) ORDER BY 1, 2, 3", [starts])
        return [Returned(*row) for row in cursor.fetchall()]
