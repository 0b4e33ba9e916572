"""The record of whatever else left: a calendar file, a copy, a report. One recipient, and why."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from django.db import transaction

from rjhub.audit.recording import record
from rjhub.kernel import clock
from rjhub.kernel.decisions import allow_if
from rjhub.letters.models import Dispatch
from rjhub.letters.vocabulary import What, Why
from rjhub.partnership.models import Staff
from rjhub.people import approach
from rjhub.people.models import Person


class Of(Protocol):
    """A protected row: what left is of its file, side and category."""

    id: UUID
    partnership_id: int
    file_id: UUID
    side: str
    category: str


@dataclass(frozen=True, kw_only=True)
class Disclosed:
    """What left, why, and to whom: one person, one member of staff, or somebody else in words."""

    what: What
    why: Why
    person: Person | None = None
    staff: Staff | None = None
    to_whom: str = ""


@transaction.atomic
def disclose(of: Of, left: Disclosed, *, by: Staff | None) -> Dispatch:
    """Record that something left, in the transaction in which it does. The database says when.

    Raises Refused while contact stands still after a restore.
    """
    allow_if(not approach.stands_still(), approach.NOBODY_NOW).or_refuse()
    kept = Dispatch.objects.create(
        partnership_id=of.partnership_id,
        file_id=of.file_id,
        side=of.side,
        category=of.category,
        what=left.what,
        person=left.person,
        staff=left.staff,
        to_whom=left.to_whom,
        why=left.why,
        subject_id=of.id,
        left_at=clock.now(),  # the database writes its own time over it
        by=by,
    )
    record("letters:dispatch:make", by=by, subject=kept, partnership=kept.partnership_id)
    return kept
