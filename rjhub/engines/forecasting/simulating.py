"""The weeks to come, simulated many times: how much work there will be at the end of each, as a range."""

from dataclasses import dataclass

import numpy as np

from rjhub.engines.forecasting import beginning, lasting
from rjhub.engines.forecasting.history import Counts, History, Numbers
from rjhub.engines.trouble import UnusableError

DRAWS, FUTURES = 250, 16
MOST_WEEKS = 104
LOW, HIGH = 5.0, 95.0


@dataclass(frozen=True, slots=True)
class Range:
    """At the end of a week: between `low` and `high` in nine futures of ten, and as often above `middle` as below."""

    low: int
    middle: int
    high: int

    def shared_by(self, each: float) -> "Range":
        """How many people that takes if each carries so much."""
        return Range(*(int(np.ceil(one / each)) for one in (self.low, self.middle, self.high)))


@dataclass(frozen=True, slots=True)
class Forecast:
    """What goes on at the end of each week to come, and how many begin until then."""

    going_on: tuple[Range, ...]
    begun: tuple[Range, ...]


def forecast(history: History, *, weeks: int, rise: float = 0.0, after: int = 0, seed: int = 1) -> Forecast:
    """Simulate the coming weeks. `rise` is the share by which more (or less) begins from the week `after` on.

    Raises UnusableError for a rise below -1 or more weeks than can be told. The same seed gives the same ranges.
    """
    if not (rise >= -1 and 1 <= weeks <= MOST_WEEKS and after >= 0):
        raise UnusableError(
            f"A forecast is for 1 to {MOST_WEEKS} weeks, and nothing falls by more than all of it."
        )
    random = np.random.default_rng(seed)
    ages = np.floor(history.ages).astype(np.int64)
    longest = int(ages.max(initial=0)) + weeks + 1
    stay = lasting.staying(history, longest, DRAWS, random)
    rate = beginning.rate_of(history.counts)
    rates = rate.draw(weeks, DRAWS, random)
    rates[:, after:] *= 1 + rise
    begun = rate.counts(np.repeat(rates, FUTURES, axis=0), random)
    going_on = _left_of_new(begun, stay, random) + _left_of_old(ages, stay, weeks, random)
    return Forecast(going_on=_ranges(going_on), begun=_ranges(begun.cumsum(axis=1)))


def _left_of_new(begun: Counts, stay: Numbers, random: np.random.Generator) -> Counts:
    """Of what begins in the weeks to come, how much goes on at the end of each: shape (runs, weeks)."""
    runs, weeks = begun.shape
    # What begins in a week has at its end lasted half a week; then whole weeks follow.
    whole = np.cumprod(np.hstack([np.ones((len(stay), 1)), stay[:, : weeks - 1]]), axis=1)
    left = np.repeat(whole * np.sqrt(stay[:, :weeks]), runs // len(stay), axis=0)
    found = np.zeros((runs, weeks), dtype=np.int64)
    for end in range(weeks):
        found[:, end] = random.binomial(begun[:, : end + 1], left[:, end::-1]).sum(axis=1)
    return found


def _left_of_old(ages: Counts, stay: Numbers, weeks: int, random: np.random.Generator) -> Counts:
    """Of what goes on now, how much still does at the end of each week: shape (runs, weeks)."""
    found = np.zeros((len(stay) * FUTURES, weeks), dtype=np.int64)
    for age, many in zip(*np.unique(ages, return_counts=True), strict=True):
        left = np.repeat(np.cumprod(stay[:, age : age + weeks], axis=1), FUTURES, axis=0)
        # Of the same pieces of work in each week: whoever has gone does not come back.
        now = np.full(len(left), many)
        before = np.ones(len(left))
        for end in range(weeks):
            share = np.divide(left[:, end], before, out=np.zeros_like(before), where=before > 0)
            now = random.binomial(now, np.clip(share, 0, 1))
            found[:, end] += now
            before = left[:, end]
    return found


def _ranges(runs: Counts) -> tuple[Range, ...]:
    cut = np.percentile(runs, (LOW, 50.0, HIGH), axis=0, method="inverted_cdf")
    return tuple(Range(*(int(one) for one in week)) for week in cut.T)
