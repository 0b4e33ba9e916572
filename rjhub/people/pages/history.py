"""What was changed on a record, by whom, and what it said before."""

from dataclasses import dataclass

from rjhub.design.links import Link
from rjhub.design.pieces import Column, Shown
from rjhub.design.words import moment
from rjhub.people.models import Amendment, Person
from rjhub.people.pages.asking import record_of


@dataclass(frozen=True)
class History:
    """The changes, newest first."""

    rows: tuple[tuple[Shown, ...], ...]
    back: Link
    columns: tuple[Column, ...] = (Column("Changed"), Column("When"), Column("By"), Column("It said before"))
    title: str = "What was changed"


def page_for(person: Person, amendments: list[Amendment]) -> History:
    """The history of a person's record."""
    rows = tuple(
        (
            one.field.replace("_", " ").capitalize(),
            moment(one.amended_at),
            one.amended_by.name if one.amended_by else "The program",
            one.before or None,
        )
        for one in amendments
    )
    return History(rows=rows, back=record_of(person))
