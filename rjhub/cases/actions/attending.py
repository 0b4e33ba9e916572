"""Who is to come to a meeting: the people of the case, supporters, interpreters, prison staff, observers."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from rjhub.cases import policies, queries
from rjhub.cases.happenings import happened
from rjhub.cases.models import Attendance, Case, Meeting, Party
from rjhub.cases.policies import wording
from rjhub.cases.vocabulary import AttendeeRole, WordsPlace
from rjhub.kernel.decisions import allow_if
from rjhub.partnership.models import Staff
from rjhub.sharing.vocabulary import Category, Side

PART = {Side.HARMED: AttendeeRole.HARMED, Side.RESPONSIBLE: AttendeeRole.RESPONSIBLE}
SIDE = {
    AttendeeRole.HARMED: Side.HARMED,
    AttendeeRole.HARMED_SUPPORTER: Side.HARMED,
    AttendeeRole.RESPONSIBLE: Side.RESPONSIBLE,
    AttendeeRole.RESPONSIBLE_SUPPORTER: Side.RESPONSIBLE,
}


@dataclass(frozen=True, kw_only=True)
class Guest:
    """Somebody who is neither a person of the case nor a facilitator."""

    role: AttendeeRole
    name: str
    prepared_on: date | None = None
    notes: str = ""


def seat_party(meeting: Meeting, party: Party) -> Attendance:
    """Put somebody whose case it is on the list. For other actions."""
    return _seat(meeting, Side(party.side), role=PART[Side(party.side)], party=party)


def seat_facilitator(meeting: Meeting, staff: Staff) -> Attendance:
    """Put a facilitator on the list. For other actions."""
    return _seat(meeting, Side.NEUTRAL, role=AttendeeRole.FACILITATOR, staff=staff)


@transaction.atomic
def invite_party(meeting: Meeting, party: Party, *, by: Staff, at: datetime) -> Attendance:
    """Put somebody whose case it is on the list of a planned meeting.

    Raises Refused if this person may not, if the case has ended for them, or if they said no to any agency.
    """
    case = _locked(meeting, by=by)
    policies.party_goes_on(party).and_(policies.may_be_approached(party)).or_refuse()
    _not_yet(meeting, party=party)
    return _added(case, seat_party(meeting, party), by=by, at=at)


@transaction.atomic
def invite_facilitator(meeting: Meeting, staff: Staff, *, by: Staff, at: datetime) -> Attendance:
    """Put a facilitator of the case on the list of a planned meeting. Raises Refused if this person may not."""
    case = _locked(meeting, by=by)
    allow_if(
        staff in queries.accepted_facilitators(case), "They are not a facilitator of this case."
    ).or_refuse()
    _not_yet(meeting, staff=staff)
    return _added(case, seat_facilitator(meeting, staff), by=by, at=at)


@transaction.atomic
def invite_guest(meeting: Meeting, guest: Guest, *, by: Staff, at: datetime) -> Attendance:
    """Put somebody else on the list of a planned meeting. Raises Refused if this person may not."""
    case = _locked(meeting, by=by)
    wording.let_through(case.id, WordsPlace.MEETING, guest.name, guest.notes)
    row = _seat(meeting, SIDE.get(guest.role, Side.NEUTRAL), **asdict(guest))
    return _added(case, row, by=by, at=at)


@transaction.atomic
def change_guest(attendance: Attendance, guest: Guest, *, by: Staff, at: datetime) -> Attendance:
    """Change what is known about a guest. They stay on the side on which they come.

    Raises Refused if this person may not, or if somebody of the case or a facilitator is meant.
    """
    case = _locked(attendance.meeting, by=by)
    guests_side = SIDE.get(guest.role, Side.NEUTRAL)
    allow_if(attendance.name, "Only a guest can be changed here.").or_refuse()
    allow_if(
        guests_side == attendance.side, "Take them off the list and add them again on the other side."
    ).or_refuse()
    wording.let_through(case.id, WordsPlace.MEETING, guest.name, guest.notes)
    for name, value in asdict(guest).items():
        setattr(attendance, name, value)
    attendance.save(update_fields=list(asdict(guest)))
    happened(
        "cases:attendance:change",
        case=case,
        by=by,
        at=at,
        row=attendance,
        detail=attendance.get_role_display(),
    )
    return attendance


@transaction.atomic
def take_off(attendance: Attendance, *, by: Staff, at: datetime) -> None:
    """Take somebody off the list of a planned meeting. Raises Refused if this person may not."""
    case = _locked(attendance.meeting, by=by)
    attendance.taken_off_at = at
    attendance.save(update_fields=["taken_off_at"])
    happened(
        "cases:attendance:take_off",
        case=case,
        by=by,
        at=at,
        row=attendance,
        detail=attendance.get_role_display(),
    )


def _seat(meeting: Meeting, side: Side, **who: object) -> Attendance:
    return Attendance.objects.create(
        partnership_id=meeting.partnership_id,
        file_id=meeting.file_id,
        side=side,
        category=Category.CASEWORK,
        meeting=meeting,
        **who,
    )


def _locked(meeting: Meeting, *, by: Staff) -> Case:
    case = queries.lock_case(meeting.case)
    policies.may_change_meeting(by, case, queries.as_it_stands(meeting)).or_refuse()
    return case


def _not_yet(meeting: Meeting, **who: object) -> None:
    there = Attendance.objects.filter(meeting=meeting, taken_off_at=None, **who).exists()
    allow_if(not there, "They are on the list already.").or_refuse()


def _added(case: Case, attendance: Attendance, *, by: Staff, at: datetime) -> Attendance:
    role = attendance.get_role_display()
    happened("cases:attendance:add", case=case, by=by, at=at, row=attendance, detail=role)
    return attendance
