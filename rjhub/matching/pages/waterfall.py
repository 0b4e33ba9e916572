"""The waterfall: what each comparison adds to the weight of two records or takes from it, bar after bar."""

from dataclasses import dataclass

from rjhub.matching.models import Pair
from rjhub.matching.pages import wording
from rjhub.matching.vocabulary import LEVELS, NOT_SAID, Compared
from rjhub.matching.weighing import Weighing

_LEFT, _WIDTH, _RIGHT = 190, 620, 60
_ROW, _BAR, _TOP = 30, 18, 34
_FOR, _AGAINST, _SUM = "#00703c", "#d4351c", "#1d70b8"


@dataclass(frozen=True)
class Bar:
    """One bar: where it begins, how wide it is, and what stands beside it."""

    label: str
    x: float
    width: float
    y: int
    colour: str
    said: str
    said_x: float


@dataclass(frozen=True)
class Waterfall:
    """The picture. `said` says the same in words; the table beside it has every number."""

    bars: tuple[Bar, ...]
    zero: float
    height: int
    said: str
    width: int = _LEFT + _WIDTH + _RIGHT
    label_x: int = _LEFT - 10
    top: int = _TOP
    bar_height: int = _BAR


@dataclass(frozen=True)
class Line:
    """What one comparison says: in words, and what it weighs."""

    compared: str
    level: str
    weight: str


def lines(pair: Pair) -> tuple[Line, ...]:
    """Every comparison in words, and what it weighs."""
    return tuple(
        Line(each.label, _level(each, level), wording.bits(bits) if level is not None else "0")
        for each, level, bits in zip(Compared, pair.levels, pair.bits, strict=True)
    )


def drawn(pair: Pair, weighing: Weighing) -> Waterfall:
    """The picture of one pair, beginning with what speaks against any two records being one person."""
    steps = [("Any two records", weighing.prior)]
    steps += [
        (each.label, bits)
        for each, level, bits in zip(Compared, pair.levels, pair.bits, strict=True)
        if level is not None
    ]
    ends = [0.0]
    for _, bits in steps:
        ends.append(ends[-1] + bits)
    low, high = min(*ends, pair.odds, 0.0), max(*ends, pair.odds, 1.0)

    def across(bits: float) -> float:
        return round(_LEFT + (bits - low) / (high - low) * _WIDTH, 1)

    bars = [
        _bar(number, label, _ordered(across(start), across(start + bits)), bits)
        for number, ((label, bits), start) in enumerate(zip(steps, ends, strict=False))
    ]
    ends_of_all = _ordered(across(0), across(pair.odds))
    bars.append(_bar(len(bars), "All together", ends_of_all, pair.odds, colour=_SUM))
    return Waterfall(
        bars=tuple(bars),
        zero=across(0),
        height=_TOP + _ROW * len(bars) + 8,
        said=_said(pair, weighing),
    )


def _bar(number: int, label: str, ends: tuple[float, float], bits: float, *, colour: str = "") -> Bar:
    start, end = ends
    return Bar(
        label=label,
        x=start,
        width=round(max(end - start, 1.5), 1),
        y=_TOP + number * _ROW,
        colour=colour or (_FOR if bits > 0 else _AGAINST),
        said=wording.bits(bits),
        said_x=end + 6,
    )


def _ordered(one: float, other: float) -> tuple[float, float]:
    return min(one, other), max(one, other)


def _level(each: Compared, level: int | None) -> str:
    return NOT_SAID if level is None else LEVELS[each][level]


def _said(pair: Pair, weighing: Weighing) -> str:
    told = zip(Compared, pair.levels, pair.bits, strict=True)
    weights = sorted(((bits, each.label) for each, level, bits in told if level is not None), reverse=True)
    speaks = ", ".join(label.lower() for bits, label in weights if bits > 0) or "nothing"
    against = ", ".join(label.lower() for bits, label in reversed(weights) if bits < 0) or "nothing"
    added = sum(pair.bits) + weighing.prior
    return (
        f"For one person speak, the strongest first: {speaks}. Against it: {against}. Added up that makes "
        f"{wording.bits(added)}; what does not add up simply, such as relatives and shared homes, makes it "
        f"{wording.bits(pair.odds)}: {wording.chance(pair.odds)} pairs like this are one person."
    )
