"""Calendar files of meetings, for staff: one for each who asks for it, on record, with nothing in it but the time."""

from django.db import transaction

from rjhub.cases import policies
from rjhub.cases.models import Case, Meeting
from rjhub.cases.vocabulary import MeetingStatus
from rjhub.kernel.decisions import all_of, allow_if
from rjhub.letters.actions.disclosing import Disclosed, disclose
from rjhub.letters.vocabulary import What, Why
from rjhub.outbound import calendars
from rjhub.partnership.models import Staff


@transaction.atomic
def take_calendar(case: Case, meeting: Meeting, *, by: Staff) -> str:
    """Give the calendar file of a meeting to somebody who works on the case. Raises Refused."""
    all_of(
        policies.may_work_on(by, case),
        allow_if(meeting.status == MeetingStatus.PLANNED, "This meeting is not planned any more."),
    ).or_refuse()
    disclose(meeting, Disclosed(what=What.CALENDAR, why=Why.MEETING, staff=by), by=by)
    return calendars.event(
        starts_at=meeting.starts_at, number=meeting.version, of=f"{meeting.id} {by.account_id}"
    )
