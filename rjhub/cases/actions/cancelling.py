"""Cancelling a meeting that is still to come: because people decide so, or because what it rests on has gone."""

from datetime import datetime

from django.db import transaction

from rjhub.cases import queries
from rjhub.cases.actions.tasks import ToDo, end_tasks, give_task
from rjhub.cases.happenings import happened
from rjhub.cases.models import Case, Meeting
from rjhub.cases.vocabulary import MeetingStatus, TaskStatus
from rjhub.design.words import day
from rjhub.kernel import clock
from rjhub.partnership.models import Staff
from rjhub.people.announcements import PersonFact
from rjhub.sharing import doors, readers

SAID_NO = "Somebody who was to come has said that they do not want this."
WRITE_DOWN, CANCELLED = "write_down_meeting", "meeting_cancelled"


@transaction.atomic
def cancel_planned_meeting(case: Case, *, why: str, by: Staff | None, at: datetime) -> Meeting | None:
    """Cancel the meeting that is still to come, if there is one. For actions that shut a gate.

    `why` says nothing about either side that the other may not know. A meeting whose time has come stays, to be
    written down.
    """
    case = queries.lock_case(case)
    meeting = Meeting.objects.filter(case=case, status=MeetingStatus.PLANNED, starts_at__gt=at).first()
    return cancel(case, meeting, why=why, by=by, at=at) if meeting else None


def cancel_meetings_after_a_no(fact: PersonFact) -> None:
    """Cancel every meeting to come that cannot be held because somebody said no, whoever recorded it.

    The program acts for the hubs: who takes a no need not see the case.
    """
    reader = readers.coordinators_of(fact.partnership_id)
    with doors.opened(reader, door="cases:meeting:cancel", purpose="the program, after a no"):
        for case in queries.meetings_to_cancel(fact.person_id):
            cancel_planned_meeting(case, why=SAID_NO, by=None, at=clock.now())


def cancel(case: Case, meeting: Meeting, *, why: str, by: Staff | None, at: datetime) -> Meeting:
    """Cancel a meeting of a locked case, and have its facilitators tell the people. For other actions."""
    meeting.status, meeting.cancelled_at, meeting.cancelled_because = MeetingStatus.CANCELLED, at, why
    meeting.version += 1
    meeting.save(update_fields=["status", "cancelled_at", "cancelled_because", "version"])
    end_tasks(case, WRITE_DOWN, by=by, at=at, status=TaskStatus.DROPPED)
    tell = ToDo(
        kind=CANCELLED,
        words=_who_is_told(why, day(meeting.starts_at)),
        address=f"/cases/{case.reference}/meetings/{meeting.id}",
        due_on=clock.day_of(at),
        subject_id=meeting.id,
    )
    for holder in queries.holders_for(case):
        give_task(case, tell, to=holder, at=at)
    detail = f"{meeting.get_kind_display()}, {day(meeting.starts_at)}"
    happened("cases:meeting:cancel", case=case, by=by, at=at, row=meeting, detail=detail)
    return meeting


def _who_is_told(why: str, on: str) -> str:
    if why == SAID_NO:
        return f"Tell the others that the meeting on {on} is cancelled. Do not contact whoever said no"
    return f"Tell everybody that the meeting on {on} is cancelled"
