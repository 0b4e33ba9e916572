"""The effect on those treated (and on all), by weighting or doubly robust, with intervals by stacked influence.

Every estimate here solves a few equations at once (chances of treatment, a model of the outcome, the means). What each
person adds to the answer through all of them is known exactly, and its variance is the variance of the answer:
Lunceford and Davidian 2004; Robins, Rotnitzky and Zhao 1994; Stefanski and Boos 2002. Chances are never cut off.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rjhub.engines.evaluation import regression
from rjhub.engines.evaluation.reading import Flags, Numbers


@dataclass(frozen=True, slots=True)
class Means:
    """The two means that are compared, and what each person adds to each (times the number of people)."""

    treated: float
    untreated: float
    of_treated: Numbers
    of_untreated: Numbers

    def difference(self) -> tuple[float, float]:
        """One less the other, and its error."""
        return self.treated - self.untreated, error(self.of_treated - self.of_untreated)

    def log_ratio(self) -> tuple[float, float]:
        """The logarithm of one by the other, and its error."""
        parts = self.of_treated / self.treated - self.of_untreated / self.untreated
        return float(np.log(self.treated / self.untreated)), error(parts)


@dataclass(frozen=True, slots=True)
class Chances:
    """The chance of treatment of everybody, and the model behind it."""

    chance: Numbers
    model: regression.Fit

    def odds(self) -> Numbers:
        """What weighs an untreated person so that the untreated look like the treated."""
        return np.asarray(self.chance / (1 - self.chance))


def error(influence: Numbers) -> float:
    """The standard error of a mean of these."""
    count = len(influence)
    return float(np.sqrt(np.sum((influence - influence.mean()) ** 2) / (count - 1) / count))


def chances(x: Numbers, treated: Flags, names: tuple[str, ...] = ()) -> Chances:
    """Fit who was treated. Raises UnusableError where a covariate decides it alone."""
    model = regression.logistic(
        x, treated.astype(np.float64), np.ones(len(x)), names=names, what="who was treated from who was not"
    )
    return Chances(model.fitted, model)


def weights(found: Chances, treated: Flags, *, of_all: bool = False) -> Numbers:
    """What each person counts for: the effect on those treated, or on all."""
    if of_all:
        return np.where(treated, 1 / found.chance, 1 / (1 - found.chance))
    return np.where(treated, 1.0, found.odds())


def weighted(y: Numbers, treated: Flags, found: Chances, exposure: Numbers, *, of_all: bool = False) -> Means:
    """Weighted means (or rates, where exposure is a time) of the treated and of the untreated."""
    weight = weights(found, treated, of_all=of_all)
    means, parts = [], []
    for chosen, sign in ((treated, -1.0), (~treated, 1.0)):
        own = weight * chosen
        mean = float(own @ y) / float(own @ exposure)
        rest = own * (y - mean * exposure)
        # How the weights move with the model: an untreated person's odds by themselves; for all, weight less one.
        moved = _moved(weight, chosen, sign, of_all=of_all) * chosen * (y - mean * exposure)
        pull = (found.model.design * moved[:, None]).mean(axis=0)
        parts.append((rest + found.model.influence @ pull) / np.mean(own * exposure))
        means.append(mean)
    return Means(means[0], means[1], parts[0], parts[1])


def _moved(weight: Numbers, chosen: Flags, sign: float, *, of_all: bool) -> Numbers:
    if of_all:
        return np.asarray(sign * (weight - 1))
    return weight if sign > 0 else np.zeros(len(chosen))


Model = Callable[[Numbers, Numbers, Numbers], regression.Fit]


def doubly_robust(  # noqa: PLR0917 the parts of one formula
    x: Numbers, y: Numbers, treated: Flags, found: Chances, exposure: Numbers, model: Model
) -> Means:
    """The effect on those treated: right if either the chances or the outcome of the untreated is modelled well."""
    own = treated.astype(np.float64)
    odds = found.odds() * ~treated
    outcome = model(x, y, (~treated).astype(np.float64))
    time = float(own @ exposure)
    there = float(own @ outcome.fitted) / time
    rest = y - outcome.fitted
    left = float(odds @ rest) / float(odds @ exposure)
    seen = float(own @ y) / time
    scale, scale_odds = np.mean(own * exposure), np.mean(odds * exposure)
    pull_outcome = (x * ((own / scale - odds / scale_odds) * outcome.slope)[:, None]).mean(axis=0)
    off = odds * (rest - left * exposure)
    pull_chance = (found.model.design * off[:, None]).mean(axis=0) / scale_odds
    of_untreated = (
        own * (outcome.fitted - there * exposure) / scale
        + off / scale_odds
        + found.model.influence @ pull_chance
        + outcome.influence @ pull_outcome
    )
    of_treated = own * (y - seen * exposure) / scale
    return Means(seen, there + left, of_treated, of_untreated)


def doubly_robust_of_all(x: Numbers, y: Numbers, treated: Flags, found: Chances, model: Model) -> Means:
    """The effect on everybody, likewise."""
    means, parts = [], []
    one = np.ones(len(y))
    weight = weights(found, treated, of_all=True)
    for chosen, sign in ((treated, -1.0), (~treated, 1.0)):
        own = weight * chosen
        outcome = model(x, y, chosen.astype(np.float64))
        rest = y - outcome.fitted
        left = float(own @ rest) / float(own.sum())
        off = own * (rest - left)
        pull_outcome = (x * ((one - own / own.mean()) * outcome.slope)[:, None]).mean(axis=0)
        pull_chance = (found.model.design * (sign * (weight - 1) * chosen * (rest - left))[:, None]).mean(
            axis=0
        )
        there = float(outcome.fitted.mean())
        parts.append(
            outcome.fitted - there + (off + found.model.influence @ pull_chance) / own.mean()
            + outcome.influence @ pull_outcome
        )  # fmt: skip
        means.append(there + left)
    return Means(means[0], means[1], parts[0], parts[1])
