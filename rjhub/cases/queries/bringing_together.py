"""Reading preparation, meetings, messages, agreements and follow-ups."""

from typing import Any, TypeVar
from uuid import UUID

from django.http import Http404

from rjhub.cases.models import Case, Event, Preparation
from rjhub.cases.queries.case import allocations_in_force
from rjhub.partnership.models import Staff
from rjhub.sharing.models import Protected

Row = TypeVar("Row", bound=Protected)


def as_it_stands(row: Row) -> Row:
    """A row read anew, for an action to decide about while it holds the lock of the case."""
    model: Any = type(row)
    now: Row = model.objects.get(partnership_id=row.partnership_id, id=row.id)
    return now


def last_change_of(row: Protected) -> Event | None:
    """What last happened to a row, and who did it."""
    return (
        Event.objects.filter(partnership_id=row.partnership_id, subject_id=row.id)
        .select_related("by__account")
        .order_by("-at", "-id")
        .first()
    )


def accepted_facilitators(case: Case) -> list[Staff]:
    """The facilitators who have accepted the case, the lead first."""
    return [one.facilitator for one in allocations_in_force(case) if one.accepted_at]


def holders_for(case: Case) -> list[int]:
    """Who is given what the facilitators have to do: each of them, or the hub where there is none yet."""
    return [staff.principal_id for staff in accepted_facilitators(case)] or [case.hub.coordinators_id]


def preparations_of(case: Case) -> list[Preparation]:
    """Preparation sessions, the newest first."""
    return list(
        Preparation.objects.filter(case=case)
        .select_related("held_by__account")
        .order_by("-held_on", "-recorded_at")
    )


def find_preparation(case: Case, preparation_id: UUID) -> Preparation:
    """One session. Raises Http404 if the reader cannot see it."""
    return _find(Preparation, case, preparation_id, "party__person")


def _find(model: type[Row], case: Case, row_id: UUID, *with_it: str) -> Row:
    rows: Any = model.objects
    found: Row | None = rows.filter(case=case, id=row_id).select_related(*with_it).first()
    if found is None:
        raise Http404
    return found
