"""How we count: every definition with its history, in plain words and as the exact query."""

from dataclasses import dataclass

from django.urls import reverse

from rjhub.design.links import Link
from rjhub.design.pieces import Code, Column, Row, Shown
from rjhub.design.words import capital, day
from rjhub.reporting.rules.definitions import BREAKDOWNS, Definitions, Indicator, Version

COLUMNS = (Column("What we count"), Column("In words"), Column("Version", numeric=True))
NOT_COUNTED = (Column("Not counted"), Column("Because"))
_KINDS = {
    "number": "How many in the period",
    "stock": "How many at the end of the period’s last day",
    "days": "Days, the median",
}


@dataclass(frozen=True)
class HowWeCount:
    """Every indicator by what the national list calls it, and what is not counted."""

    groups: tuple[tuple[str, tuple[tuple[Shown, ...], ...]], ...]
    not_counted: tuple[tuple[Shown, ...], ...]
    columns: tuple[Column, ...] = COLUMNS
    not_counted_columns: tuple[Column, ...] = NOT_COUNTED
    title: str = "How we count"


@dataclass(frozen=True)
class RulePage:
    """One indicator: what it is, and each way in which it is or was counted, newest first."""

    title: str
    about: tuple[Row, ...]
    versions: tuple[tuple[str, tuple[Row, ...], str], ...]
    breadcrumbs: tuple[Link, ...]


def how_we_count(found: Definitions) -> HowWeCount:
    """The page."""
    groups: dict[str, list[tuple[Shown, ...]]] = {}
    for one in found.indicators.values():
        link = Link(one.title, reverse("reporting:rule", args=[one.key]))
        groups.setdefault(_heading(one.national), []).append((link, one.newest.words, one.newest.number))
    return HowWeCount(
        groups=tuple((name, tuple(rows)) for name, rows in groups.items()),
        not_counted=tuple((one.title, one.because) for one in found.not_counted),
    )


def rule(one: Indicator, found: Definitions) -> RulePage:
    """The page of one indicator."""
    about = [
        Row("Counted in", capital(one.unit)),
        Row("What the figure is", _KINDS[one.kind]),
        Row("Compared with (denominator)", _linked(one.of, found) or "Nothing: it is a number by itself"),
        Row("In the national list", _heading(one.national)),
    ]
    if one.beside:
        about.insert(1, Row("Also counted another way", _linked(one.beside, found)))
    return RulePage(
        title=one.title,
        about=tuple(about),
        versions=tuple(_version(each) for each in reversed(one.versions)),
        breadcrumbs=(Link("How we count", reverse("reporting:how")),),
    )


def _version(one: Version) -> tuple[str, tuple[Row, ...], str]:
    rows = [
        Row("What is counted", one.words),
        Row("What is left out", [*one.excludes, "Cases that are sealed, for as long as they are."]),
        Row(
            "Can be broken down by",
            capital(", ".join(BREAKDOWNS[name].lower() for name in one.breakdowns)) or None,
        ),
        Row("Mark of this version", Code(one.digest)),
    ]
    if one.changed_because:
        rows.insert(1, Row("Changed because", one.changed_because))
    return f"Version {one.number}, since {day(one.since)}", tuple(rows), one.query


def _linked(key: str, found: Definitions) -> Link | None:
    return Link(found.indicators[key].title, reverse("reporting:rule", args=[key])) if key else None


def _heading(national: str) -> str:
    number, _, words = national.partition(" ")
    return f"{number}. {words[:1].upper()}{words[1:]}"
