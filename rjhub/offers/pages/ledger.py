"""One person's ledger: what holds now, then everything that they were asked and said."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from rjhub.design.links import Link
from rjhub.design.pieces import Column, Shown
from rjhub.design.words import day
from rjhub.kernel import clock
from rjhub.offers.models import Entry
from rjhub.offers.vocabulary import NOES, RaisedBy, Said, Source
from rjhub.people.approach import NOBODY_NOW
from rjhub.people.models import Person, Stop
from rjhub.people.pages.asking import record_of
from rjhub.people.vocabulary import Approach

COLUMNS = (Column("When"), Column("What"), Column("Asked by"), Column("About"), Column("Written down by"))


@dataclass(frozen=True)
class LedgerPage:
    """The ledger, as far as the reader may see it."""

    title: str
    now: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Shown, ...], ...]
    actions: tuple[Link, ...]
    back: Link


def page_for(
    person: Person, entries: list[Entry], *, stops: list[Stop], approach: Approach, may_record: bool
) -> LedgerPage:
    """The page of one person."""
    actions = [
        Link("Record that they said no", reverse("people:stop", args=[person.id])),
        Link("What they said no to, and exceptions", reverse("offers:noes", args=[person.id])),
    ]
    if may_record:
        actions.insert(0, Link("Record an offer or an answer", reverse("offers:offer", args=[person.id])))
    return LedgerPage(
        title=f"What {person.name} was asked, and what they said",
        now=tuple(_now(person, entries, stops=stops, approach=approach)),
        columns=COLUMNS,
        rows=tuple(_row(one) for one in entries),
        actions=tuple(actions),
        back=record_of(person),
    )


def _now(person: Person, entries: list[Entry], *, stops: list[Stop], approach: Approach) -> Iterator[str]:
    today, name = clock.today(), person.name
    in_force = [stop for stop in stops if stop.in_force_on(today)]
    yield from (_held(stop) for stop in in_force)
    if approach is Approach.STOPPED and not any(not stop.channel for stop in in_force):
        yield f"Nobody may contact {name}: they said no on another record of theirs."
    if approach is Approach.UNSURE:
        yield "Somebody who may be the same person said no. Ask the hub before anybody contacts them."
    if approach is Approach.FROZEN:
        yield NOBODY_NOW
    if in_force or approach is not Approach.CLEAR:
        return
    newest = next((one for one in entries if one.said not in {Said.CONTACTED, Said.REFERRED}), None)
    yield _standing(name, newest, today)


def _held(stop: Stop) -> str:
    how = f"by {stop.get_channel_display().lower()}" if stop.channel else "in any way"
    told = f", and told {stop.said_to.short_name}" if stop.said_to else ""
    until = f" until {day(stop.until)}" if stop.until else ""
    return f"No agency may contact them {how}{until}: they said so on {day(stop.said_on)}{told}."


def _standing(name: str, newest: Entry | None, today: date) -> str:
    if newest is None:
        return f"Nobody has told {name} about restorative justice, as far as is written here."
    if newest.said in {Said.INTERESTED, Said.ASKED_FOR_IT, Said.AGREED, Said.ASKED_AGAIN}:
        return f"They were open to it on {day(newest.happened_on)}. They may be contacted."
    if newest.said in NOES:
        ended = newest.ask_again_on is not None and newest.ask_again_on <= today
        return (
            f"They said not now on {day(newest.happened_on)}. The day on which they may be asked again has come."
            if ended
            else f"They took something back on {day(newest.happened_on)}. Ask whoever wrote it down before you go on."
        )
    return f"They were told on {day(newest.happened_on)}. No answer is written here."


def _row(entry: Entry) -> tuple[Shown, ...]:
    what: list[Shown] = [entry.get_said_display()]
    if entry.what:
        what.append(entry.what)
    if entry.channel:
        what.append(entry.get_channel_display())
    if entry.raised_by:
        own = entry.raised_by == RaisedBy.AGENCY and entry.source in {Source.CASE, Source.LETTER}
        what.append(f"Raised by: {'the same agency' if own else entry.get_raised_by_display().lower()}")
    if entry.ask_again_on:
        what.append(f"Ask again on {day(entry.ask_again_on)}")
    if entry.taken_up_by and entry.taken_up_at:
        what.append(f"Come back to by {entry.taken_up_by.name} on {day(entry.taken_up_at)}")
    about: list[Shown] = [each for each in (entry.case_reference, entry.crime_reference) if each]
    by: list[Shown] = [entry.recorded_by.name if entry.recorded_by else "RJ Hub"]
    if entry.recorded_by:
        by.append(entry.recorded_by.agency.short_name)
    by.append(Source(entry.source).label)
    return (
        day(entry.happened_on),
        what,
        entry.agency.short_name if entry.agency else None,
        about or None,
        by,
    )
