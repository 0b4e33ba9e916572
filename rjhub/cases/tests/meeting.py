"""Bookings, and meetings of the case that is ready."""

from datetime import timedelta

from rjhub.cases import queries
from rjhub.cases.actions.holding import Record, write_down_meeting
from rjhub.cases.actions.meetings import Booking, book_meeting
from rjhub.cases.models import Case, Meeting
from rjhub.cases.vocabulary import MeetingStatus
from rjhub.kernel import clock
from rjhub.partnership.models import Staff
from rjhub.partnership.pathway.vocabulary import InterventionType


def a_booking(by: Staff, **more: object) -> Booking:
    """A conference in the library in nine days."""
    usual = {
        "kind": InterventionType.CONFERENCE,
        "starts_at": clock.now() + timedelta(days=9),
        "venue": "The library in Chichester",
        "venue_risk": "Two doors, one of them to the car park.",
        "venue_assessed_by": by,
        "venue_assessed_on": clock.today(),
        "arrival_plan": "Alice at the front at 1:30pm, Kyle at the back at 1:50pm.",
    }
    return Booking(**usual | more)


def a_meeting(case: Case, by: Staff, **more: object) -> Meeting:
    """A booked meeting of everybody in the case."""
    people = queries.parties_of(case)
    return book_meeting(case, a_booking(by, **more), people=people, by=by, at=clock.now())


def its_time_has_come(meeting: Meeting) -> None:
    """An hour ago it was to begin."""
    Meeting.objects.filter(id=meeting.id).update(starts_at=clock.now() - timedelta(hours=1))
    meeting.refresh_from_db()


def what_took_place(**more: object) -> Record:
    """An hour that went well."""
    usual = {
        "status": MeetingStatus.HELD,
        "started_at": clock.now() - timedelta(hours=1),
        "ended_at": clock.now(),
        "outcome": "Kyle explained himself and Alice heard why it was her house.",
        "apology_given": True,
        "questions_answered": True,
    }
    return Record(**usual | more)


def a_held_meeting(case: Case, by: Staff, **more: object) -> Meeting:
    """A meeting to which everybody came."""
    meeting = a_meeting(case, by)
    its_time_has_come(meeting)
    return write_down_meeting(
        meeting,
        what_took_place(**more),
        came=queries.attendances_of(meeting),
        version=1,
        by=by,
        at=clock.now(),
    )
