"""The card on a person's record that shows coordinators the other records of the same person."""

from collections.abc import Iterator

from django.urls import reverse

from rjhub.design.links import Link
from rjhub.design.pieces import Row
from rjhub.design.words import day
from rjhub.matching import queries
from rjhub.people import queries as people
from rjhub.people.models import Person
from rjhub.people.pages.asking import record_of
from rjhub.people.pages.cards import Card


def card(person: Person) -> Iterator[Card]:
    """One row for each other record, with what is known by it: names, numbers and when it was added."""
    others = queries.records_of(person)
    if not others:
        return
    rows = tuple(Row(other.get_side_display().capitalize(), _known(other)) for other in others)
    yield Card(
        "Other records of the same person",
        rows,
        (Link("How they were joined", reverse("matching:history", args=[person.id])),),
    )


def _known(other: Person) -> list[str | Link]:
    said: list[str | Link] = [record_of(other)]
    if other.born_on:
        said.append(f"Born on {day(other.born_on)}")
    said += [f"{name.get_kind_display()}: {name}" for name in people.other_names(other)]
    said += [str(number) for number in people.identifiers(other)]
    return said
