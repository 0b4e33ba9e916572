"""Each no of a person, how far it reaches, and exceptions from it; and what a hub has to look at."""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from rjhub.design.links import Link
from rjhub.design.pieces import Column, Row, Shown, Tag, Tone
from rjhub.design.words import day
from rjhub.kernel import clock
from rjhub.offers.models import Leave
from rjhub.people.models import Person, Stop
from rjhub.people.pages.asking import record_of
from rjhub.people.vocabulary import KeyKind

NOBODY = "Nobody else who said no is like this person."


@dataclass(frozen=True)
class NoesPage:
    """Every no of one person, as far as the reader may see it."""

    title: str
    cards: tuple["NoCard", ...]
    erased: tuple[Row, ...]
    actions: tuple[Link, ...]
    back: Link


@dataclass(frozen=True)
class NoCard:
    """One no."""

    title: str
    rows: tuple[Row, ...]


def page_for(
    person: Person,
    stops: list[Stop],
    erased: list[KeyKind],
    near: list[Person],
    *,
    coordinates: bool,
    may_agree: Container[UUID] = (),
) -> NoesPage:
    """The page of one person. `may_agree`: the exceptions to which the reader may agree."""
    actions = [Link("Record that they said no to some contact only", reverse("offers:no", args=[person.id]))]
    if coordinates:
        actions.append(Link("Erase this record", reverse("offers:erasing", args=[person.id])))
    return NoesPage(
        title=f"What {person.name} said no to",
        cards=tuple(
            NoCard(
                f"Said on {day(stop.said_on)}",
                tuple(_rows(stop, coordinates=coordinates, may_agree=may_agree)),
            )
            for stop in stops
        ),
        erased=(*_near(person, near), *_erased(person, erased)),
        actions=tuple(actions),
        back=Link(record_of(person).text, reverse("offers:ledger", args=[person.id])),
    )


def _rows(stop: Stop, *, coordinates: bool, may_agree: Container[UUID]) -> Iterator[Row]:
    narrowing = next(iter(stop.narrowings.all()), None)
    yield Row("In which way", stop.get_channel_display() if stop.channel else "In any way")
    purpose = narrowing.get_purpose_display() if narrowing and narrowing.purpose else "Whatever for"
    yield Row("What for", purpose)
    if narrowing and narrowing.counterpart_id:
        yield Row("About whom", narrowing.counterpart.name if narrowing.counterpart else "One other person")
    yield Row("Until", day(stop.until) if stop.until else "Until they themself ask for contact")
    in_force = stop.in_force_on(clock.today())
    yield Row("Now", Tag("In force", Tone.STOPPED) if in_force else Tag("No longer", Tone.DONE))
    leaves = list(stop.leaves.all())
    yield from (
        Row("Exception", _leave(leave, coordinates=coordinates, may_agree=may_agree)) for leave in leaves
    )
    if coordinates and in_force and not any(leave.ended_at is None for leave in leaves):
        yield Row("Exception", Link("Ask for an exception", reverse("offers:leave", args=[stop.id])))


def _leave(leave: Leave, *, coordinates: bool, may_agree: Container[UUID]) -> list[Shown]:
    shown: list[Shown] = [leave.why, f"Asked for by {leave.asked_by.name}, until {day(leave.until)}"]
    if leave.ended_at:
        return [*shown, Tag("Ended", Tone.DONE)]
    over = leave.until < clock.today()
    if leave.agreed_by:
        shown.append(f"Agreed to by {leave.agreed_by.name}")
    if over:
        shown.append(Tag("Over", Tone.DONE))
    elif leave.agreed_by:
        shown.append(Tag("Counts now", Tone.SPECIAL))
    else:
        shown.append(Tag("Waits for a second person to agree", Tone.WAITING))
    if not over and leave.id in may_agree:
        shown.append(Link("Agree to the exception", reverse("offers:leave_agreeing", args=[leave.id])))
    if coordinates:
        shown.append(Link("End the exception", reverse("offers:leave_ending", args=[leave.id])))
    return shown


def about_leave(leave: Leave) -> tuple[Row, ...]:
    """What somebody reads before they agree to an exception, or end it."""
    stop = leave.stop
    said = [
        f"On {day(stop.said_on)}",
        stop.get_channel_display() if stop.channel else "To contact in any way",
    ]
    return (
        Row("Who said no", stop.person.name),
        Row("What they said no to", said),
        Row("Why they are to be contacted", leave.why),
        Row("Asked for by", leave.asked_by.name),
        Row("Last day", day(leave.until)),
    )


def _erased(person: Person, kinds: list[KeyKind]) -> Iterator[Row]:
    for kind in kinds:
        surely = (
            Tag("Surely the same", Tone.SPECIAL) if kind.is_certain else Tag("May be the same", Tone.SOON)
        )
        ask = Link("They asked for contact again", reverse("offers:lifting_after_erasure", args=[person.id]))
        apart = Link("This is somebody else", reverse("offers:telling_apart", args=[person.id]))
        links: list[Shown] = [ask] if kind.is_certain else [ask, apart]
        yield Row(
            "Somebody whose record is gone said no",
            [f"On both records: {kind.label}", surely, "So nobody may contact them now", *links],
        )


def _near(person: Person, others: list[Person]) -> Iterator[Row]:
    for other in others:
        compare = Link(f"Compare with {other.name}", reverse("matching:pair", args=[person.id, other.id]))
        yield Row("Somebody who may be them said no", [record_of(other), compare])


REVIEW_COLUMNS = (Column("Who"), Column("Record made"), Column("What to do"))


def review_row(person: Person) -> tuple[Shown, ...]:
    """One person about whom a hub has to decide."""
    return (
        record_of(person),
        day(person.added_at),
        [
            Link("Compare with other records", reverse("matching:records", args=[person.id])),
            Link("Look at erased records", reverse("offers:noes", args=[person.id])),
        ],
    )
