"""Figures as they are now: all of them, and one by its parts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse

from rjhub.design.links import Link
from rjhub.design.pieces import Column, Shown
from rjhub.design.words import capital, moment
from rjhub.reporting.forms import FigureFilters
from rjhub.reporting.queries import Counted
from rjhub.reporting.rules.definitions import BREAKDOWNS, Indicator, Version
from rjhub.reporting.vocabulary import Period, name_of

COLUMNS = (Column("Indicator"), Column("Figure", numeric=True), Column("Share", numeric=True))


@dataclass(frozen=True)
class Figures:
    """Every indicator for one period, with what stands behind it."""

    filters: FigureFilters
    chosen: tuple[Link, ...]
    clear_href: str
    period: str
    until: str
    rows: tuple[tuple[Shown, ...], ...]
    how: Link
    returns: Link
    columns: tuple[Column, ...] = COLUMNS
    title: str = "Figures"


@dataclass(frozen=True)
class FigurePage:
    """One indicator, whole and by each breakdown."""

    title: str
    filters: FigureFilters
    chosen: tuple[Link, ...]
    clear_href: str
    period: str
    until: str
    whole: str
    opens: Link | None
    how: Link
    tables: tuple[tuple[str, tuple[Column, ...], tuple[tuple[Shown, ...], ...]], ...]
    breadcrumbs: tuple[Link, ...]


def figures(
    found: Sequence[tuple[Indicator, Counted | None, Counted | None]],
    form: FigureFilters,
    chosen: tuple[Link, ...],
    period: Period,
    query: str,
    *,
    until: datetime | None,
) -> Figures:
    """The page of all."""
    return Figures(
        filters=form,
        chosen=chosen,
        clear_href=reverse("reporting:figures"),
        period=period.words,
        until=until_words(until),
        rows=tuple(_row(one, counted, whole, query) for one, counted, whole in found),
        how=Link("How we count", reverse("reporting:how")),
        returns=Link("Returns", reverse("reporting:returns")),
    )


def until_words(until: datetime | None) -> str:
    """What is in the figures and what is not yet."""
    if until is None:
        return "Counted as you opened this page."
    return f"Counted at {moment(until)}. What was recorded since then is counted within the hour."


def _row(one: Indicator, counted: Counted | None, whole: Counted | None, query: str) -> tuple[Shown, ...]:
    address = reverse("reporting:figure", args=[one.key])
    return (
        Link(one.title, f"{address}?{query}" if query else address),
        _opening(one, counted, query, said(one, counted)) or said(one, counted),
        share(counted, whole),
    )


def said(one: Indicator, counted: Counted | None) -> str:
    """A figure in words."""
    if one.kind == "days":
        return f"{counted.middle:g} days" if counted and counted.middle is not None else "None yet"
    return f"{counted.many:,}" if counted else "0"


def share(counted: Counted | None, whole: Counted | None) -> str:
    """Of how many it is which part; nothing where it is of none."""
    if whole is None or not whole.many:
        return ""
    many = counted.many if counted else 0
    return f"{many / whole.many:.0%} of {whole.many:,}"


def _opening(one: Indicator, counted: Counted | None, query: str, words: str = "") -> Link | None:
    if not one.opens or counted is None or not counted.many:
        return None
    address = reverse("reporting:behind", args=[one.key])
    opens = f"Open {counted.many:,} {_one(one.unit) if counted.many == 1 else one.unit}"
    return Link(words or opens, f"{address}?{query}" if query else address)


def _one(unit: str) -> str:
    several = {"duties": "duty", "people": "person", "people in a case": "person in a case"}
    return several.get(unit, unit.removesuffix("s"))


def figure(
    one: Indicator,
    version: Version,
    *,
    form: FigureFilters,
    chosen: tuple[Link, ...],
    whole: Counted | None,
    parts: Mapping[str, Sequence[Counted]],
    hubs: Mapping[str, str],
    period: Period,
    until: datetime | None,
) -> FigurePage:
    """The page of one."""
    asked = form.data.dict() if form.is_bound and hasattr(form.data, "dict") else {}
    return FigurePage(
        title=one.title,
        filters=form,
        chosen=chosen,
        clear_href=reverse("reporting:figure", args=[one.key]),
        period=period.words,
        until=until_words(until),
        whole=said(one, whole),
        opens=_opening(one, whole, urlencode(asked)),
        how=Link("How this is counted", reverse("reporting:rule", args=[one.key])),
        tables=tuple(
            (
                f"By {BREAKDOWNS[split].lower()}",
                _columns(one, split),
                _rows(one, split, parts[split], hubs, asked),
            )
            for split in version.breakdowns
            if parts[split]
        ),
        breadcrumbs=(Link("Figures", reverse("reporting:figures")),),
    )


def _columns(one: Indicator, split: str) -> tuple[Column, ...]:
    return (Column(BREAKDOWNS[split]), Column(one.unit.capitalize(), numeric=True)) + (
        (Column("Days, the median", numeric=True),) if one.kind == "days" else ()
    )


def _rows(
    one: Indicator, split: str, found: Sequence[Counted], hubs: Mapping[str, str], asked: Mapping[str, str]
) -> tuple[tuple[Shown, ...], ...]:
    address = reverse("reporting:behind", args=[one.key])
    several = sorted(found, key=lambda each: (not each.part, -each.many, each.part))
    if split == "age_band":
        several = sorted(found, key=lambda each: (not each.part, int(each.part or 0)))
    return tuple(
        (
            capital(name_of(split, each.part, hubs)),
            Link(f"{each.many:,}", f"{address}?{urlencode({**asked, 'by': split, 'part': each.part})}"),
            *((said(one, each),) if one.kind == "days" else ()),
        )
        for each in several
    )
