"""Meetings of a case: what stands in the way, what is booked, who comes, what took place."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from rjhub.cases import pathways
from rjhub.cases.gates import Obstacle as Missing
from rjhub.cases.models import Attendance, Case, Meeting
from rjhub.cases.pages.frame import CaseFrame, frame_for
from rjhub.cases.remedies import remedy_for
from rjhub.cases.vocabulary import AttendeeRole, MeetingStatus
from rjhub.design.links import Link
from rjhub.design.pieces import Column, Obstacle, Row, Shown, Tag, Tone
from rjhub.design.words import capital, clock_time, day, moment
from rjhub.kernel import clock
from rjhub.kernel.decisions import Decision, refuse
from rjhub.partnership.pathway.vocabulary import InterventionType

TONES = {
    MeetingStatus.PLANNED: Tone.TO_DO,
    MeetingStatus.HELD: Tone.DONE,
    MeetingStatus.CANCELLED: Tone.PAUSED,
    MeetingStatus.STOPPED: Tone.STOPPED,
}
PROXY = (
    "Somebody else takes part in the place of the person harmed. This does not count as restorative justice with "
    "the person harmed."
)
UNSEEN = "Somebody whom your role does not show you"


@dataclass(frozen=True)
class Meetings:
    """The meetings of a case. While a gate is shut, the page says which, and offers no booking."""

    frame: CaseFrame
    shut: tuple[Obstacle, ...]
    besides: tuple[Obstacle, ...]
    book: Link | None
    why_not: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Shown, ...], ...]
    title: str = "Meetings"


@dataclass(frozen=True)
class MeetingPage:
    """One meeting."""

    frame: CaseFrame
    back: Link
    title: str
    tag: Tag
    warnings: tuple[str, ...]
    booked: tuple[Row, ...]
    took_place: tuple[Row, ...]
    people: tuple[tuple[Shown, ...], ...]
    columns: tuple[Column, ...]
    shut: tuple[Obstacle, ...]
    besides: tuple[Obstacle, ...]
    planned: bool
    first: Link | None
    links: tuple[Link, ...]
    calendar_href: str


def meetings_of(
    case: Case,
    meetings: list[Meeting],
    *,
    shut: tuple[Missing, ...],
    besides: tuple[Missing, ...],
    may_book: Decision,
    left_by: tuple[str, ...],
) -> Meetings:
    """The page, with a way to book only where nothing stands in it.

    `left_by` says on which side nobody is left: what is missing there is not to be had, and nobody is asked for it.
    """
    if left_by and shut:
        shut, besides, may_book = (), (), refuse(*left_by)
    return Meetings(
        frame=frame_for(case, "meetings"),
        shut=obstacles(case, shut),
        besides=obstacles(case, besides),
        book=Link("Book a meeting", reverse("cases:new_meeting", args=[case.reference]))
        if may_book and not shut
        else None,
        why_not=() if may_book else may_book.reasons,
        columns=(Column("When"), Column("Meeting"), Column("Where"), Column("State")),
        rows=tuple(_line(case, meeting) for meeting in meetings),
    )


def meeting_page(
    case: Case,
    meeting: Meeting,
    attendances: Sequence[Attendance],
    *,
    shut: tuple[Missing, ...],
    besides: tuple[Missing, ...],
    may_work: bool,
) -> MeetingPage:
    """One meeting, for whoever may see it."""
    planned = meeting.status == MeetingStatus.PLANNED
    may_change = may_work and planned
    columns = (Column("Who"), Column("As what"), Column("Prepared" if planned else "Came"))
    return MeetingPage(
        frame=frame_for(case, "meetings"),
        back=Link("Meetings", reverse("cases:meetings", args=[case.reference])),
        title=kind_of(case, meeting),
        tag=_tag(meeting),
        warnings=(PROXY,) if meeting.kind == InterventionType.PROXY else (),
        booked=_booked(meeting),
        took_place=_took_place(meeting),
        people=tuple(_guest(case, one, may_change=may_change) for one in attendances),
        columns=(*columns, Column("Change")) if may_change else columns,
        shut=obstacles(case, shut) if planned else (),
        besides=obstacles(case, besides) if planned else (),
        planned=planned,
        first=_write_down(case, meeting) if may_work and is_over(meeting) else None,
        links=_links(case, meeting) if may_work else (),
        calendar_href=reverse("cases:meeting_calendar", args=[case.reference, meeting.id])
        if may_change
        else "",
    )


def obstacles(case: Case, missing: Sequence[Missing]) -> tuple[Obstacle, ...]:
    """What is missing, with the way to where it is put right."""
    return tuple(Obstacle(text=one.words, act=remedy_for(case, one.check)) for one in missing)


def kind_of(case: Case, meeting: Meeting) -> str:
    """The kind of a meeting, as a heading."""
    return capital(pathways.in_words_of(case, InterventionType(meeting.kind).label))


def name_of(attendance: Attendance) -> str:
    """What somebody who is to come is called."""
    if attendance.party_id is not None:
        return attendance.party.name if attendance.party else UNSEEN
    return attendance.staff.name if attendance.staff else attendance.name


def is_over(meeting: Meeting) -> bool:
    """Whether the time of a planned meeting has come, so that it can be written down."""
    return meeting.status == MeetingStatus.PLANNED and meeting.starts_at <= clock.now()


def _tag(meeting: Meeting) -> Tag:
    status = MeetingStatus(meeting.status)
    if is_over(meeting):
        return Tag("Not written down yet", Tone.LATE)
    return Tag(status.label, TONES[status])


def _line(case: Case, meeting: Meeting) -> tuple[Shown, ...]:
    address = reverse("cases:meeting", args=[case.reference, meeting.id])
    return (Link(moment(meeting.starts_at), address), kind_of(case, meeting), meeting.venue, _tag(meeting))


def _booked(meeting: Meeting) -> tuple[Row, ...]:
    looked = f"{meeting.venue_assessed_by.name}, {day(meeting.venue_assessed_on)}"
    rows = [
        Row("When", moment(meeting.starts_at)),
        Row("Where", meeting.venue),
        Row("Rooms and way there", meeting.venue_details or None),
        Row("Risks of the place", meeting.venue_risk),
        Row("Looked at by", looked),
        Row("Arriving and leaving", meeting.arrival_plan),
        Row("Booked by", f"{meeting.booked_by.name}, {moment(meeting.booked_at)}"),
    ]
    if meeting.cancelled_at:
        rows += [Row("Cancelled", moment(meeting.cancelled_at)), Row("Why", meeting.cancelled_because)]
    return tuple(rows)


def _took_place(meeting: Meeting) -> tuple[Row, ...]:
    if meeting.started_at is None or meeting.ended_at is None:
        return ()
    rows = [
        Row("From", moment(meeting.started_at)),
        Row("Until", clock_time(meeting.ended_at)),
        Row("What came out of it", meeting.outcome),
        Row("Apology", "Yes" if meeting.apology_given else "No"),
        Row("Questions answered", "Yes" if meeting.questions_answered else "No"),
        Row("What went wrong", meeting.incident or "Nothing"),
    ]
    if meeting.debriefs:
        rows.append(Row("Straight afterwards", meeting.debriefs))
    return tuple(rows)


def _guest(case: Case, one: Attendance, *, may_change: bool) -> tuple[Shown, ...]:
    came = {True: "Yes", False: "No"}.get(one.came) if one.came is not None else None
    planned = one.meeting.status == MeetingStatus.PLANNED
    cells: tuple[Shown, ...] = (
        _named(one),
        pathways.in_words_of(case, one.get_role_display()),
        _prepared(case, one) if planned else came,
    )
    if not may_change:
        return cells
    args = [case.reference, one.meeting_id, one.id]
    change = [Link("Change", reverse("cases:guest", args=args))] if one.name else []
    off = Link(f"Take {name_of(one)} off the list", reverse("cases:guest_removal", args=args))
    return (*cells, (*change, off))


def _prepared(case: Case, one: Attendance) -> Shown:
    """Supporters are prepared by themselves; the two sides in sessions that stand on a page of their own."""
    role = AttendeeRole(one.role)
    if one.prepared_on:
        return day(one.prepared_on)
    if role in {AttendeeRole.HARMED_SUPPORTER, AttendeeRole.RESPONSIBLE_SUPPORTER}:
        return Tag("Not prepared", Tone.SOON)
    if role in {AttendeeRole.HARMED, AttendeeRole.RESPONSIBLE}:
        return Link("Their sessions", reverse("cases:preparation", args=[case.reference]))
    return "Not needed"


def _named(one: Attendance) -> Shown:
    return (name_of(one), one.notes) if one.notes else name_of(one)


def _write_down(case: Case, meeting: Meeting) -> Link:
    return Link(
        "Write down what took place", reverse("cases:meeting_record", args=[case.reference, meeting.id])
    )


def _links(case: Case, meeting: Meeting) -> tuple[Link, ...]:
    args = [case.reference, meeting.id]
    sheet = Link("Sheet to print", reverse("cases:meeting_sheet", args=args))
    if meeting.status == MeetingStatus.PLANNED:
        early = () if is_over(meeting) else (_write_down(case, meeting),)
        return (
            Link("Add somebody", reverse("cases:new_guest", args=args)),
            Link("Change the booking", reverse("cases:meeting_booking", args=args)),
            sheet,
            *early,
            Link("Cancel the meeting", reverse("cases:meeting_cancellation", args=args)),
        )
    if meeting.status == MeetingStatus.CANCELLED:
        return ()
    return (Link("Put right what was written down", reverse("cases:meeting_record", args=args)),)
