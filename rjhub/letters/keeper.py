"""What the database answers about writing to somebody. It knows what the asker may not, and tells only whether."""

from typing import Any
from uuid import UUID

from django.db import connection

from rjhub.letters.vocabulary import Because
from rjhub.people.vocabulary import Channel


def obstacle_to_writing(person_id: UUID, way: Channel) -> Because | None:
    """Why somebody may not be written to in a way now; None if they may.

    Raises LookupError for a person whom the asker may not reach, or whose safe contact they do not know.
    """
    return _answer("SELECT keeper.may_write_to(%s, %s)", [person_id, way])


def stands_against(letter_id: UUID) -> Because | None:
    """Why something written may not go on now; None if it may. Raises LookupError for what the asker cannot see."""
    return _answer("SELECT keeper.may_go_on(%s)", [letter_id])


def after_the_noes(partnership_id: int) -> None:
    """Wait for every no that is being recorded, and have the next ones wait until this transaction is over."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(7460814, %s)", [partnership_id])


def _answer(statement: str, values: list[Any]) -> Because | None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row = cursor.fetchone()
    if row is None or row[0] is None:
        raise LookupError
    return Because(row[0]) if row[0] else None
