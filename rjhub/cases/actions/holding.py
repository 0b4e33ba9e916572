"""Writing down what took place at a meeting."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import datetime

from django.db import transaction

from rjhub.cases import policies, queries
from rjhub.cases.actions.cancelling import WRITE_DOWN
from rjhub.cases.actions.follow_ups import plan_follow_ups
from rjhub.cases.actions.meetings import BOTH_SIDES
from rjhub.cases.actions.safeguards import check_version
from rjhub.cases.actions.tasks import ToDo, end_tasks, give_task
from rjhub.cases.gates.database_says import guarded
from rjhub.cases.happenings import happened
from rjhub.cases.models import Attendance, Case, Meeting
from rjhub.cases.policies import wording
from rjhub.cases.vocabulary import AttendeeRole, MeetingStatus, WordsPlace
from rjhub.kernel import clock
from rjhub.kernel.decisions import Decision, all_of, allow_if
from rjhub.partnership.models import Staff
from rjhub.partnership.pathway.vocabulary import InterventionType
from rjhub.sharing.vocabulary import Side

INCIDENT, AGREEMENT = "meeting_incident", "record_agreement"
ENDS = (MeetingStatus.HELD, MeetingStatus.STOPPED)


@dataclass(frozen=True, kw_only=True)
class Record:
    """What took place. `status` says whether it went to its end or was stopped."""

    status: MeetingStatus
    started_at: datetime
    ended_at: datetime
    outcome: str
    apology_given: bool
    questions_answered: bool
    incident: str = ""
    debriefs: str = ""


@transaction.atomic
def write_down_meeting(
    meeting: Meeting, record: Record, *, came: Collection[Attendance], version: int, by: Staff, at: datetime
) -> Meeting:
    """Write down a planned meeting once it is over, or put right what was written down.

    The first time, follow-ups are planned for whoever came, and the supervisor hears of an incident. Raises Refused
    if this person may not, if the times or the people cannot be, or if it was to be later and a gate is shut now;
    Conflict if somebody else wrote it down meanwhile.
    """
    case = queries.lock_case(meeting.case)
    meeting = queries.as_it_stands(meeting)
    policies.may_write_down_meeting(by, case, meeting).or_refuse()
    check_version(meeting.version, version)
    all_of(_times_fit(record, at=at), _people_fit(meeting, came)).or_refuse()
    told = ("outcome", "incident", "debriefs")
    new = [getattr(record, name) for name in told if getattr(record, name) != getattr(meeting, name)]
    wording.let_through(case.id, WordsPlace.MEETING, *new)
    first = meeting.status == MeetingStatus.PLANNED
    with guarded(case):
        _keep(meeting, record)
    _mark_who_came(meeting, came)
    if first:
        _follow(case, meeting, came, by=by, at=at)
    tag = "cases:meeting:write_down" if first else "cases:meeting:put_right"
    detail = f"{meeting.get_kind_display()}, {meeting.get_status_display().lower()}"
    happened(tag, case=case, by=by, at=at, row=meeting, detail=detail)
    if meeting.incident:
        _tell_of_incident(case, meeting, at=at)
    return meeting


def _keep(meeting: Meeting, record: Record) -> None:
    for one in fields(record):
        setattr(meeting, one.name, getattr(record, one.name))
    meeting.version += 1
    meeting.save(update_fields=[*(one.name for one in fields(record)), "version"])


def _mark_who_came(meeting: Meeting, came: Collection[Attendance]) -> None:
    listed = Attendance.objects.filter(meeting=meeting, taken_off_at=None)
    there = [one.id for one in came]
    listed.filter(id__in=there).update(came=True)
    listed.exclude(id__in=there).update(came=False)


def _follow(case: Case, meeting: Meeting, came: Collection[Attendance], *, by: Staff, at: datetime) -> None:
    parties = [one.party for one in came if one.party is not None and one.party.ended_at is None]
    assert meeting.ended_at is not None  # noqa: S101 - the record has both times
    plan_follow_ups(case, parties, since=meeting.ended_at, by=by, at=at)
    end_tasks(case, WRITE_DOWN, by=by, at=at)
    give_task(case, agreement_to_record(case), to=queries.holders_for(case)[0], at=at)


def agreement_to_record(case: Case) -> ToDo:
    """What is to do once people have met or written. For other actions."""
    return ToDo(
        kind=AGREEMENT,
        words="Write down what was agreed, or that nothing was wanted",
        address=f"/cases/{case.reference}/agreements",
    )


def _tell_of_incident(case: Case, meeting: Meeting, *, at: datetime) -> None:
    to_do = ToDo(
        kind=INCIDENT,
        words="Look at what went wrong at a meeting",
        address=f"/cases/{case.reference}/meetings/{meeting.id}",
        due_on=clock.day_of(at),
        subject_id=meeting.id,
    )
    told = case.supervisor.principal_id if case.supervisor else case.hub.coordinators_id
    give_task(case, to_do, to=told, at=at)


def _times_fit(record: Record, *, at: datetime) -> Decision:
    return all_of(
        allow_if(record.status in ENDS, "Say whether the meeting went to its end or was stopped."),
        allow_if(record.ended_at > record.started_at, "The meeting must end after it started."),
        allow_if(record.ended_at <= at, "A meeting is written down once it is over."),
        allow_if(record.outcome, "Say what came out of the meeting."),
    )


def _people_fit(meeting: Meeting, came: Collection[Attendance]) -> Decision:
    both = InterventionType(meeting.kind) in BOTH_SIDES
    sides = {one.party.side for one in came if one.party is not None}
    facilitators = any(one.role == AttendeeRole.FACILITATOR for one in came)
    return all_of(
        allow_if(
            not both or {Side.HARMED, Side.RESPONSIBLE} <= sides,
            "Nobody came from one of the sides, so they did not meet. Cancel the meeting and say why.",
        ),
        allow_if(facilitators, "No facilitator was there. Add whoever facilitated to the list first."),
    )
