"""What the database answers about those who facilitate, with the keeper's rights."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection


@dataclass(frozen=True)
class Caseload:
    """How many open cases somebody has, and whether they have had one in the last year."""

    has: int = 0
    delivers: bool = False


@dataclass(frozen=True)
class Experience:
    """How many cases of a kind of offence somebody took, and how many meetings they held in them."""

    offence_group: str
    cases: int
    meetings: int


def register() -> list[UUID]:
    """Whose entries the asker sees."""
    return list(_rows("SELECT unnest(keeper.register())"))


def looks_after(staff_id: UUID) -> bool:
    """Whether the asker manages somebody, or administers their agency."""
    return bool(_rows("SELECT keeper.looks_after(%s)", staff_id)[0])


def supervises(staff_id: UUID) -> bool:
    """Whether the asker is named as somebody's supervisor, and is one still."""
    return bool(_rows("SELECT keeper.supervises(%s)", staff_id)[0])


def lapsed(staff_id: UUID, on: date) -> list[str]:
    """What has lapsed of what somebody needs to be asked to take a new case: level, dbs, vetting."""
    found = _rows("SELECT keeper.lapsed(%s, %s)", staff_id, on)[0]
    return list(found or ())


def lapsed_among(staff: Sequence[UUID], on: date) -> dict[UUID, list[str]]:
    """What has lapsed of each of these; those of whom nothing has are left out."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT one, keeper.lapsed(one, %s) FROM unnest(%s::uuid[]) AS one", [on, list(staff)])
        return {staff_id: found for staff_id, found in cursor.fetchall() if found}


def caseloads(staff: Sequence[UUID]) -> dict[UUID, Caseload]:
    """How much each of these has; those who have nothing and never had are left out."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT staff_id, has, delivers FROM keeper.caseloads(%s)", [list(staff)])
        return {staff_id: Caseload(has, delivers) for staff_id, has, delivers in cursor.fetchall()}


def experience(staff_id: UUID) -> list[Experience]:
    """What somebody has done, by kind of offence."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT offence_group, cases, meetings FROM keeper.experience(%s)", [staff_id])
        return [Experience(*row) for row in cursor.fetchall()]


def work_among(staff: Sequence[UUID]) -> dict[UUID, list[tuple[datetime, datetime]]]:
    """When each of these has meetings of cases; those who have none are left out."""
    found: dict[UUID, list[tuple[datetime, datetime]]] = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT staff_id, begins, ends FROM keeper.work_among(%s)", [list(staff)])
        for staff_id, begins, ends in cursor.fetchall():
            found.setdefault(staff_id, []).append((begins, ends))
    return found


def keep_work_feed(digest: bytes | None) -> None:
    """Make an address of the asker's work the one that counts, or end it."""
    _rows("SELECT keeper.keep_work_feed(%s)", digest)


def work_feed_since() -> datetime | None:
    """Since when the asker has such an address."""
    found: datetime | None = _rows("SELECT keeper.work_feed_since()")[0]
    return found


def work_by_feed(digest: bytes) -> list[tuple[datetime, datetime]] | None:
    """When whoever has this address has work; None for an address that is nobody's."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT begins, ends FROM keeper.work_by_feed(%s)", [digest])
        found = cursor.fetchall()
    return [(begins, ends) for begins, ends in found if begins] if found else None


def _rows(statement: str, *given: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return [row[0] for row in cursor.fetchall()]
