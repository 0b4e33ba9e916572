"""Explaining the access of somebody else, now or at a moment, for whoever may ask it."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q

from rjhub.kernel import clock
from rjhub.partnership.models import Staff
from rjhub.reading import policies
from rjhub.reading.queries import Told, told_of
from rjhub.sharing import explaining
from rjhub.sharing.explaining import Explained, Standing
from rjhub.sharing.models import File
from rjhub.sharing.models.file import before_a_case

CLOSED = ("closed",)


@dataclass(frozen=True)
class FileToExplain:
    """A file that the asker may ask about, and what it is called."""

    file: File
    told: Told


def askable(by: Staff) -> list[Staff]:
    """Everybody about whom somebody may ask, by name: those too who have left."""
    everybody = Staff.objects.filter(partnership_id=by.partnership_id)
    wanted = everybody if policies.watches_everybody(by) else everybody.filter(Q(agency_id=by.agency_id))
    found = wanted.select_related("account", "agency", "principal")
    return sorted(found, key=lambda one: (one.name, str(one.id)))


def file_of(*, reference: str, file: UUID | None) -> FileToExplain | None:
    """The file of a case, a referral or a person. None for one that is missing, sealed, or shut to the asker."""
    found = _one("SELECT keeper.file_to_explain(%s, %s)", [reference, None if reference else file])
    if found is None:
        return None
    called = _one("SELECT keeper.called(%s)", [found])
    said = json.loads(called) if isinstance(called, str) else called
    (told,) = told_of([said])
    return FileToExplain(File.objects.get(id=str(found)), told)


def explain(staff: Staff, of: FileToExplain, *, at: datetime | None) -> Explained:
    """What somebody sees of a file and why, or saw. Sealings and conflicts count that the asker may not read."""
    return explaining.explain_all(staff, of.file, at=at, standing=_standing(staff, of.file, at))


def _standing(staff: Staff, file: File, at: datetime | None) -> Standing:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM keeper.how_it_stood(%s, %s, %s)", [file.id, staff.id, at or clock.now()]
        )
        barred, sealed, stages, closed_on = cursor.fetchone()
    if at is None:
        stages, closed_on = file.stages, file.closed_on
    elif not stages:
        stages = CLOSED if closed_on else before_a_case()
    return Standing(barred=barred, sealed=sealed, stages=tuple(stages), closed_on=closed_on)


def _one(statement: str, values: list[Any]) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row = cursor.fetchone()
        return row[0] if row else None
