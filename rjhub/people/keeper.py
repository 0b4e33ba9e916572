"""The functions that read over all records for the program, and answer only what this asker may learn."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from rjhub.people.models import Person, Stop
from rjhub.people.vocabulary import KeyKind


def possible_duplicates(person: Person) -> dict[UUID, tuple[KeyKind, ...]]:
    """Records that may be of the same person, and what they share; none for somebody without a hub."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT person_id, kinds FROM keeper.possible_duplicates(%s)", [person.id])
        return {found: tuple(KeyKind(kind) for kind in kinds) for found, kinds in cursor.fetchall()}


def keep_keys(person: Person, keys: dict[KeyKind, frozenset[bytes]]) -> None:
    """Replace the keys of these kinds."""
    pairs = [(kind.value, digest) for kind, digests in keys.items() for digest in sorted(digests)]
    kinds, digests = [kind for kind, _ in pairs], [digest for _, digest in pairs]
    _one(
        "SELECT keeper.keep_keys(%s, %s::smallint[], %s::smallint[], %s::bytea[])",
        [person.id, [kind.value for kind in keys], kinds, digests],
    )


def without_keys(after: UUID, most: int) -> list[UUID]:
    """The next records that the program sees which were stored before keys of some kind were made, by their ids."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT person_id FROM keeper.without_keys(%s, %s)", [after, most])
        return [found for (found,) in cursor.fetchall()]


def record_stop(stop: Stop) -> None:
    """Keep a no, also for somebody who may not read what others recorded of the person."""
    _one(
        "SELECT keeper.record_stop(%s, %s, %s, %s, %s, %s, %s)",
        [stop.id, stop.person_id, stop.channel, stop.said_on, stop.said_to_id, stop.until, stop.recorded_at],
    )


def alone_with_noes(partnership_id: int) -> None:
    """Wait for everybody who relies on it that nobody said no, and let nobody new until the transaction ends.

    Whoever takes it takes it before any row: who says no holds it while the database looks at the person.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(7460814, %s)", [partnership_id])


def search(
    *, words: list[str], whole: str, born_on: date | None, number: str, key: bytes | None, most: int
) -> list[tuple[UUID, int]]:
    """Find people whom the asker sees, best first, and how well each fits: 1 is the name itself."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT person_id, fit FROM keeper.search_people(%s::text[], %s, %s, %s, %s, %s)",
            [words, whole, born_on, number, key, most],
        )
        return list(cursor.fetchall())


def _one(statement: str, values: list[Any]) -> object:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row = cursor.fetchone()
        return row[0] if row else None
