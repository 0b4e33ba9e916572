"""What people said, as figures over at least five: never so that one answer can be told."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.urls import reverse

from rjhub.design.links import Link
from rjhub.design.pieces import Column, Shown
from rjhub.design.words import capital, day
from rjhub.feedback.instrument import shelf
from rjhub.feedback.instrument.schema import Questionnaire, Side
from rjhub.feedback.keeper import Figure, Returned
from rjhub.feedback.vocabulary import Variant

APRIL = 4
APART = 3
"""A difference to nobody or to everybody that is smaller than this is not told."""
COLUMNS = (
    Column("Question"),
    Column("Answered", numeric=True),
    Column("At the upper end", numeric=True),
    Column("Share", numeric=True),
)


@dataclass(frozen=True)
class Table:
    """What one kind of people said who have been through the same."""

    heading: str
    returned: str
    rows: tuple[tuple[Shown, ...], ...]


@dataclass(frozen=True)
class Figures:
    """What people said in a half of the year."""

    period: str
    halves: tuple[Link, ...]
    tables: tuple[Table, ...]
    columns: tuple[Column, ...]
    questionnaires: Link | None
    title: str = "What people said"


def page_for(
    starts: date,
    halves: Iterable[date],
    found: list[Figure],
    returned: list[Returned],
    *,
    may_see_questions: bool,
) -> Figures:
    """The page of one half."""
    back = {(one.questionnaire, one.side, one.went): one for one in returned}
    tables = []
    for (key, version, side, went), lines in groupby(
        found, key=lambda one: (one.questionnaire, one.version, one.side, one.went)
    ):
        asked = shelf.find(key, version)
        tables.append(_table(asked, side, went, list(lines), back.get((key, side, went))))
    return Figures(
        period=_period(starts),
        halves=tuple(
            Link(_period(one), f"{reverse('feedback:figures')}?since={one.isoformat()}")
            for one in halves
            if one != starts
        ),
        tables=tuple(tables),
        columns=COLUMNS,
        questionnaires=Link("What people are asked", reverse("feedback:questionnaires"))
        if may_see_questions
        else None,
    )


def _table(
    asked: Questionnaire, side: str, went: str, lines: list[Figure], returned: Returned | None
) -> Table:
    counts: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for line in lines:
        counts[line.question][line.value] = line.number
    rows = []
    for question in asked.questions:
        scale = asked.scale(question.scale) if question.scale and question.key in counts else None
        upper = (
            {one.value for one in scale.options if (one.score or 0) >= _upper(scale.options)}
            if scale
            else set()
        )
        if scale and upper:
            rows.append(_row(question.text.en, counts[question.key], upper))
    heading = f"{capital(Side(side).label)}: {Variant(went).label.lower()}"
    back = f"{returned.answered} of {returned.asked} people who were asked answered." if returned else ""
    return Table(heading, back, tuple(rows))


def _upper(options: Iterable[object]) -> int:
    scores = [score for score in (getattr(one, "score", None) for one in options) if score is not None]
    return max(scores) - 1 if scores else 1


def _row(text: str, counts: dict[str, int], upper: set[str]) -> tuple[Shown, ...]:
    answered = sum(counts.values())
    number = sum(count for value, count in counts.items() if value in upper)
    if number < APART:
        return (text, answered, f"Fewer than {APART}", "Not told")
    if answered - number < APART:
        return (text, answered, f"More than {answered - APART}", "Not told")
    return (text, answered, number, f"{round(100 * number / answered)} %")


def _period(starts: date) -> str:
    ends = date(starts.year, 9, 30) if starts.month == APRIL else date(starts.year + 1, 3, 31)
    return f"{day(starts)} to {day(ends)}"
