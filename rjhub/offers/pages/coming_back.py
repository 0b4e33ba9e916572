"""What a hub comes back to: interest whose day has come."""

from dataclasses import dataclass

from django.urls import reverse

from rjhub.design.links import Link
from rjhub.design.pieces import Column, Shown
from rjhub.design.words import day
from rjhub.offers.models import Entry
from rjhub.offers.pages.noes import REVIEW_COLUMNS, review_row
from rjhub.people.models import Person

COLUMNS = (
    Column("Ask again on"),
    Column("Who"),
    Column("What they said"),
    Column("Told to"),
    Column("What to do"),
)
LATER = COLUMNS[:-1]


@dataclass(frozen=True)
class ComingBackPage:
    """The list of a hub's coordinators."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Shown, ...], ...]
    later_columns: tuple[Column, ...]
    later: tuple[tuple[Shown, ...], ...]
    review_columns: tuple[Column, ...]
    to_review: tuple[tuple[Shown, ...], ...]
    record: Link
    title: str = "Offers to come back to"


def page_for(entries: list[Entry], later: list[Entry], to_review: list[Person]) -> ComingBackPage:
    """The page."""
    return ComingBackPage(
        columns=COLUMNS,
        rows=tuple(_row(one) for one in entries),
        later_columns=LATER,
        later=tuple(_row(one)[:-1] for one in later),
        review_columns=REVIEW_COLUMNS,
        to_review=tuple(review_row(one) for one in to_review),
        record=Link("Record an offer made outside of a case", reverse("offers:first_offer")),
    )


def _row(entry: Entry) -> tuple[Shown, ...]:
    ledger = Link(entry.person.name, reverse("offers:ledger", args=[entry.person_id]))
    said: list[Shown] = [entry.get_said_display(), day(entry.happened_on)]
    if entry.what:
        said.append(f"Waits: {entry.what.lower()}")
    if entry.case_reference:
        said.append(entry.case_reference)
    done = Link(
        f"Record that the hub came back to {entry.person.name}", reverse("offers:taking_up", args=[entry.id])
    )
    told = entry.agency.short_name if entry.agency else None
    return (day(entry.ask_again_on), ledger, said, told, done)
