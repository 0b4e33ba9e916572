"""Booking, changing and cancelling meetings. Nothing is booked while a gate that cannot be switched off is shut."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from rjhub.cases import policies, queries
from rjhub.cases.actions import attending
from rjhub.cases.actions.cancelling import WRITE_DOWN, cancel
from rjhub.cases.actions.safeguards import check_version, made_already
from rjhub.cases.actions.tasks import ToDo, end_tasks, give_task
from rjhub.cases.gates.database_says import guarded
from rjhub.cases.gates.mandatory import no_gate_shut
from rjhub.cases.happenings import happened
from rjhub.cases.models import Case, Meeting, Party
from rjhub.cases.policies import wording
from rjhub.cases.vocabulary import TaskStatus, WordsPlace
from rjhub.design.words import day
from rjhub.kernel import clock
from rjhub.kernel.decisions import Decision, all_of, allow_if
from rjhub.partnership.models import Staff
from rjhub.partnership.pathway.vocabulary import InterventionType
from rjhub.sharing.vocabulary import Side

# At these both sides are in the room or on the line; at the others a person harmed may speak in another way.
BOTH_SIDES = {InterventionType.CONFERENCE, InterventionType.REMOTE, InterventionType.FAMILY_GROUP}


@dataclass(frozen=True, kw_only=True)
class Booking:
    """What is settled about a meeting before it takes place."""

    kind: InterventionType
    starts_at: datetime
    venue: str
    venue_risk: str
    venue_assessed_by: Staff
    venue_assessed_on: date
    arrival_plan: str
    venue_details: str = ""


@transaction.atomic
def book_meeting(
    case: Case, booking: Booking, *, people: Sequence[Party], by: Staff, at: datetime, key: UUID | None = None
) -> Meeting:
    """Book a meeting for people of the case; its facilitators come with it.

    Raises Refused if this person may not, if the pathway does not offer it, or with every gate that is shut.
    """
    case = queries.lock_case(case)
    made = made_already(Meeting, case.partnership_id, key)
    if made is not None:
        return made
    all_of(
        policies.may_book_meeting(by, case),
        _fits(case, booking, at=at),
        _people_fit(booking.kind, people),
        no_gate_shut(case, indirect=False),
    ).or_refuse()
    settled = _settled(booking)
    wording.let_through(case.id, WordsPlace.MEETING, *_narrative(settled))
    wording.let_no_home_through(case.id, WordsPlace.MEETING, booking.venue)
    with guarded(case):
        meeting = Meeting.objects.create(
            **case.row(), **settled, booked_at=at, booked_by=by, submission_key=key
        )
    for party in people:
        attending.seat_party(meeting, party)
    for staff in queries.accepted_facilitators(case):
        attending.seat_facilitator(meeting, staff)
    _remind(case, meeting, at=at)
    happened("cases:meeting:book", case=case, by=by, at=at, row=meeting, detail=_words(meeting))
    return meeting


@transaction.atomic
def change_meeting(meeting: Meeting, booking: Booking, *, version: int, by: Staff, at: datetime) -> Meeting:
    """Change what is settled about a planned meeting.

    A new day or time needs every gate to be open, as booking does. Raises Refused if this person may not or a gate is
    shut, and Conflict if somebody else changed it meanwhile.
    """
    case = queries.lock_case(meeting.case)
    meeting = queries.as_it_stands(meeting)
    all_of(policies.may_change_meeting(by, case, meeting), _fits(case, booking, at=at)).or_refuse()
    check_version(meeting.version, version)
    settled = _settled(booking)
    changed = [name for name, value in settled.items() if getattr(meeting, name) != value]
    if "starts_at" in changed:
        no_gate_shut(case, indirect=False).or_refuse()
    wording.let_through(case.id, WordsPlace.MEETING, *_narrative({name: settled[name] for name in changed}))
    if "venue" in changed:
        wording.let_no_home_through(case.id, WordsPlace.MEETING, booking.venue)
    for name in changed:
        setattr(meeting, name, settled[name])
    meeting.version += 1
    with guarded(case):
        meeting.save(update_fields=[*changed, "version"])
    end_tasks(case, WRITE_DOWN, by=by, at=at, status=TaskStatus.DROPPED)
    _remind(case, meeting, at=at)
    happened(
        "cases:meeting:change",
        case=case,
        by=by,
        at=at,
        row=meeting,
        detail=_words(meeting),
        changed=tuple(changed),
    )
    return meeting


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, why: str, by: Staff, at: datetime) -> Meeting:
    """Cancel a planned meeting, saying why. Raises Refused if this person may not."""
    case = queries.lock_case(meeting.case)
    meeting = queries.as_it_stands(meeting)
    policies.may_change_meeting(by, case, meeting).or_refuse()
    wording.let_through(case.id, WordsPlace.MEETING, why)
    return cancel(case, meeting, why=why, by=by, at=at)


def _remind(case: Case, meeting: Meeting, *, at: datetime) -> None:
    to_do = ToDo(
        kind=WRITE_DOWN,
        words="Write down what took place at the meeting",
        address=f"/cases/{case.reference}/meetings/{meeting.id}/record",
        due_on=clock.day_of(meeting.starts_at),
        subject_id=meeting.id,
    )
    give_task(case, to_do, to=queries.holders_for(case)[0], at=at)


def _fits(case: Case, booking: Booking, *, at: datetime) -> Decision:
    on_the_spot = booking.kind == InterventionType.STREET  # it is over when anybody writes it down
    return all_of(
        allow_if(
            booking.kind in policies.kinds_of_meeting(case),
            "The pathway of this case does not offer this meeting.",
        ),
        allow_if(booking.starts_at > at or on_the_spot, "Choose a day and a time in the future."),
        allow_if(
            booking.venue_assessed_on <= clock.day_of(at), "The venue must have been looked at already."
        ),
    )


def _people_fit(kind: InterventionType, people: Sequence[Party]) -> Decision:
    sides = {party.side for party in people}
    needed = {Side.HARMED, Side.RESPONSIBLE} if kind in BOTH_SIDES else {Side.RESPONSIBLE}
    return all_of(
        allow_if(needed <= sides, "Choose at least one person of each side for this meeting.")
        if len(needed) > 1
        else allow_if(people, "Choose who is to come."),
        *(policies.party_goes_on(party) for party in people),
    )


def _settled(booking: Booking) -> dict[str, object]:
    return {one.name: getattr(booking, one.name) for one in fields(booking)}


def _narrative(settled: Mapping[str, object]) -> list[str]:
    """What somebody wrote in their own words. A venue is an address by nature, and is assessed as one."""
    return [str(settled[name]) for name in ("venue_details", "venue_risk", "arrival_plan") if name in settled]


def _words(meeting: Meeting) -> str:
    return f"{meeting.get_kind_display()}, {day(meeting.starts_at)}"
