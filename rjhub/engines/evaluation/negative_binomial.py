"""Negative binomial regression (NB2) of counts over a time, by maximum likelihood, with three kinds of error.

Newton's method on the coefficients and the logarithm of the spread together. The errors are of the observed
information (as Stata's nbreg and statsmodels), of the expected information with the spread taken as known
(as R's glm.nb), and the sandwich.
"""

from dataclasses import dataclass

import numpy as np
from scipy import special

from rjhub.engines.evaluation import regression
from rjhub.engines.evaluation.reading import Numbers
from rjhub.engines.trouble import UnusableError

_STEPS, _HALVINGS, _ENOUGH = 200, 30, 1e-12
_NO_SPREAD = -14.0  # the logarithm of a spread that is none


@dataclass(frozen=True, slots=True)
class Fit:
    """Coefficients (the first is the constant), the spread alpha, and the variances of the coefficients."""

    beta: Numbers
    alpha: float
    alpha_error: float
    observed: Numbers
    expected: Numbers
    robust: Numbers
    loglik: float
    fitted: Numbers


@dataclass(frozen=True, slots=True)
class _Data:
    x: Numbers
    y: Numbers
    exposure: Numbers

    def mean(self, params: Numbers) -> Numbers:
        return np.asarray(self.exposure * np.exp(np.clip(self.x @ params[:-1], -30, 30)))


def fit(x: Numbers, y: Numbers, exposure: Numbers, clusters: np.ndarray | None = None) -> Fit:
    """Fit. Raises UnusableError if it does not come to rest, as where counts vary no more than by chance."""
    spread = x[:, 1:].std(axis=0)
    spread, middle = np.where(spread > 0, spread, 1.0), x[:, 1:].mean(axis=0)
    data = _Data(np.column_stack([x[:, 0], (x[:, 1:] - middle) / spread]), y, exposure)
    back = np.diag(np.concatenate([[1.0], 1 / spread]))
    back[0, 1:] = -middle / spread
    params = _climb(data)
    parts, hessian = _slopes(data, params)
    variance = np.linalg.inv(-hessian)
    alpha, mean = float(np.exp(params[-1])), data.mean(params)
    expected = np.linalg.inv((data.x * (mean / (1 + alpha * mean))[:, None]).T @ data.x)
    pulls = regression.joined(parts, clusters) @ variance
    return Fit(
        back @ params[:-1], alpha, alpha * float(np.sqrt(variance[-1, -1])), back @ variance[:-1, :-1] @ back.T,
        back @ expected @ back.T, back @ (pulls.T @ pulls)[:-1, :-1] @ back.T, _loglik(data, params), mean,
    )  # fmt: skip


def _climb(data: _Data) -> Numbers:
    start = regression.poisson(data.x, data.y, np.ones(len(data.y)), data.exposure)
    mean = np.maximum(start.fitted, 1e-9)
    moment = float(np.mean(((data.y - mean) ** 2 - mean) / mean**2))
    params = np.append(start.beta, np.log(np.clip(moment, 0.05, 20)))
    height = _loglik(data, params)
    for _ in range(_STEPS):
        parts, hessian = _slopes(data, params)
        slope = parts.sum(axis=0)
        step = _uphill(slope, hessian)
        for _ in range(_HALVINGS):
            higher = _loglik(data, params + step)
            if higher >= height - 1e-12 * abs(height):
                break
            step = step / 2
        params, height = params + step, higher
        if params[-1] < _NO_SPREAD:
            break
        if abs(float(slope @ step)) < _ENOUGH:
            return params
    raise UnusableError(
        "The counts vary no more than chance alone would make them, or too few happened: a negative "
        "binomial model does not "
        "settle. Use --model poisson, whose robust error holds either way."
    )


def _uphill(slope: Numbers, hessian: Numbers) -> Numbers:
    """Newton's step; where the top is far away, one by the size of each direction's bend."""
    values, vectors = np.linalg.eigh(-hessian)
    floor = max(1e-8, 1e-10 * float(np.abs(values).max()))
    step = vectors @ ((vectors.T @ slope) / np.maximum(np.abs(values), floor))
    return np.asarray(np.clip(step, -2, 2))


def _loglik(data: _Data, params: Numbers) -> float:
    theta = float(np.exp(-params[-1]))
    mean, y = data.mean(params), data.y
    value = (
        special.gammaln(y + theta) - special.gammaln(theta) - special.gammaln(y + 1)
        - theta * np.log1p(mean / theta) + special.xlogy(y, mean / (theta + mean))
    )  # fmt: skip
    return float(value.sum())


def _slopes(data: _Data, params: Numbers) -> tuple[Numbers, Numbers]:
    """What each person adds to the slope, and the bend, by the coefficients and the logarithm of alpha."""
    theta = float(np.exp(-params[-1]))
    mean, y, x = data.mean(params), data.y, data.x
    both = theta + mean
    by_line = theta * (y - mean) / both
    by_theta = (
        special.digamma(y + theta) - special.digamma(theta) - np.log1p(mean / theta) + 1 - (y + theta) / both
    )
    bend_theta = (
        special.polygamma(1, y + theta)
        - special.polygamma(1, theta)
        + 1 / theta
        - 2 / both
        + (y + theta) / both**2
    )
    corner = -theta * ((y - mean) * mean / both**2) @ x
    top = -(x * (mean * theta * (theta + y) / both**2)[:, None]).T @ x
    last = float((theta**2 * bend_theta + theta * by_theta).sum())
    hessian = np.block([[top, corner[:, None]], [corner[None, :], np.array([[last]])]])
    return np.column_stack([x * by_line[:, None], -theta * by_theta]), hessian
