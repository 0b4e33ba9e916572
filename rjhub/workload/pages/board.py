"""How the work is spread over hubs, agencies and people."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from rjhub.design.links import Link
from rjhub.design.pieces import Column, Shown, Tag, Tone
from rjhub.workload.queries import Amount, Person
from rjhub.workload.vocabulary import Load

HUBS = (
    Column("Hub"), Column("Open cases", numeric=True), Column("Without two facilitators", numeric=True),
    Column("Late tasks", numeric=True),
)  # fmt: skip
AGENCIES = (
    Column("Agency"), Column("Cases it answers for", numeric=True), Column("Requests waiting", numeric=True),
    Column("Requests late", numeric=True),
)  # fmt: skip
PEOPLE = (
    Column("Who"), Column("Agency"), Column("Level"), Column("Cases", numeric=True),
    Column("Asked to take", numeric=True), Column("Late tasks", numeric=True), Column("Beside the others"),
)  # fmt: skip
_TONES = {Load.NOTHING: Tone.WAITING, Load.MUCH: Tone.SOON}


@dataclass(frozen=True)
class Board:
    """Three tables: hubs, agencies, and everybody who facilitates."""

    hubs: tuple[tuple[Shown, ...], ...]
    agencies: tuple[tuple[Shown, ...], ...]
    people: tuple[tuple[Shown, ...], ...]
    forecast: Link
    hub_columns: tuple[Column, ...] = HUBS
    agency_columns: tuple[Column, ...] = AGENCIES
    people_columns: tuple[Column, ...] = PEOPLE
    title: str = "How the work is spread"


def page_for(hubs: Sequence[Amount], agencies: Sequence[Amount], people: Sequence[Person]) -> Board:
    """The board."""
    return Board(
        hubs=tuple(_amount(one) for one in hubs),
        agencies=tuple(_amount(one) for one in agencies),
        people=tuple(_person(one) for one in people),
        forecast=Link("How much work is to come", reverse("workload:forecast")),
    )


def _amount(one: Amount) -> tuple[Shown, ...]:
    return (one.name, one.has, one.waiting, one.late)


def _person(one: Person) -> tuple[Shown, ...]:
    load = Tag(one.load.value, _TONES[one.load]) if one.load in _TONES else None
    return (one.staff.name, one.staff.agency.short_name, one.level, one.cases, one.asked, one.late, load)
