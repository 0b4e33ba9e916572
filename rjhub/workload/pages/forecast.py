"""How much work there will be, as a range, and how many people it takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from rjhub.design.links import Link
from rjhub.design.pieces import Column, Shown
from rjhub.design.words import day
from rjhub.engines.forecasting.simulating import Forecast, Range
from rjhub.partnership.vocabulary import Level
from rjhub.workload.forecasting import Found
from rjhub.workload.forms import Question

WIDTH, HEIGHT, MARGIN = 640, 220, 28
EVERY = 4  # a row of the table for each four weeks
COLUMNS = (
    Column("On"), Column("Cases that somebody leads", numeric=True), Column("Most likely", numeric=True),
    Column("People who can lead", numeric=True), Column("Most likely", numeric=True),
)  # fmt: skip
_KINDS = {
    Level.INTERMEDIATE: ("Cases that are not sensitive or complex", "Intermediate or Advanced"),
    Level.ADVANCED: ("Sensitive and complex cases", "Advanced"),
}


@dataclass(frozen=True)
class Picture:
    """The range as an area, its middle as a line, and the same in a sentence."""

    area: str
    middle: str
    top: int
    first: str
    last: str
    said: str
    anchor: str
    width: int = WIDTH
    height: int = HEIGHT
    margin: int = MARGIN


@dataclass(frozen=True)
class Kind:
    """The forecast for one kind of case."""

    title: str
    answer: str
    too_little: str
    picture: Picture | None
    rows: tuple[tuple[Shown, ...], ...]
    columns: tuple[Column, ...] = COLUMNS


@dataclass(frozen=True)
class ForecastPage:
    """A question, and its answer for each kind of case."""

    form: Question
    kinds: tuple[Kind, ...]
    breadcrumbs: tuple[Link, ...]
    title: str = "How much work is to come"


def page_for(form: Question, found: Sequence[Found], *, today: date) -> ForecastPage:
    """The page; without a forecast where the question has an error."""
    each = form.cleaned_data.get("each") or 1
    return ForecastPage(
        form=form,
        kinds=tuple(_kind(one, each, today) for one in found),
        breadcrumbs=(Link("How the work is spread", reverse("workload:board")),),
    )


def _kind(found: Found, each: int, today: date) -> Kind:
    title, level = _KINDS[found.level]
    if found.told is None:
        return Kind(title=title, answer="", too_little=found.too_little, picture=None, rows=())
    told = found.told
    weeks = len(told.going_on)
    last = told.going_on[-1]
    people = last.shared_by(each)
    on = day(today + timedelta(weeks=weeks))
    answer = (
        f"On {on} somebody will lead {_between(last)} of these cases, most likely {last.middle}; now it is "
        f"{found.now}. That takes {_between(people)} people at the level {level}, most likely {people.middle}."
    )
    waits = (
        f" From referral to a lead it takes {found.weeks_to_a_lead} weeks in the middle, so a change shows only then."
        if found.weeks_to_a_lead
        else ""
    )
    return Kind(
        title=title,
        answer=answer + waits,
        too_little="",
        picture=_picture(found, told, today),
        rows=tuple(_row(told, week, each, today) for week in _weeks(weeks)),
    )


def _weeks(weeks: int) -> list[int]:
    return sorted({*range(EVERY, weeks + 1, EVERY), weeks})


def _row(told: Forecast, week: int, each: int, today: date) -> tuple[Shown, ...]:
    cases = told.going_on[week - 1]
    people = cases.shared_by(each)
    return (
        day(today + timedelta(weeks=week)),
        _between(cases),
        cases.middle,
        _between(people),
        people.middle,
    )


def _between(one: Range) -> str:
    return f"{one.low:,}" if one.low == one.high else f"{one.low:,} to {one.high:,}"


def _picture(found: Found, told: Forecast, today: date) -> Picture:
    start = Range(found.now, found.now, found.now)
    line = (start, *told.going_on)
    top = max(1, *(one.high for one in line))
    upper = [_point(week, one.high, len(line), top) for week, one in enumerate(line)]
    lower = [_point(week, one.low, len(line), top) for week, one in enumerate(line)]
    last = told.going_on[-1]
    return Picture(
        area=" ".join([*upper, *reversed(lower)]),
        middle=" ".join(_point(week, one.middle, len(line), top) for week, one in enumerate(line)),
        top=top,
        first=f"Today: {found.now:,}",
        last=f"{day(today + timedelta(weeks=len(told.going_on)))}: {_between(last)}",
        said=f"The line is the most likely number of cases, from {found.now:,} today to {last.middle:,}. In nine "
        "futures of ten the number stays inside the area. The table below has the numbers.",
        anchor=f"said-{found.level.name.lower()}",
    )


def _point(week: int, value: int, weeks: int, top: int) -> str:
    across = MARGIN + week / max(weeks - 1, 1) * (WIDTH - 2 * MARGIN)
    up = HEIGHT - MARGIN - value / top * (HEIGHT - 2 * MARGIN)
    return f"{across:.1f},{up:.1f}"
