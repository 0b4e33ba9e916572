"""Looking for a person, and who was found."""

from dataclasses import dataclass

from django.urls import reverse

from rjhub.design.links import Link
from rjhub.design.pieces import Column, Shown
from rjhub.design.words import day
from rjhub.people import forms
from rjhub.people.models import Person
from rjhub.people.queries import MOST_FOUND, Found

# Filled in by rooms above this one: words and the address of a page, for who compares records.
COMPARING: list[tuple[str, str]] = []


@dataclass(frozen=True)
class Search:
    """The questions, and the people found; `rows` is None before anything was asked."""

    form: forms.Search
    rows: tuple[tuple[Shown, ...], ...] | None
    summary: str
    others: tuple[Link, ...]
    columns: tuple[Column, ...] = (Column("Name"), Column("Date of birth"), Column("Side"))
    title: str = "Find a person"


def page_for(form: forms.Search, found: Found | None, *, compares: bool) -> Search:
    """The page before and after a search."""
    others = tuple(Link(text, reverse(name)) for text, name in COMPARING) if compares else ()
    if found is None:
        return Search(form, None, "", others)
    count = len(found.people)
    summary = f"The first {MOST_FOUND} people are shown. Add a date of birth or an identifier to find fewer."
    if not found.more:
        summary = f"{count} {'person' if count == 1 else 'people'} found among those shared with you."
    return Search(form, tuple(_row(person) for person in found.people), summary, others)


def _row(person: Person) -> tuple[Shown, ...]:
    name = Link(person.name, reverse("people:person", args=[person.id]))
    return name, day(person.born_on) if person.born_on else None, person.get_side_display().capitalize()
