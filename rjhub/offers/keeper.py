"""What the database does for the ledger with the keeper's rights."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from rjhub.offers.vocabulary import ContactFor
from rjhub.people.vocabulary import Approach, Channel, KeyKind


def note_offer(entry: UUID, person_id: UUID, told: dict[str, object], *, at: datetime) -> bool | None:
    """Write a line about somebody. False where the same was noted before, None where the asker does not see them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT keeper.note_offer(%s, %s, %s::jsonb, %s)",
            [entry, person_id, json.dumps(told, default=str), at],
        )
        row = cursor.fetchone()
    return row[0] if row else None


def note_noes(person_id: UUID) -> None:
    """Have every no of somebody, and that they asked again, stand in their ledger."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT keeper.note_noes(%s)", [person_id])


def minimise_person(person_id: UUID) -> str:
    """Erase what somebody is known by. Answers what stands against it, or nothing."""
    return str(_one("SELECT keeper.minimise_person(%s)", person_id))


def lift_suppressions(person_id: UUID) -> int:
    """Lift what was kept of noes when records of this person were erased. Answers how many."""
    return int(_one("SELECT keeper.lift_suppressions(%s)", person_id) or 0)


def not_the_erased(person_id: UUID) -> int:
    """Note that this is not the person of an erased record. Answers of how many."""
    return int(_one("SELECT keeper.not_the_erased(%s)", person_id) or 0)


def erased_like(person_id: UUID) -> list[KeyKind]:
    """What a record shares with erased ones whose no counts; the least tells how sure it is."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT kinds FROM keeper.erased_like(%s)", [person_id])
        return sorted(KeyKind(kind) for (kind,) in cursor.fetchall())


def to_review(most: int) -> list[UUID]:
    """People about whom a hub has to decide whether they are somebody who said no."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT keeper.to_review(%s)", [most])
        return [found for (found,) in cursor.fetchall()]


def may_approach_for(person_id: UUID, *, channel: Channel | None, purpose: ContactFor) -> Approach | None:
    """Whether somebody may be approached for a purpose; None about a person whom the asker does not see."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT keeper.may_approach_for(%s, %s, %s)", [person_id, channel or "", purpose])
        row = cursor.fetchone()
    return Approach(row[0]) if row and row[0] else None


def near_noes(person_id: UUID) -> list[UUID]:
    """Whom of those who said no a record may be of, though no key agrees, as far as a coordinator sees them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT keeper.near_noes(%s)", [person_id])
        return [found for (found,) in cursor.fetchall()]


def note_approaches(person_id: UUID) -> None:
    """Have approaches that agencies recorded after they had asked first stand in the ledger of somebody."""
    _one("SELECT keeper.note_approaches(%s)", person_id)


def follow_approach(approach_id: UUID) -> None:
    """Have an approach stand in the ledgers of whom it surely was to, and a no that was said to it count."""
    _one("SELECT keeper.follow_approach(%s)", approach_id)


def _one(statement: str, person_id: UUID) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, [person_id])
        row = cursor.fetchone()
    return row[0] if row else None


def beside(person_id: UUID) -> list[UUID]:
    """Everybody else in the cases of a person, as far as the asker sees that they are."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT keeper.beside(%s)", [person_id])
        return [found for (found,) in cursor.fetchall()]
