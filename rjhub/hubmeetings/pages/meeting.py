"""The page of a meeting: its agenda as the reader may see it, and who is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from rjhub.design.links import Link
from rjhub.design.pieces import Row, Tag, Tone
from rjhub.design.words import clock_time, day, moment
from rjhub.hubmeetings import ordering
from rjhub.hubmeetings.models import AgendaItem, HubMeeting, ItemDecision, Presence, Seat
from rjhub.hubmeetings.pages.meetings import standing, where_of
from rjhub.hubmeetings.pages.summary import reason_of
from rjhub.partnership.models import Staff


@dataclass(frozen=True)
class Act:
    """A button: what it does, to whom or what, and where."""

    text: str
    of: str
    href: str


@dataclass(frozen=True)
class Line:
    """A case on the agenda."""

    case: Link
    offence: str
    why: str
    tags: tuple[Tag, ...]
    decided: tuple[str, ...]
    acts: tuple[Act, ...]
    leave_out: Link | None


@dataclass(frozen=True)
class Here:
    """Somebody who is invited."""

    name: str
    agency: str
    tag: Tag
    acts: tuple[Act, ...]


@dataclass(frozen=True)
class Live:
    """What the page asks for, to learn that something changed."""

    version: int
    href: str
    is_on: bool


@dataclass(frozen=True)
class Meeting:
    """One meeting."""

    live: Live
    facts: tuple[Row, ...]
    agenda: tuple[Line, ...]
    left_out: tuple[str, ...]
    people: tuple[Here, ...]
    own: tuple[Act, ...]
    warn: str
    acts: tuple[Act, ...]
    links: tuple[Link, ...]
    back: Link
    title: str


def meeting_page(
    meeting: HubMeeting,
    agenda: Sequence[AgendaItem],
    decisions: Sequence[ItemDecision],
    seats: Sequence[Seat],
    presences: Sequence[Presence],
    *,
    version: int,
    reader: Staff,
    runs: bool,
) -> Meeting:
    """The page as one reader sees it."""
    is_on = meeting.ended_at is None and meeting.called_off_at is None
    made: dict[UUID, list[ItemDecision]] = {}
    for one in decisions:
        made.setdefault(one.item_id, []).append(one)
    return Meeting(
        live=live_of(meeting, version),
        facts=_facts(meeting),
        agenda=tuple(
            _line(meeting, one, made.get(one.id, []), runs=runs and is_on)
            for one in agenda
            if not one.left_out_at
        ),
        left_out=tuple(_left_out(one) for one in agenda if one.left_out_at),
        people=tuple(_here(meeting, one, presences, runs=runs and is_on) for one in seats),
        own=_own(meeting, seats, presences, reader) if is_on else (),
        warn=(
            "Somebody is in the room who is not on this list, so the shared screen shows no case."
            if meeting.others_since
            else ""
        ),
        acts=_acts(meeting) if runs and is_on else (),
        links=_links(meeting, runs=runs, is_on=is_on),
        back=Link("Hub meetings", reverse("hubmeetings:meetings")),
        title=f"Meeting of the {meeting.hub.name}",
    )


def _facts(meeting: HubMeeting) -> tuple[Row, ...]:
    return (
        Row("Hub", meeting.hub.name),
        Row("When", moment(meeting.begins_at)),
        Row("Where", where_of(meeting)),
        Row("How it stands", standing(meeting)),
    )


def live_of(meeting: HubMeeting, version: int) -> Live:
    """What a page of a meeting asks for while the meeting is not over."""
    is_on = meeting.ended_at is None and meeting.called_off_at is None
    return Live(version, reverse("hubmeetings:version", args=[meeting.id]), is_on)


def _line(meeting: HubMeeting, item: AgendaItem, made: list[ItemDecision], *, runs: bool) -> Line:
    case, due = item.case, ordering.due_on(item.case)
    tags = [Tag("Now", Tone.DOING)] if item.taken_up_at and not item.put_down_at else []
    tags += [Tag("Decided", Tone.DONE)] if made else []

    def act(text: str, name: str) -> Act:
        return Act(text, case.reference, reverse(f"hubmeetings:{name}", args=[meeting.id, item.id]))

    acts = (
        (act("Talk about it now", "taking_up"), act("Earlier", "earlier"), act("Later", "later"))
        if runs
        else ()
    )
    leaving = reverse("hubmeetings:leaving_out", args=[meeting.id, item.id])
    return Line(
        case=Link(case.reference, reverse("hubmeetings:item", args=[meeting.id, item.id])),
        offence=case.offence or "Offence not recorded yet",
        why=f"{reason_of(item.why, item.because)}{f'. Due {day(due)}' if due else ''}",
        tags=tuple(tags),
        decided=tuple(f"{one.get_kind_display()}. {one.said}" for one in made),
        acts=acts,
        leave_out=Link("Leave out", leaving) if runs and not made else None,
    )


def _left_out(item: AgendaItem) -> str:
    by = f" ({item.left_out_by.name})" if item.left_out_by else ""
    return f"{item.case.reference}: {item.left_out_because}{by}"


def _here(meeting: HubMeeting, seat: Seat, presences: Sequence[Presence], *, runs: bool) -> Here:
    mine = [one for one in presences if one.seat_id == seat.id]
    now = next((one for one in mine if one.left_at is None), None)

    def act(text: str, name: str) -> Act:
        return Act(text, seat.staff.name, reverse(f"hubmeetings:{name}", args=[meeting.id, seat.id]))

    tag = Tag("Invited", Tone.WAITING)
    offered: tuple[Act, ...] = (
        act("Is here", "coming"), act("Sent apologies", "apologies"), act("Take the invitation back", "uninviting"),
    )  # fmt: skip
    if now:
        tag, offered = Tag(f"Here since {clock_time(now.came_at)}", Tone.DONE), (act("Left", "leaving"),)
    elif mine and mine[-1].left_at:
        tag, offered = (
            Tag(f"Left at {clock_time(mine[-1].left_at)}", Tone.PAUSED),
            (act("Came back", "coming"),),
        )
    elif seat.apologies_at:
        tag, offered = Tag("Sent apologies", Tone.STOPPED), (act("Is here", "coming"),)
    return Here(seat.staff.name, seat.agency.short_name, tag, offered if runs else ())


def _own(
    meeting: HubMeeting, seats: Sequence[Seat], presences: Sequence[Presence], reader: Staff
) -> tuple[Act, ...]:
    seat = next((one for one in seats if one.staff_id == reader.id), None)
    if seat is None or any(one.seat_id == seat.id and one.left_at is None for one in presences):
        return ()
    here = Act("I am here", "", reverse("hubmeetings:coming", args=[meeting.id, seat.id]))
    came = any(one.seat_id == seat.id for one in presences)
    cannot = Act("I cannot come", "", reverse("hubmeetings:apologies", args=[meeting.id, seat.id]))
    return (here,) if came or seat.apologies_at else (here, cannot)


def _acts(meeting: HubMeeting) -> tuple[Act, ...]:
    others = (
        Act("Everybody here is on the list again", "", reverse("hubmeetings:others_left", args=[meeting.id]))
        if meeting.others_since
        else Act(
            "Somebody is here who is not on the list", "", reverse("hubmeetings:others", args=[meeting.id])
        )
    )
    refresh = Act("Add cases that wait by now", "", reverse("hubmeetings:refreshing", args=[meeting.id]))
    return (others, refresh)


def _links(meeting: HubMeeting, *, runs: bool, is_on: bool) -> tuple[Link, ...]:
    def link(text: str, name: str) -> Link:
        return Link(text, reverse(f"hubmeetings:{name}", args=[meeting.id]))

    if meeting.ended_at:
        return (link("Minutes", "minutes"),)
    if not runs or not is_on:
        return ()
    return (
        link("Open the shared screen", "screen"), link("Invite somebody", "inviting"),
        link("Add a case to the agenda", "adding"), link("Change time or place", "changing"),
        link("End the meeting, or call it off", "ending"),
    )  # fmt: skip
