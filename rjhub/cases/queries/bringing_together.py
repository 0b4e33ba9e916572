"""Reading preparation, meetings, messages, agreements and follow-ups."""

from typing import Any, TypeVar
from uuid import UUID

from django.db import connection
from django.http import Http404

from rjhub.cases.models import Attendance, Case, Event, FollowUp, Meeting, Party, Preparation
from rjhub.cases.queries.case import allocations_in_force
from rjhub.cases.vocabulary import MeetingStatus
from rjhub.partnership.models import Staff
from rjhub.partnership.vocabulary import WorksWith
from rjhub.sharing.models import Protected
from rjhub.sharing.vocabulary import Side

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


def speaks_with(case: Case, party: Party) -> int:
    """Who is given what has to be said to somebody: their named contact, else the lead facilitator, else the hub.

    Somebody whose agency works with people responsible never gets what has to be said to a person harmed.
    """
    there = [*([party.named_contact] if party.named_contact else []), *accepted_facilitators(case)]
    wall = WorksWith.RESPONSIBLE if party.side == Side.HARMED else None
    free: list[int] = [staff.principal_id for staff in there if staff.agency.works_with != wall]
    hub: int = case.hub.coordinators_id
    return free[0] if free else hub


def preparations_of(case: Case) -> list[Preparation]:
    """Preparation sessions, the newest first."""
    return list(
        Preparation.objects.filter(case=case)
        .select_related("held_by__account")
        .order_by("-held_on", "-recorded_at", "-id")
    )


def find_preparation(case: Case, preparation_id: UUID) -> Preparation:
    """One session. Raises Http404 if the reader cannot see it."""
    return _find(Preparation, case, preparation_id, "party__person")


def meetings_of(case: Case) -> list[Meeting]:
    """Meetings, the newest first."""
    return list(Meeting.objects.filter(case=case).order_by("-starts_at", "-id"))


def planned_meeting(case: Case) -> Meeting | None:
    """The one meeting of a case that is planned and not over."""
    return Meeting.objects.filter(case=case, status=MeetingStatus.PLANNED).first()


def find_meeting(case: Case, meeting_id: UUID) -> Meeting:
    """One meeting. Raises Http404 if the reader cannot see it."""
    return _find(Meeting, case, meeting_id, "venue_assessed_by__account", "booked_by__account")


def attendances_of(meeting: Meeting) -> list[Attendance]:
    """Who is to come, or came: the two sides first, as far as the reader may see them."""
    return list(
        Attendance.objects.filter(meeting=meeting, taken_off_at=None)
        .select_related("party__person", "staff__account")
        .order_by("role", "name", "id")
    )


def find_attendance(meeting: Meeting, attendance_id: UUID) -> Attendance:
    """Somebody who is to come. Raises Http404 if the reader cannot see them."""
    found = next((one for one in attendances_of(meeting) if one.id == attendance_id), None)
    if found is None:
        raise Http404
    return found


def meetings_to_cancel(person_id: UUID) -> list[Case]:
    """Cases with a meeting to come that cannot be held after a no of this person, as far as the reader sees them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT found FROM keeper.meetings_to_cancel(%s) found", [person_id])
        ids = [row[0] for row in cursor.fetchall()]
    return list(Case.objects.filter(id__in=ids).select_related("hub", "pathway", "file"))


def follow_ups_of(case: Case) -> list[FollowUp]:
    """Follow-ups, what is due first at the top."""
    return list(
        FollowUp.objects.filter(case=case).select_related("done_by__account").order_by("due_on", "id")
    )


def find_follow_up(case: Case, follow_up_id: UUID) -> FollowUp:
    """One follow-up. Raises Http404 if the reader cannot see it."""
    return _find(FollowUp, case, follow_up_id, "party__person")


def _find(model: type[Row], case: Case, row_id: UUID, *with_it: str) -> Row:
    rows: Any = model.objects
    found: Row | None = rows.filter(case=case, id=row_id).select_related(*with_it).first()
    if found is None:
        raise Http404
    return found
