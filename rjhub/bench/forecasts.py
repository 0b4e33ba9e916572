"""Whether the ranges of a forecast hold what came as often as they say: many invented histories, each carried on.

The truth is a process of its own: what begins in a week is negative binomial about a rate with a trend and a season;
how long it lasts is a gamma variate. The forecast sees what happened until a day, and is held against what the same
process does afterwards.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rjhub.engines.forecasting.history import History, Spell
from rjhub.engines.forecasting.simulating import Range, forecast

BEFORE = 200  # weeks of work that stand when the history begins
QUARTER, YEAR = 13, 52
FEW, MANY = 1, 3  # a week


@dataclass(frozen=True, slots=True)
class Made:
    """A history, what was asked of it, and how much work there came to be."""

    history: History
    weeks: int
    rise: float
    came: int
    rate: float


@dataclass(frozen=True, slots=True)
class Held:
    """Of some forecasts: how many there were, the share that held what came, and the shares it lay outside of."""

    of: str
    forecasts: int
    held: float
    below: float
    above: float
    width: float


def measure(histories: int, seed: int) -> Iterator[Held]:
    """Forecast invented histories and hold them against what came: all, and by how much and how far ahead."""
    found = [(one, _ahead(one)) for one in (_make(seed + number) for number in range(histories))]
    for of, chosen in (
        ("all", found),
        ("less than one a week", [one for one in found if one[0].rate < FEW]),
        ("three a week or more", [one for one in found if one[0].rate >= MANY]),
        ("up to 13 weeks ahead", [one for one in found if one[0].weeks <= QUARTER]),
        ("more than half a year ahead", [one for one in found if one[0].weeks > YEAR // 2]),
        ("with a rise or fall asked for", [one for one in found if one[0].rise]),
    ):
        if chosen:
            yield _held(of, chosen)


def _ahead(made: Made) -> Range:
    return forecast(made.history, weeks=made.weeks, rise=made.rise).going_on[-1]


def _held(of: str, found: list[tuple[Made, Range]]) -> Held:
    below = np.mean([made.came < told.low for made, told in found])
    above = np.mean([made.came > told.high for made, told in found])
    return Held(
        of=of,
        forecasts=len(found),
        held=float(1 - below - above),
        below=float(below),
        above=float(above),
        width=float(np.median([(told.high - told.low) / max(told.middle, 1) for _, told in found])),
    )


def _make(seed: int) -> Made:
    random = np.random.default_rng(seed)
    known, weeks = int(random.integers(40, 160)), int(random.integers(4, 40))
    rate, spread = float(np.exp(random.uniform(np.log(0.4), np.log(8)))), float(random.uniform(1.01, 2.5))
    rise = float(random.choice([0.0, 0.0, 0.3, -0.2]))
    shape, mean = float(random.uniform(1, 3)), float(random.uniform(10, 40))
    week = np.arange(-BEFORE, known + weeks)
    season = random.uniform(0, 0.15) * np.sin(2 * np.pi * week / YEAR + random.uniform(0, 2 * np.pi))
    expected = rate * np.exp(random.normal(0, 0.2) * np.maximum(week - known, -known) / YEAR + season)
    expected[week >= known] *= 1 + rise
    begun = random.poisson(random.gamma(expected / (spread - 1), spread - 1))
    at = np.repeat(week, begun) + random.uniform(0, 1, begun.sum())
    until = at + random.gamma(shape, mean / shape, len(at))
    spells = tuple(
        Spell(float(min(end, known) - start), has_ended=bool(end <= known))
        for start, end in zip(at, until, strict=True)
        if start < known
    )
    return Made(
        history=History(tuple(int(one) for one in begun[BEFORE : BEFORE + known]), spells),
        weeks=weeks,
        rise=rise,
        came=int(((at < known + weeks) & (until > known + weeks)).sum()),
        rate=rate,
    )
