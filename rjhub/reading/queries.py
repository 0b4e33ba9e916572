"""What may be read of the log of readings, and what was pointed out in it. The database answers only officers."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef
from django.http import Http404

from rjhub.kernel import clock
from rjhub.partnership.models import Staff
from rjhub.reading.models import Finding, Home, Hours, Outcome
from rjhub.reading.vocabulary import SETTLED, Pattern

_READINGS = "SELECT * FROM keeper.readings(%s, %s, %s, %s, %s::uuid[], %s, %s, %s)"


@dataclass(frozen=True)
class Told:
    """A file by its references: a case or referral by its own, a person by those of their cases."""

    file: UUID
    kind: str
    references: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """One line of the log: what somebody had on one page. `number` counts the files, of which some are named."""

    id: int
    at: datetime
    staff_id: UUID
    door: str
    purpose: str
    sides: Sequence[str]
    categories: Sequence[str]
    files: tuple[Told, ...]
    number: int


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which readings: of one member of staff, of a day, in which a pattern was found, of some files."""

    staff_id: UUID | None = None
    day: date | None = None
    pattern: Pattern | None = None
    files: tuple[UUID, ...] = ()
    before: tuple[datetime, int] | None = None


def readings(wanted: Wanted, *, most: int) -> list[Reading]:
    """What the officer's own agency read, newest first."""
    day = wanted.day
    at, number = wanted.before or (None, None)
    values = [
        wanted.staff_id,
        clock.start_of(day) if day else None,
        clock.end_of(day) if day else None,
        wanted.pattern.value if wanted.pattern else "",
        list(wanted.files) or None,
        at,
        number,
        most,
    ]
    with connection.cursor() as cursor:
        cursor.execute(_READINGS, values)
        rows: list[Any] = cursor.fetchall()
    return [Reading(*(*row[:7], told_of(row[7]), row[8])) for row in rows]


def told_of(said: Any) -> tuple[Told, ...]:
    """What the database told of files."""
    found = json.loads(said) if isinstance(said, str) else said or []
    return tuple(
        Told(UUID(one["file"]), one["kind"], tuple(filter(None, one["references"]))) for one in found
    )


def members_of(agency_of: Staff, found: Iterable[UUID]) -> dict[UUID, Staff]:
    """Staff of the officer's agency, those too who have left."""
    members = Staff.objects.filter(agency_id=agency_of.agency_id, id__in=set(found))
    return {one.id: one for one in members.select_related("account", "agency").prefetch_related("roles")}


def everybody_at(officer: Staff) -> list[Staff]:
    """Everybody who ever worked at the officer's agency, by name: they may have read before they left."""
    found = Staff.objects.filter(agency_id=officer.agency_id).select_related("account", "agency")
    return sorted(found, key=lambda one: (one.name, str(one.id)))


def findings(
    *,
    pattern: Pattern | None = None,
    staff_id: UUID | None = None,
    waiting: bool = False,
    most: int,
    start: int = 0,
) -> list[Finding]:
    """What was pointed out at the officer's agency, the newest day first."""
    found = Finding.objects.select_related("staff__account", "staff__agency").prefetch_related(
        "outcomes__by__account"
    )
    if pattern:
        found = found.filter(pattern=pattern)
    if staff_id:
        found = found.filter(staff_id=staff_id)
    if waiting:
        settled = Outcome.objects.filter(finding=OuterRef("pk"), decision__in=SETTLED)
        found = found.exclude(Exists(settled))
    return list(found.order_by("-day", "id")[start : start + most])


def how_many_wait(most: int) -> int:
    """How many of them nobody has come to an end with, counted up to a number."""
    return len(findings(waiting=True, most=most))


def finding_for(finding_id: UUID) -> Finding:
    """One of the officer's own agency. Raises Http404 for every other."""
    found = Finding.objects.select_related("staff__account", "staff__agency").prefetch_related(
        "outcomes__by__account"
    )
    one = found.filter(id=finding_id).first()
    if one is None or files_of(one) is None:
        raise Http404
    return one


def files_of(finding: Finding) -> tuple[Told, ...] | None:
    """The files of a finding; None where all of them have been sealed since."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT keeper.files_of_finding(%s)", [finding.id])
        row = cursor.fetchone()
    return None if row is None or row[0] is None else told_of(row[0])


def hours_of(officer: Staff) -> Hours | None:
    """When the officer's agency works, if somebody said so."""
    return Hours.objects.filter(agency_id=officer.agency_id).first()


def home_of(staff: Staff) -> Home | None:
    """Whether somebody gave where they live."""
    return Home.objects.filter(staff=staff).first()
