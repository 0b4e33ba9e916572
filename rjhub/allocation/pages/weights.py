"""What a plan weighs, as a picture of what each aim counts in the newest plan, and the weights before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from rjhub.allocation.models import Plan, Weighing
from rjhub.allocation.pages.words import MINUS
from rjhub.allocation.queries import weights_of
from rjhub.allocation.vocabulary import Aim
from rjhub.design.links import Link
from rjhub.design.pieces import Column, Shown
from rjhub.design.words import capital, moment

LEFT, ROW, TOP, WIDTH = 300, 28, 8, 640
HISTORY = (Column("Since"), Column("By"), Column("Points"))


@dataclass(frozen=True)
class Bar:
    """What one aim counts: added points to the right, those taken off to the left."""

    words: str
    count: str
    x: float
    y: int
    width: float
    fill: str


@dataclass(frozen=True, kw_only=True)
class WeightsPage:
    """The questions, the picture, and the history."""

    form: Any
    bars: tuple[Bar, ...]
    height: int
    rows: tuple[tuple[Shown, ...], ...]
    history: tuple[tuple[Shown, ...], ...]
    breadcrumbs: tuple[Link, ...]
    left: int = LEFT
    width: int = WIDTH
    columns: tuple[Column, ...] = (Column("Aim"), Column("Points in your newest plan", numeric=True))
    history_columns: tuple[Column, ...] = HISTORY
    title: str = "What a plan weighs"


def weights_page(form: Any, plan: Plan | None, before: Sequence[Weighing]) -> WeightsPage:
    """The page; without a picture where no plan was made yet."""
    counts = {aim: plan.points.get(aim.value, 0) for aim in Aim} if plan else {}
    return WeightsPage(
        form=form,
        bars=_bars(counts),
        height=TOP * 2 + ROW * len(counts),
        rows=tuple((aim.label, f"{count:g}".replace("-", MINUS)) for aim, count in counts.items()),
        history=tuple(_line(one) for one in before),
        breadcrumbs=(Link("Who takes which case", reverse("allocation:overview")),),
    )


def _bars(counts: Mapping[Aim, float]) -> tuple[Bar, ...]:
    most = max([1.0, *(abs(count) for count in counts.values())])
    room = WIDTH - LEFT - 70
    return tuple(
        Bar(
            words=aim.label,
            count=f"{count:g}".replace("-", MINUS),
            x=LEFT,
            y=TOP + place * ROW,
            width=round(abs(count) / most * room, 1),
            fill="#00703c" if count < 0 else "#1d70b8",
        )
        for place, (aim, count) in enumerate(counts.items())
    )


def _line(one: Weighing) -> tuple[Shown, ...]:
    points = weights_of(one)
    return (
        moment(one.set_at),
        one.set_by.name,
        capital(", ".join(f"{aim.label.lower()} {points[aim]}" for aim in Aim)),
    )
