"""Calling a planned meeting off, because what it rests on has gone."""

from datetime import datetime

from rjhub.cases import queries
from rjhub.cases.actions.tasks import ToDo, give_task
from rjhub.cases.happenings import happened
from rjhub.cases.models import Case, Meeting
from rjhub.cases.vocabulary import MeetingStatus
from rjhub.partnership.models import Staff


def cancel_planned_meeting(case: Case, *, why: str, by: Staff, at: datetime) -> Meeting | None:
    """Cancel the meeting that is planned on a locked case, if any, and have both facilitators tell the people.

    `why` says nothing about either side that the other may not know.
    """
    meeting: Meeting | None = Meeting.objects.filter(case=case, status=MeetingStatus.PLANNED).first()
    if meeting is None:
        return None
    meeting.status, meeting.cancelled_at, meeting.cancelled_because = MeetingStatus.CANCELLED, at, why
    meeting.version += 1
    meeting.save(update_fields=["status", "cancelled_at", "cancelled_because", "version"])
    happened("cases:meeting:cancel", case=case, by=by, at=at, row=meeting)
    tell = ToDo(
        kind="meeting_cancelled",
        words="Tell everybody that the planned meeting is cancelled",
        address=f"/cases/{case.reference}/contacts",
        subject_id=meeting.id,
    )
    for holder in queries.holders_for(case):
        give_task(case, tell, to=holder, at=at)
    return meeting
