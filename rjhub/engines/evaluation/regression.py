"""Logistic, Poisson and plain regression by Newton's method, with what each person says of each coefficient."""

from dataclasses import dataclass

import numpy as np
from scipy import special

from rjhub.engines.evaluation.reading import Flags, Numbers
from rjhub.engines.trouble import UnusableError

_STEPS = 60
_ENOUGH = 1e-11
_CERTAIN = 18.0  # log-odds that a chance has when the data leave no doubt, that is, when a column separates


@dataclass(frozen=True, slots=True)
class Fit:
    """Coefficients (the first is the constant), fitted values, their slopes, and one row of influence per person."""

    beta: Numbers
    fitted: Numbers
    slope: Numbers  # of the fitted value by the linear predictor
    influence: Numbers  # of each person on the coefficients, times the number of people
    design: Numbers


def gaussian(x: Numbers, y: Numbers, weight: Numbers) -> Fit:
    """Least squares on the rows with weight, fitted values for all."""
    inverse = _inverse(x, weight)
    beta = inverse @ (x.T @ (weight * y))
    fitted = x @ beta
    influence = (x * (weight * (y - fitted))[:, None]) @ inverse * len(y)
    return Fit(beta, fitted, np.ones(len(y)), influence, x)


def logistic(
    x: Numbers, y: Numbers, weight: Numbers, *, names: tuple[str, ...] = (), what: str = "it"
) -> Fit:
    """Chances. Raises UnusableError where a covariate leaves no doubt, naming it."""
    scaled, back = _scaled(x)
    beta = np.zeros(x.shape[1])
    for _ in range(_STEPS):
        chance = special.expit(scaled @ beta)
        step = _solved(scaled, weight * chance * (1 - chance), scaled.T @ (weight * (y - chance)))
        beta = beta + step
        if not np.isfinite(beta).all() or np.abs(scaled @ beta)[weight > 0].max() > _CERTAIN * 2:
            raise _separated(x, y, weight, names, what)
        if np.abs(step).max() < _ENOUGH:
            break
    else:
        raise _separated(x, y, weight, names, what)
    chance = special.expit(scaled @ beta)
    inverse = np.linalg.inv((scaled * (weight * chance * (1 - chance))[:, None]).T @ scaled)
    influence = (scaled * (weight * (y - chance))[:, None]) @ inverse @ back.T * len(y)
    return Fit(back @ beta, chance, chance * (1 - chance), influence, x)


def poisson(x: Numbers, y: Numbers, weight: Numbers, exposure: Numbers) -> Fit:
    """Counts in proportion to a time; the fitted values are counts."""
    scaled, back = _scaled(x)
    beta = np.zeros(x.shape[1])
    beta[0] = np.log(max(float(weight @ y), 0.5) / float(weight @ exposure))
    for _ in range(_STEPS):
        mean = exposure * np.exp(np.clip(scaled @ beta, -30, 30))
        step = _solved(scaled, weight * mean, scaled.T @ (weight * (y - mean)))
        beta = beta + np.clip(step, -3, 3)
        if np.abs(step).max() < _ENOUGH:
            break
    mean = exposure * np.exp(np.clip(scaled @ beta, -30, 30))
    inverse = np.linalg.inv((scaled * (weight * mean)[:, None]).T @ scaled)
    influence = (scaled * (weight * (y - mean))[:, None]) @ inverse @ back.T * len(y)
    return Fit(back @ beta, mean, mean, influence, x)


def joined(parts: Numbers, clusters: np.ndarray | None) -> Numbers:
    """What each person adds, or each cluster of people who are alike."""
    if clusters is None:
        return parts
    _, which = np.unique(clusters, return_inverse=True)
    out = np.zeros((int(which.max()) + 1, parts.shape[1]))
    np.add.at(out, which, parts)
    return out


def separators(columns: Numbers, yes: Flags) -> list[int]:
    """The columns of which one value has only yes, or only no, of at least five people; or that split the two."""
    found = []
    for at, column in enumerate(columns.T):
        one, other = column[yes], column[~yes]
        if not len(one) or not len(other):
            continue
        apart = one.min() > other.max() or other.min() > one.max()
        binary = set(np.unique(column)) == {0.0, 1.0}
        if apart or (binary and min(_mixed(one, other)) == 0):
            found.append(at)
    return found


def _mixed(one: Numbers, other: Numbers) -> tuple[float, float, float, float]:
    return float(one.sum()), float(other.sum()), float((1 - one).sum()), float((1 - other).sum())


def _separated(x: Numbers, y: Numbers, weight: Numbers, names: tuple[str, ...], what: str) -> UnusableError:
    seen = weight > 0
    at = separators(x[seen][:, 1:], y[seen] > 0)
    guilty = [names[each] for each in at if each < len(names)]
    which = " and ".join(guilty) if guilty else "Some covariates together"
    return UnusableError(
        f"{which} separate{'s' if len(guilty) == 1 else ''} perfectly {what}: nobody is left to compare. "
        "Leave it out, join its groups, or keep to people whom both groups have."
    )


def _scaled(x: Numbers) -> tuple[Numbers, Numbers]:
    """Columns of mean 0 and spread 1 after the constant, and what brings the coefficients back."""
    middle, spread = x[:, 1:].mean(axis=0), x[:, 1:].std(axis=0)
    spread = np.where(spread > 0, spread, 1.0)
    scaled = np.column_stack([x[:, 0], (x[:, 1:] - middle) / spread])
    back = np.diag(np.concatenate([[1.0], 1 / spread]))
    back[0, 1:] = -middle / spread
    return scaled, back


def _solved(x: Numbers, weight: Numbers, right: Numbers) -> Numbers:
    information = (x * weight[:, None]).T @ x
    try:
        return np.asarray(np.linalg.solve(information, right))
    except np.linalg.LinAlgError:
        return np.asarray(np.linalg.lstsq(information, right, rcond=None)[0])


def _inverse(x: Numbers, weight: Numbers) -> Numbers:
    information = (x * weight[:, None]).T @ x
    try:
        return np.asarray(np.linalg.inv(information))
    except np.linalg.LinAlgError:
        return np.asarray(np.linalg.pinv(information))
