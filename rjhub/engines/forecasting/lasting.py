"""How long pieces of work last, with how unsure that is, from those that ended and those that go on.

The hazard of each week (of those that lasted until then, the share that ended in it) under the weights of a Bayesian
bootstrap (Rubin, Annals of Statistics 9, 1981): each draw weighs every spell by an exponential variate, so draws differ
as much as what is known allows. Where few are left to tell, the hazard of the weeks before goes on.
"""

import numpy as np
import numpy.typing as npt

from rjhub.engines.forecasting.history import Counts, History, Numbers

FEW_LEFT, TELLING = 5, 12


def staying(history: History, weeks: int, draws: int, random: np.random.Generator) -> Numbers:
    """Of those that lasted until a week, the share that lasts it out: shape (draws, weeks), each from 0 to 1."""
    lasted = np.array([one.weeks for one in history.spells], dtype=np.float64)
    ended = np.array([one.has_ended for one in history.spells], dtype=bool)
    order = np.argsort(lasted, kind="stable")
    week, ended = np.minimum(lasted[order].astype(np.int64), weeks), ended[order]
    weights = random.exponential(size=(draws, len(week)))
    every = _per_week(week, weights, weeks)
    gone = _per_week(week, weights * ended, weeks)
    # Those of later weeks were there all week; what goes on was there for half of its last, as far as is known.
    there = every[:, ::-1].cumsum(axis=1)[:, ::-1][:, 1:] + (every + gone)[:, :-1] / 2
    gone = gone[:, :-1]
    hazard = np.divide(gone, there, out=np.zeros_like(gone), where=there > 0)
    until = _first_with_few(week, weeks)
    hazard[:, until:] = _late(gone, there, week[ended], until)[:, None]
    return np.asarray(1 - np.clip(hazard, 0.0, 1.0), dtype=np.float64)


def _per_week(week: Counts, weights: Numbers, weeks: int) -> Numbers:
    """The sum of the weights of each week, `week` in rising order; what lasted longer stands in the last place."""
    found = np.zeros((weights.shape[0], weeks + 1))
    each, first = np.unique(week, return_index=True)
    found[:, each] = np.add.reduceat(weights, first, axis=1)
    return found


def _first_with_few(week: Counts, weeks: int) -> int:
    left = len(week) - np.searchsorted(week, np.arange(weeks))
    return int(np.argmax(left < FEW_LEFT)) if (left < FEW_LEFT).any() else weeks


def _late(gone: Numbers, there: Numbers, ended_in: Counts, until: int) -> Numbers:
    """The hazard of the last weeks in which enough ended to tell, of each draw."""
    telling: npt.NDArray[np.int64] = ended_in[ended_in < until][-TELLING:]
    since = int(telling[0]) if len(telling) else 0
    ends, was_there = gone[:, since:until].sum(axis=1), there[:, since:until].sum(axis=1)
    return np.asarray(ends / np.maximum(was_there, 1e-9), dtype=np.float64)
