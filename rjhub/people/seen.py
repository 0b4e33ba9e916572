"""What the logs say of who saw, changed or was given something of a person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from rjhub.audit.models import Consultation
from rjhub.partnership.models import Agency, Staff
from rjhub.people.models import Person

_ROWS = "SELECT * FROM keeper.who_has_seen(%s, %s, %s, %s)"
_COUNTS = """
SELECT agency_id, count(*) FILTER (WHERE what = 'read'), count(*) FILTER (WHERE what = 'changed'),
       count(*) FILTER (WHERE what = 'given'), max(at)
FROM keeper.who_has_seen(%s, NULL, NULL, NULL) GROUP BY agency_id
"""


@dataclass(frozen=True)
class Place:
    """Where a list goes on: after what was logged at this moment under this key."""

    at: datetime
    key: str


@dataclass(frozen=True)
class Seen:
    """One line of the logs. `own`: of the person's own record; `alone`: of nobody on the other side."""

    key: str
    at: datetime
    what: str
    staff_id: UUID | None
    agency_id: UUID | None
    door: str
    purpose: str
    own: bool
    alone: bool
    categories: Sequence[str]


@dataclass(frozen=True)
class Count:
    """How often an agency read, changed and was given something, and when last."""

    agency_id: UUID | None
    read: int
    changed: int
    given: int
    last: datetime


def answers_for(person: Person) -> bool:
    """Whether the one who asks answers to a person for their information."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT keeper.answers_for(%s)", [person.id])
        row = cursor.fetchone()
    return bool(row and row[0])


def rows(person: Person, *, after: Place | None, most: int) -> list[Seen]:
    """What is logged, newest first, from a place on."""
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, [person.id, after.at if after else None, after.key if after else None, most])
        return [Seen(*row) for row in cursor.fetchall()]


def counts(person: Person) -> list[Count]:
    """The same, counted for each agency."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, [person.id])
        return [Count(*row) for row in cursor.fetchall()]


def log_begins_at() -> datetime | None:
    """When the log begins: what was before is in no list."""
    return Consultation.objects.order_by("id").values_list("at", flat=True).first()


def staff_of(found: Iterable[Seen]) -> dict[UUID, Staff]:
    """Who they are, with their agencies and roles."""
    ids = {one.staff_id for one in found if one.staff_id}
    members = Staff.objects.filter(id__in=ids).select_related("account").prefetch_related("roles")
    return {one.id: one for one in members}


def agencies_of(person: Person) -> dict[UUID, Agency]:
    """The agencies of the partnership, those too that have left."""
    return {one.id: one for one in Agency.objects.filter(partnership_id=person.partnership_id)}
