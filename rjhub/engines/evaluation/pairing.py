"""Matching each treated person to the nearest untreated by their chance of treatment.

Without replacement those treated choose in order of their chance, the highest first (MatchIt's default); a tie goes to
whoever stands first in the file. Variances are Abadie and Imbens's: 2006 for matches in general, 2016 for the part that
comes from estimating the chances. Errors that take the pairs as given cover too seldom.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from rjhub.engines.evaluation import effects, regression
from rjhub.engines.evaluation.reading import Flags, Numbers

Order = Literal["largest", "smallest", "data"]


@dataclass(frozen=True, slots=True)
class Matches:
    """For each matched treated person, the untreated that stand for them; and what each person counts for."""

    treated: np.ndarray
    partners: list[np.ndarray]
    weight: Numbers
    lost: int


def nearest(
    score: Numbers, treated: Flags, *, replace: bool, neighbours: int = 1, order: Order = "largest",
    caliper: float | None = None,
) -> Matches:  # fmt: skip
    """Match on a score. With a caliper, nobody further than so many standard deviations of the score is a match."""
    own, others = np.flatnonzero(treated), np.flatnonzero(~treated)
    limit = np.inf if caliper is None else caliper * float(score.std(ddof=1))
    key = {"largest": -score[own], "smallest": score[own], "data": np.zeros(len(own))}[order]
    chosen: list[np.ndarray] = []
    who: list[int] = []
    free = np.ones(len(others), np.bool_)
    weight = np.zeros(len(score))
    for at in own[np.argsort(key, kind="stable")]:
        off = np.where(free, np.abs(score[others] - score[at]), np.inf)
        places = _closest(off, neighbours, limit)
        if not len(places):
            continue
        if not replace:
            free[places] = False
        who.append(int(at))
        chosen.append(others[places])
        weight[at] = 1.0
        weight[others[places]] += 1.0 / len(places)
    return Matches(np.array(who, np.int64), chosen, weight, len(own) - len(who))


def _closest(off: Numbers, neighbours: int, limit: float) -> np.ndarray:
    if neighbours == 1:
        best = int(np.argmin(off))
        return np.array([best]) if off[best] <= limit and np.isfinite(off[best]) else np.array([], np.int64)
    places = np.argsort(off, kind="stable")[:neighbours]
    return np.asarray(places[(off[places] <= limit) & np.isfinite(off[places])])


def effect(y: Numbers, found: Matches) -> tuple[float, Numbers]:
    """The mean difference between those treated and their matches, and each of the differences."""
    gaps = np.array(
        [y[one] - y[others].mean() for one, others in zip(found.treated, found.partners, strict=True)]
    )
    return float(gaps.mean()), gaps


def corrected(y: Numbers, x: Numbers, treated: Flags, found: Matches) -> float:
    """The effect with what is left of unlike covariates taken out by least squares (Abadie and Imbens 2011)."""
    used = np.where(treated, 0.0, found.weight)
    model = regression.gaussian(x, y, used)
    return effect(y - model.fitted, found)[0]


def variance(
    y: Numbers, treated: Flags, found: Matches, score: Numbers, chances: effects.Chances | None
) -> tuple[float, float]:
    """The variance of the effect: with the chances taken as known, and as estimated (the same where they are not)."""
    effect_value, gaps = effect(y, found)
    count = len(gaps)
    times = np.where(treated, 0.0, found.weight)
    shares = np.zeros(len(y))
    for others in found.partners:
        shares[others] += 1.0 / len(others) ** 2
    spread = _spread(y, treated, score)
    known = float(np.sum((gaps - effect_value) ** 2) + np.sum((times**2 - shares) * spread)) / count**2
    if chances is None:
        return known, known
    return known, max(known + _estimated(y, treated, score, chances, effect_value), 0.1 * known)


def _spread(y: Numbers, treated: Flags, score: Numbers) -> Numbers:
    """How much outcomes vary between people of one score and group: from each person's nearest two of their group."""
    out = np.zeros(len(y))
    for chosen in (treated, ~treated):
        places = np.flatnonzero(chosen)
        order = places[np.argsort(score[places], kind="stable")]
        out[order] = _local_variance(y[order], score[order])
    return out


def _local_variance(y: Numbers, score: Numbers) -> Numbers:
    """Of each, by the nearest two: those of the two places either side that are closest."""
    count = len(y)
    if count < 3:  # noqa: PLR2004 nobody has two neighbours
        return np.full(count, float(y.var(ddof=1)) if count > 1 else 0.0)
    steps = np.array([-2, -1, 1, 2])
    at = np.arange(count)[:, None] + steps
    inside = (at >= 0) & (at < count)
    safe = np.clip(at, 0, count - 1)
    off = np.where(inside, np.abs(score[safe] - score[:, None]), np.inf)
    closest = np.argsort(off, axis=1, kind="stable")[:, :2]
    near = y[np.take_along_axis(safe, closest, axis=1)].mean(axis=1)
    return np.asarray((2 / 3) * (y - near) ** 2)


def _estimated(
    y: Numbers, treated: Flags, score: Numbers, chances: effects.Chances, effect_value: float
) -> float:
    """What estimating the chances adds to the variance, or takes off (Abadie and Imbens 2016, theorem 2)."""
    chance, x = chances.chance, chances.model.design
    count, share = len(y), float(treated.mean())
    bread = np.linalg.inv((x * (chance * (1 - chance))[:, None]).T @ x / count)
    means = {group: _near_mean(y, score, treated == group) for group in (True, False)}
    covariances = {group: _near_covariance(x, y, score, treated == group) for group in (True, False)}
    gap = (x * (chance * (1 - chance) * (means[True] - means[False] - effect_value))[:, None]).mean(axis=0)
    inside = (chance * (1 - chance))[:, None]
    matched = covariances[True] + covariances[False] * (chance / (1 - chance))[:, None]
    pull = (gap + (inside * matched).mean(axis=0)) / share
    slope = (gap + (inside * (covariances[True] - covariances[False])).mean(axis=0)) / share
    return float((slope @ bread @ slope - pull @ bread @ pull) / count)


def _near_mean(y: Numbers, score: Numbers, chosen: Flags) -> Numbers:
    places = np.flatnonzero(chosen)
    order = places[np.argsort(score[places], kind="stable")]
    at = np.clip(np.searchsorted(score[order], score), 1, len(order) - 1)
    return np.asarray((y[order[at - 1]] + y[order[at]]) / 2)


def _near_covariance(x: Numbers, y: Numbers, score: Numbers, chosen: Flags) -> Numbers:
    places = np.flatnonzero(chosen)
    order = places[np.argsort(score[places], kind="stable")]
    at = np.clip(np.searchsorted(score[order], score), 1, len(order) - 1)
    one, other = order[at - 1], order[at]
    return np.asarray((x[one] - x[other]) * (y[one] - y[other])[:, None] / 2)
