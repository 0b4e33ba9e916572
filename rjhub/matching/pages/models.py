"""How records are compared: what each level weighs, what thresholds cost, and who decided by which model to go."""

from dataclasses import dataclass

from django.urls import reverse

from rjhub.design.links import Link
from rjhub.design.pieces import Column, Shown
from rjhub.design.words import moment
from rjhub.matching.models import MatchModel, ModelInForce
from rjhub.matching.pages import wording
from rjhub.matching.pages.waterfall import Bar
from rjhub.matching.vocabulary import LEVELS, Compared
from rjhub.matching.weighing import Weighing

_LEFT, _MIDDLE, _SCALE, _ROW, _TOP = 330, 430, 22, 22, 14
_FOR, _AGAINST = "#00703c", "#d4351c"
_CALLED = {
    "certain": "Almost certainly the same",
    "likely": "Probably the same",
    "possible": "May be the same",
}


@dataclass(frozen=True)
class Models:
    """The model in force as a picture and as a table, its thresholds, and the models before it."""

    name: str
    bars: tuple[Bar, ...]
    height: int
    weights: tuple[tuple[Shown, ...], ...]
    thresholds: tuple[tuple[Shown, ...], ...]
    history: tuple[tuple[Shown, ...], ...]
    back: Link
    label_x: int = _LEFT
    middle: int = _MIDDLE
    width: int = _MIDDLE + 18 * _SCALE
    weight_columns: tuple[Column, ...] = (
        Column("Compared"),
        Column("What is said"),
        Column("Weight", numeric=True),
    )
    threshold_columns: tuple[Column, ...] = (
        Column("Called"),
        Column("From a weight of", numeric=True),
        Column("Known people found", numeric=True),
        Column("New people wrongly flagged", numeric=True),
    )
    history_columns: tuple[Column, ...] = (Column("Model"), Column("In force since"), Column("By"))
    title: str = "How records are compared"


def page_for(weighing: Weighing, kept: list[MatchModel], used: list[ModelInForce]) -> Models:
    """The page about the model in force."""
    told = [
        (each.label, label, bits)
        for each in Compared
        for label, bits in zip(LEVELS[each], weighing.bits[each], strict=True)
    ]
    bars = tuple(_bar(number, *one) for number, one in enumerate(told))
    return Models(
        name=f"Model {weighing.number}" if weighing.number else "The model that comes with RJ Hub",
        bars=bars,
        height=_TOP + _ROW * len(bars) + 6,
        weights=tuple((compared, label, wording.bits(bits)) for compared, label, bits in told),
        thresholds=tuple(
            (_CALLED[one.name], wording.bits(one.odds), f"{one.found:.1%}", f"{one.wrong:.1%}")
            for one in weighing.thresholds
        ),
        history=tuple(_used(one) for one in used) or tuple(_kept(one) for one in kept),
        back=Link("Records to compare", reverse("matching:pairs")),
    )


def _used(one: ModelInForce) -> tuple[Shown, ...]:
    name = f"Model {one.model.number}" if one.model else "The one that comes with RJ Hub"
    return (name, moment(one.since), one.by.name if one.by else "At the server")


def _kept(one: MatchModel) -> tuple[Shown, ...]:
    return (f"Model {one.number}", "Not in force yet", one.added_by.name if one.added_by else "At the server")


def _bar(number: int, compared: str, level: str, bits: float) -> Bar:
    start, end = (_MIDDLE + value * _SCALE for value in (min(bits, 0.0), max(bits, 0.0)))
    return Bar(
        label=f"{compared}: {level.lower()}",
        x=round(start, 1),
        width=round(max(end - start, 1.5), 1),
        y=_TOP + number * _ROW,
        colour=_FOR if bits > 0 else _AGAINST,
        said=wording.bits(bits),
        said_x=round(end + 6, 1),
    )
