"""How many pieces of work will begin in each week to come, with how unsure the rate and its trend are.

A quasi-Poisson regression of the weekly counts on time (McCullagh and Nelder, Generalized Linear Models, 1989, chapters
6 and 9): the counts vary by `spread` times their mean. The trend is drawn towards none, by a prior under which a rise
or fall by a third in a year is one standard deviation. Weeks that follow each other are alike in most partnerships, so
the error of the rate is widened by the autocorrelation of what is left (Newey and West, Econometrica 55, 1987).
"""

from dataclasses import dataclass

import numpy as np

from rjhub.engines.forecasting.history import Counts, Numbers

YEAR = 52.0
TREND_SD = 0.3
# Of the logarithm of the rate: tells next to nothing, but keeps a history of noughts from a rate of nothing at all.
RATE_SD = 2.0
_PRIOR = np.diag([RATE_SD**-2, TREND_SD**-2])
_LAGS = 6
_STEPS = 50


@dataclass(frozen=True, slots=True)
class Rate:
    """The logarithm of the weekly rate now and its change in a year, their covariance (2, 2), and the spread."""

    at: Numbers
    covariance: Numbers
    spread: float

    def draw(self, weeks: int, runs: int, random: np.random.Generator) -> Numbers:
        """The weekly rate of each week to come, in each run: shape (runs, weeks)."""
        drawn = random.multivariate_normal(self.at, self.covariance, size=runs, method="cholesky")
        ahead = (np.arange(weeks) + 0.5) / YEAR
        return np.asarray(np.exp(drawn[:, :1] + drawn[:, 1:] * ahead), dtype=np.float64)

    def counts(self, rates: Numbers, random: np.random.Generator) -> Counts:
        """A count for each rate: Poisson, or negative binomial where counts vary by more than that."""
        if self.spread <= 1:
            return random.poisson(rates)
        return random.poisson(random.gamma(rates / (self.spread - 1), self.spread - 1))


def rate_of(counts: Counts) -> Rate:
    """Estimate the rate from what began in each week, oldest first, shape (weeks,)."""
    # Now is at nought.
    back = (np.arange(len(counts)) - len(counts) + 0.5) / YEAR
    design = np.column_stack([np.ones_like(back), back])
    spread, likely = 1.0, np.array([np.log((counts.sum() + 0.5) / len(counts)), 0.0])
    for _ in range(2):
        at = _fitted(design, counts, likely, spread)
        expected = np.exp(design @ at)
        spread = max(1.0, float(((counts - expected) ** 2 / expected).sum() / (len(counts) - 2)))
    residuals = (counts - expected) / np.sqrt(expected)
    covariance = np.asarray(
        np.linalg.inv(_precision(design, expected, spread / _alike(residuals))), dtype=np.float64
    )
    return Rate(at=at, covariance=covariance, spread=spread)


def _fitted(design: Numbers, counts: Counts, likely: Numbers, spread: float) -> Numbers:
    at = likely
    for _ in range(_STEPS):
        expected = np.exp(design @ at)
        slope = design.T @ (counts - expected) / spread - _PRIOR @ (at - likely)
        step = np.linalg.solve(_precision(design, expected, spread), slope)
        at = at + np.clip(step, -1, 1)
        if np.abs(step).max() < 1e-9:  # noqa: PLR2004 far less than any forecast shows
            break
    return at


def _precision(design: Numbers, expected: Numbers, spread: float) -> Numbers:
    information: Numbers = (design * expected[:, None]).T @ design / spread
    return information + _PRIOR


def _alike(residuals: Numbers) -> float:
    """By how much less a week tells because the weeks around it were like it: one, or less."""
    centred = residuals - residuals.mean()
    # Counts that vary by less than chance would have it are alike in nothing that matters.
    whole = max(float(centred @ centred), float(len(centred)))
    lags = range(1, min(_LAGS, len(centred) - 1) + 1)
    shared = sum((1 - lag / (_LAGS + 1)) * float(centred[lag:] @ centred[:-lag]) / whole for lag in lags)
    return 1 / min(max(1 + 2 * shared, 1.0), 6.0)
