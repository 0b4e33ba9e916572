"""What an agency's people read: who, when, which files, sides and kinds, through which page."""

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse

from rjhub.design import filtering
from rjhub.design.links import Link
from rjhub.design.pieces import Column, Shown
from rjhub.design.words import moment, plural
from rjhub.kernel import clock
from rjhub.partnership.models import Staff
from rjhub.reading.forms import ReadingFilters
from rjhub.reading.models import Finding
from rjhub.reading.pages import words
from rjhub.reading.queries import Reading, Told

COLUMNS = (
    Column("When"),
    Column("Who"),
    Column("What"),
    Column("Sides and kinds"),
    Column("Where"),
    Column("Why"),
)
MOST_WAITING = 100


@dataclass(frozen=True)
class Readings:
    """The list, newest first."""

    title: str
    filters: ReadingFilters
    chosen: tuple[Link, ...]
    clear_href: str
    waiting: Link | None
    others: tuple[Link, ...]
    rows: tuple[tuple[Shown, ...], ...]
    next_href: str
    columns: tuple[Column, ...] = COLUMNS


def page_for(
    officer: Staff,
    form: ReadingFilters,
    found: list[Reading],
    staff: dict[UUID, Staff],
    *,
    most: int,
    waiting: int,
    asked: QueryDict,
) -> Readings:
    """The page. `found` holds one more than `most` where the list goes on."""
    address = reverse("reading:readings")
    return Readings(
        title=f"What people at {officer.agency.short_name} have read",
        filters=form,
        chosen=filtering.chosen(form, address),
        clear_href=address,
        waiting=Link(_how_many(waiting), reverse("reading:unusual")) if waiting else None,
        others=(
            Link("Everything that was pointed out", reverse("reading:unusual")),
            Link("Why can somebody see something?", reverse("reading:why")),
            Link("How many people’s records each could read", reverse("reading:exposure")),
            Link("How your people ask before they approach somebody", reverse("asking:watched")),
            Link("Your agency’s working hours", reverse("reading:hours")),
        ),
        rows=rows_of(found[:most], staff),
        next_href=_next(address, found[most - 1], asked) if len(found) > most else "",
    )


def rows_of(found: list[Reading], staff: dict[UUID, Staff]) -> tuple[tuple[Shown, ...], ...]:
    """A row for each reading."""
    return tuple(
        (
            moment(one.at),
            staff[one.staff_id].name,
            _files(one),
            words.kinds(one),
            words.page(one.door),
            words.aim(one),
        )
        for one in found
    )


def why_link(file: Told, finding: Finding) -> Link:
    """From a file that somebody read to why they could, when they had it last."""
    at = clock.in_london(finding.last_at)
    asked = {
        "file": file.file, "who": finding.staff_id, "at-day": at.day, "at-month": at.month, "at-year": at.year,
        "at-time": f"{at:%H:%M}",
    }  # fmt: skip
    return Link(f"Why could they see {words.file(file)}?", f"{reverse('reading:why')}?{urlencode(asked)}")


def _files(reading: Reading) -> Shown:
    if not reading.number and reading.door != "people:search":
        return None
    return words.files(reading.files, reading.number)


def _how_many(waiting: int) -> str:
    more = f"More than {MOST_WAITING} things" if waiting > MOST_WAITING else plural(waiting, "thing")
    return f"{more} to look at"


def _next(address: str, last: Reading, asked: QueryDict) -> str:
    kept = asked.copy()
    kept["before"], kept["row"] = last.at.isoformat(), str(last.id)
    return f"{address}?{kept.urlencode()}"
