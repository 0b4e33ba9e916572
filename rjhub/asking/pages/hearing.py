"""What a hub hears of questions, and how an agency asks."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from rjhub.asking.keeper import Day, Heard
from rjhub.asking.pages.asking import BACK, asked_by, came_of, given
from rjhub.asking.queries import MANY_A_DAY, MANY_TRIED, HubList
from rjhub.asking.vocabulary import Answer
from rjhub.design.links import Link
from rjhub.design.pieces import Column, Shown, Tag, Tone
from rjhub.design.words import clock_time, day, moment, plural
from rjhub.partnership.models import Staff
from rjhub.sharing.vocabulary import Side


@dataclass(frozen=True)
class Call:
    """Somebody to ring, because they do not know what the hub knows."""

    title: str
    text: tuple[str, ...]
    people: tuple[Link, ...]
    settling: str


@dataclass(frozen=True)
class HeardPage:
    """Whom to ring, and every question."""

    calls: tuple[Call, ...]
    rows: tuple[tuple[Shown, ...], ...]
    back: Link
    columns: tuple[Column, ...] = (
        Column("When"),
        Column("Who asked"),
        Column("What they gave"),
        Column("They were told"),
        Column("It may be about"),
        Column("Approached"),
    )
    title: str = "Who asked before approaching"


@dataclass(frozen=True)
class WatchedPage:
    """How an agency's people asked, by day."""

    title: str
    rows: tuple[tuple[Shown, ...], ...]
    columns: tuple[Column, ...] = (
        Column("Day"),
        Column("Who"),
        Column("Questions", numeric=True),
        Column("Told to ring", numeric=True),
        Column("Not answered", numeric=True),
        Column("Worth a question"),
    )


def heard(found: HubList) -> HeardPage:
    """The page of a hub."""
    return HeardPage(
        calls=tuple(_call(one, found) for one in found.questions if _waits(one)),
        rows=tuple(_row(one, found) for one in found.questions),
        back=Link(BACK, reverse("asking:ask")),
    )


def watched(officer: Staff, days: list[Day], staff: dict[UUID, Staff]) -> WatchedPage:
    """The page of an information officer."""
    return WatchedPage(
        title=f"How people at {officer.agency.short_name} ask before approaching",
        rows=tuple(_day(one, staff[one.staff_id]) for one in days),
    )


def _waits(one: Heard) -> bool:
    return one.answer == Answer.NOTHING and one.settled_at is None and bool(one.found or one.before)


def _call(one: Heard, found: HubList) -> Call:
    asker = found.staff[one.staff_id]
    text = [
        (
            f"They asked on {moment(one.at)} by {asked_by(tuple(one.given))} and were told that nothing is known, "
            "because they may not know of whom it may be about. Find out whom they mean, and do not say why."
        )
    ]
    text += [
        f"{found.agencies[agency].short_name} approached somebody like this {words}."
        for agency, words in _before(one)
    ]
    return Call(
        title=f"Ring {asker.name}, {asker.agency.short_name}",
        text=tuple(text),
        people=_people(one, found),
        settling=reverse("asking:settling", args=[one.id]),
    )


def _before(one: Heard) -> list[tuple[UUID, str]]:
    return [
        (UUID(each["agency"]), f"on {each['on']}, as a {Side(each['side']).label}") for each in one.before
    ]


def _people(one: Heard, found: HubList) -> tuple[Link, ...]:
    known = [found.people[key] for key in one.found if key in found.people]
    return tuple(Link(person.name, reverse("people:person", args=[person.id])) for person in known)


def _row(one: Heard, found: HubList) -> tuple[Shown, ...]:
    asker = found.staff[one.staff_id]
    about: tuple[Shown, ...] = (
        *_people(one, found),
        *(f"{found.agencies[agency].short_name} approached them {words}" for agency, words in _before(one)),
    )
    told: Shown = str(Answer(one.answer).label)
    if _waits(one):
        told = (told, Tag("Ring them", Tone.TO_DO))
    elif one.settled_at:
        told = (told, Tag("Settled", Tone.DONE))
    return (
        moment(one.at),
        (asker.name, asker.agency.short_name),
        given(tuple(one.given)),
        told,
        about or None,
        came_of(day(one.approached_on), one.outcome),
    )


def _day(one: Day, asker: Staff) -> tuple[Shown, ...]:
    return day(one.day), asker.name, one.questions, one.rang, one.limited, _unusual(one) or None


def _unusual(one: Day) -> tuple[Shown, ...]:
    """What an officer may want to ask about: a reason to ask, never a judgement."""
    said: list[Shown] = []
    if one.limited:
        said.append(Tag("More than the limit", Tone.LATE))
    if one.tried >= MANY_TRIED:
        said.append(Tag("Tried things out", Tone.LATE))
        said.append(
            f"{plural(one.tried, 'question')} with the same name or date of birth and something else changed"
        )
    if one.questions >= MANY_A_DAY:
        said.append(Tag("Many questions", Tone.SOON))
    if said:
        said.append(f"The last at {clock_time(one.last_at)}")
    return tuple(said)
