"""How many people's records each member of staff could read, and how that goes over time."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from rjhub.design.links import Link
from rjhub.design.pieces import Column, Shown
from rjhub.design.words import day
from rjhub.reading.exposing import Day
from rjhub.reading.models import Exposure

COLUMNS = (
    Column("Who"), Column("Agency"), Column("People harmed", numeric=True), Column("People responsible", numeric=True),
    Column("Together", numeric=True), Column("A month before", numeric=True),
)  # fmt: skip
DAYS = (
    Column("Day"), Column("Staff", numeric=True), Column("In the middle", numeric=True), Column("Most", numeric=True),
)  # fmt: skip
WIDTH, HEIGHT, MARGIN = 640, 200, 24


@dataclass(frozen=True)
class Point:
    """A day on the chart."""

    x: float
    y: float


@dataclass(frozen=True)
class Chart:
    """Two lines over time, drawn to the same scale: what is in the middle, and the most."""

    middle: tuple[Point, ...]
    most: tuple[Point, ...]
    top: int
    first: str
    last: str
    said: str
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True)
class ExposurePage:
    """The newest count, and those before it."""

    title: str
    counted: str
    rows: tuple[tuple[Shown, ...], ...]
    left_out: int
    chart: Chart | None
    days: tuple[tuple[Shown, ...], ...]
    breadcrumbs: tuple[Link, ...]
    columns: tuple[Column, ...] = COLUMNS
    day_columns: tuple[Column, ...] = DAYS


def page_for(
    whose: str,
    newest: list[Exposure],
    before: dict[object, int],
    days: list[Day],
    *,
    most: int,
    watches: bool,
) -> ExposurePage:
    """The page. `newest` is of one day, whoever could read most first."""
    return ExposurePage(
        title=f"How many people’s records {whose} could read",
        counted=day(newest[0].day) if newest else "",
        rows=tuple(_row(one, before) for one in newest[:most]),
        left_out=max(len(newest) - most, 0),
        chart=_chart(days) if len(days) > 1 else None,
        days=tuple((day(one.day), one.staff, one.middle, one.most) for one in reversed(days)),
        breadcrumbs=(
            (Link("What people have read", reverse("reading:readings")),)
            if watches
            else (Link("Partnership", reverse("partnership:partnership")),)
        ),
    )


def _row(one: Exposure, before: dict[object, int]) -> tuple[Shown, ...]:
    then = before.get(one.staff_id)
    return (
        one.staff.name, one.agency.short_name, f"{one.harmed:,}", f"{one.responsible:,}",
        f"{one.harmed + one.responsible:,}", None if then is None else f"{then:,}",
    )  # fmt: skip


def _chart(days: list[Day]) -> Chart:
    top = max(*(one.most for one in days), 1)
    first, last = days[0], days[-1]
    return Chart(
        middle=tuple(_point(one.day, one.middle, first.day, last.day, top) for one in days),
        most=tuple(_point(one.day, one.most, first.day, last.day, top) for one in days),
        top=top,
        first=day(first.day),
        last=day(last.day),
        said=f"The most that somebody could read went from {first.most:,} on {day(first.day)} to {last.most:,} on "
        f"{day(last.day)}; in the middle it went from {first.middle:,} to {last.middle:,}. Each day stands below.",
    )


def _point(on: date, value: int, first: date, last: date, top: int) -> Point:
    across = (on - first).days / max((last - first).days, 1)
    return Point(
        round(MARGIN + across * (WIDTH - 2 * MARGIN), 1),
        round(HEIGHT - MARGIN - value / top * (HEIGHT - 2 * MARGIN), 1),
    )
