"""Kaplan and Meier's curve, its median, and the log-rank test.

Kaplan and Meier 1958; Greenwood's variance; intervals on the scale of log(-log S) (as Stata, SAS and
lifelines), of log S (as R) or of S itself. The median's interval is read off the curve's (Brookmeyer and Crowley 1982).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import stats

from rjhub.engines.evaluation.answers import Z
from rjhub.engines.evaluation.reading import Flags, Numbers

RULES = ("log-log", "log", "plain")
_HALF, _SLACK = 0.5, 1e-9


@dataclass(frozen=True, slots=True)
class Curve:
    """The share without the event after each time at which somebody's time ended."""

    time: Numbers
    at_risk: Numbers
    events: Numbers
    share: Numbers
    greenwood: Numbers  # the variance of log S

    def at(self, when: float) -> tuple[float, float]:
        """The share without the event at a time, and the variance of its logarithm."""
        place = int(np.searchsorted(self.time, when, side="right")) - 1
        return (1.0, 0.0) if place < 0 else (float(self.share[place]), float(self.greenwood[place]))

    def limits(self, rule: str) -> tuple[Numbers, Numbers]:
        """The 95 % interval after each time."""
        share, error = self.share, np.sqrt(self.greenwood)
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            if rule == "log-log":
                half = Z * error / np.log(share)
                low, high = share ** np.exp(-half), share ** np.exp(half)
            elif rule == "log":
                low, high = share * np.exp(-Z * error), np.minimum(1.0, share * np.exp(Z * error))
            else:
                low = np.maximum(0.0, share - Z * error * share)
                high = np.minimum(1.0, share + Z * error * share)
        none = (share <= 0) | ~np.isfinite(error)
        low, high = (np.where(share >= 1, 1.0, np.where(none, np.nan, ends)) for ends in (low, high))
        return low, high

    def median(self, rule: str) -> tuple[float, float, float]:
        """The time at which half have had the event, and its interval; nan where the curve does not get there."""
        low, high = self.limits(rule)
        return self._half(self.share), _first(self.time, low), _first(self.time, high)

    def _half(self, share: Numbers) -> float:
        exactly = np.flatnonzero(np.abs(share - _HALF) < _SLACK)
        below = np.flatnonzero(share < _HALF - _SLACK)
        if len(exactly) and len(below):
            # A curve that rests at one half: the middle of where it rests, as R has it.
            return float((self.time[exactly[0]] + self.time[below[0]]) / 2)
        return _first(self.time, share)

    def reached(self, when: float) -> int:
        """How many are still seen just before a time."""
        place = int(np.searchsorted(self.time, when, side="left"))
        return int(self.at_risk[place]) if place < len(self.time) else 0


def curve(time: Numbers, event: Flags, weight: Numbers | None = None) -> Curve:
    """Follow one group."""
    weight = np.ones(len(time)) if weight is None else weight
    moments, which = np.unique(time, return_inverse=True)
    gone = np.bincount(which, weight)
    events = np.bincount(which, weight * event)
    at_risk = np.cumsum(gone[::-1])[::-1]
    share = np.cumprod(1 - events / at_risk)
    with np.errstate(divide="ignore", invalid="ignore"):
        greenwood = np.cumsum(np.where(events > 0, events / (at_risk * (at_risk - events)), 0.0))
    numbers = (np.asarray(each, np.float64) for each in (moments, at_risk, events, share, greenwood))
    return Curve(*numbers)


def interval(share: float, greenwood: float, rule: str) -> tuple[float, float]:
    """The 95 % interval of a share without the event. Where nobody is left without, there is none."""
    one = Curve(*(np.array([each]) for each in (0.0, 0.0, 0.0, share, greenwood)))
    low, high = one.limits(rule)
    return float(low[0]), float(high[0])


def mean_until(found: Curve, until: float) -> tuple[float, float]:
    """The mean time without the event up to a limit, and its error."""
    inside = found.time < until
    times = np.concatenate([[0.0], found.time[inside], [until]])
    heights = np.concatenate([[1.0], found.share[inside]])
    areas = heights * np.diff(times)
    left = np.cumsum(areas[::-1])[::-1]
    events, risk = found.events[inside], found.at_risk[inside]
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = np.where(events > 0, left[1:] ** 2 * events / (risk * (risk - events)), 0.0)
    return float(areas.sum()), float(np.sqrt(parts[np.isfinite(parts)].sum()))


def log_rank(time: Numbers, event: Flags, group: Sequence[Any] | np.ndarray) -> dict[str, Any]:
    """Whether groups differ (Mantel and Cox): observed and expected events, chi-squared, its p."""
    labels, which = np.unique(np.asarray(group), return_inverse=True)
    moments, at = np.unique(time, return_inverse=True)
    gone = np.zeros((len(moments), len(labels)))
    happened = np.zeros_like(gone)
    np.add.at(gone, (at, which), 1.0)
    np.add.at(happened, (at, which), event.astype(np.float64))
    risk = np.cumsum(gone[::-1], axis=0)[::-1]
    keep = happened.sum(axis=1) > 0
    risk, happened = risk[keep], happened[keep]
    total, events = risk.sum(axis=1), happened.sum(axis=1)
    share = risk / total[:, None]
    expected = events[:, None] * share
    with np.errstate(divide="ignore", invalid="ignore"):
        factor = np.where(total > 1, events * (total - events) / (total - 1), 0.0)
    variance = np.diag(factor @ share) - (share * factor[:, None]).T @ share
    off = (happened - expected).sum(axis=0)
    freedom = len(labels) - 1
    chi = float(off[:-1] @ np.linalg.pinv(variance[:-1, :-1]) @ off[:-1])
    return {
        "groups": [str(label) for label in labels], "people": np.bincount(which).tolist(),
        "observed": happened.sum(axis=0), "expected": expected.sum(axis=0),
        "chi_squared": chi, "degrees_of_freedom": freedom, "p": float(stats.chi2.sf(chi, freedom)),
    }  # fmt: skip


def _first(time: Numbers, values: Numbers) -> float:
    below = np.flatnonzero(values <= _HALF + _SLACK)
    return float(time[below[0]]) if len(below) else float("nan")
