"""Cox's proportional hazards by Newton's method, with Efron's or Breslow's ties, strata, weights and robust errors.

Efron 1977 and Breslow 1974 for ties; Lin and Wei 1989 for the robust variance. The information needs no running sum of
squares: what each person adds to it is known once the sums over the people at risk are. So 200,000 rows take a second.
"""

from dataclasses import dataclass

import numpy as np

from rjhub.engines.evaluation import regression
from rjhub.engines.evaluation.reading import Flags, Numbers
from rjhub.engines.trouble import UnusableError

_STEPS, _HALVINGS = 40, 30
_ENOUGH = 1e-12
_RUNAWAY = (
    12.0  # a hazard e^12 times as high for one standard deviation is no hazard but a column that decides
)


@dataclass(frozen=True, slots=True)
class Times:
    """Who was seen how long, and whether what is counted happened."""

    time: Numbers
    event: Flags
    weight: Numbers
    stratum: np.ndarray

    @classmethod
    def plain(cls, time: Numbers, event: Flags, weight: Numbers | None = None) -> "Times":
        """One stratum; weights of one."""
        ones = np.ones(len(time)) if weight is None else weight
        return cls(time, event, ones, np.zeros(len(time), np.int64))


@dataclass(frozen=True, slots=True)
class Fit:
    """Coefficients with their variance, and what each person and each event says of them."""

    beta: Numbers
    variance: Numbers
    loglik: float
    loglik_null: float
    steps: int
    score: float
    residuals: Numbers  # of the score, one row per person, in the order of the file
    schoenfeld: Numbers  # one row per event
    event_times: Numbers
    event_strata: np.ndarray

    def robust(self, clusters: np.ndarray | None = None) -> Numbers:
        """The variance that holds when the model is not quite right, or people of one cluster are alike."""
        parts = regression.joined(self.residuals, clusters)
        inner = parts @ self.variance
        return np.asarray(inner.T @ inner)


@dataclass(frozen=True, slots=True)
class _Sorted:
    """One stratum, the longest time first, and its tied events."""

    order: np.ndarray
    x: Numbers
    event: Flags
    weight: Numbers
    last_at_risk: np.ndarray  # for each event: the place of the last who is still at risk at its time
    first_tied: np.ndarray  # for each event: where the events of its time begin, among the events
    share: Numbers  # for each event: the share of its tie that Efron takes out
    tie: np.ndarray  # for each event: which tie
    each_weight: Numbers  # for each event: the mean weight of its tie
    place: np.ndarray  # for each person: how many events lie at or before their time


def fit(matrix: Numbers, times: Times, *, ties: str = "efron", names: tuple[str, ...] = ()) -> Fit:
    """Fit. Raises UnusableError if a covariate decides alone who has the event, so that there is no estimate."""
    middle, spread = matrix.mean(axis=0), matrix.std(axis=0)
    spread = np.where(spread > 0, spread, 1.0)
    scaled = (matrix - middle) / spread
    strata = [_sorted(scaled, times, chosen, ties) for chosen in _strata(times)]
    beta = np.zeros(matrix.shape[1])
    null, slope, information = _sums(strata, beta)
    score = float(slope @ np.linalg.solve(information, slope)) if len(beta) else 0.0
    loglik, steps = null, 0
    for steps in range(1, _STEPS + 1):  # noqa: B007 told in the answer
        beta, (loglik, slope, information) = _stepped(strata, beta, loglik, slope, information)
        _refuse_runaway(beta, names)
        if float(slope @ np.linalg.solve(information, slope)) < _ENOUGH:
            break
    variance = np.linalg.inv(information) / np.outer(spread, spread)
    residuals, schoenfeld = np.zeros_like(matrix), []
    for each in strata:
        mine, of_events = _residuals(each, beta)
        residuals[each.order] = mine * spread
        schoenfeld.append(of_events * spread)
    at = [each.order[each.event] for each in strata]
    return Fit(
        beta / spread, variance, loglik, null, steps, score, residuals, np.concatenate(schoenfeld),
        times.time[np.concatenate(at)], times.stratum[np.concatenate(at)],
    )  # fmt: skip


def _stepped(
    strata: list[_Sorted], beta: Numbers, loglik: float, slope: Numbers, information: Numbers
) -> tuple[Numbers, tuple[float, Numbers, Numbers]]:
    """One step of Newton's, halved while it makes things worse."""
    step = np.linalg.solve(information, slope)
    for _ in range(_HALVINGS):
        new = _sums(strata, beta + step)
        if np.isfinite(new[0]) and new[0] >= loglik - 1e-9 * abs(loglik):
            return beta + step, new
        step = step / 2
    return beta, (loglik, slope, information)


def _refuse_runaway(beta: Numbers, names: tuple[str, ...]) -> None:
    far = np.flatnonzero(np.abs(beta) > _RUNAWAY)
    if len(far):
        name = names[far[0]] if names else f"covariate {far[0] + 1}"
        raise UnusableError(
            f"{name} separates perfectly who has the event from who has not, or when, so no hazard ratio can be "
            "estimated for it. Leave it out, or join it with another group."
        )


def _strata(times: Times) -> list[np.ndarray]:
    return [np.flatnonzero(times.stratum == each) for each in np.unique(times.stratum)]


def _sorted(x: Numbers, times: Times, chosen: np.ndarray, ties: str) -> _Sorted:
    order = chosen[np.argsort(-times.time[chosen], kind="stable")]
    time, event, weight = times.time[order], times.event[order], times.weight[order]
    at = time[event]
    _, first, tie, size = np.unique(-at, return_index=True, return_inverse=True, return_counts=True)
    within = np.arange(len(at)) - first[tie]
    share = within / size[tie] if ties == "efron" else np.zeros(len(at))
    mean_weight = np.bincount(tie, weight[event], minlength=len(size)) / size
    last = np.searchsorted(-time, -at, side="right") - 1
    # Events stand latest first, so those at or before a person's time are the ones from there to the end.
    place = np.searchsorted(-at, -time, side="left")
    return _Sorted(order, x[order], event, weight, last, first[tie], share, tie, mean_weight[tie], place)


@dataclass(frozen=True, slots=True)
class _AtRisk:
    """For each event: the sum over those at risk, and their mean; and each person's own part."""

    own: Numbers
    total: Numbers
    mean: Numbers


def _at_risk(each: _Sorted, beta: Numbers) -> _AtRisk:
    eta = each.x @ beta
    own = each.weight * np.exp(np.clip(eta, -500, 500))
    total = np.cumsum(own)[each.last_at_risk]
    sums = np.cumsum(each.x * own[:, None], axis=0)[each.last_at_risk]
    if each.share.any():
        of_events = own[each.event]
        count = int(each.tie.max()) + 1
        total = total - each.share * np.bincount(each.tie, of_events, minlength=count)[each.tie]
        tied = np.zeros((count, each.x.shape[1]))
        np.add.at(tied, each.tie, each.x[each.event] * of_events[:, None])
        sums = sums - each.share[:, None] * tied[each.tie]
    return _AtRisk(own, total, sums / total[:, None])


def _sums(strata: list[_Sorted], beta: Numbers) -> tuple[float, Numbers, Numbers]:
    """The logarithm of the partial likelihood, its slope, and the information."""
    loglik, slope, information = 0.0, np.zeros(len(beta)), np.zeros((len(beta), len(beta)))
    for each in strata:
        if not each.event.any():
            continue
        risk = _at_risk(each, beta)
        x, weight = each.x[each.event], each.weight[each.event]
        loglik += float(weight @ (x @ beta) - each.each_weight @ np.log(risk.total))
        slope += weight @ x - each.each_weight @ risk.mean
        hazard, taken = _hazards(each, risk)
        spread = each.x.T @ (each.x * (risk.own * (hazard - taken))[:, None])
        information += spread - risk.mean.T @ (risk.mean * each.each_weight[:, None])
    return loglik, slope, information


def _hazards(each: _Sorted, risk: _AtRisk) -> tuple[Numbers, Numbers]:
    """For each person the hazard that adds up to their time, and the part that Efron takes off at their own event."""
    steps = each.each_weight / risk.total
    until = np.concatenate([np.cumsum(steps[::-1])[::-1], [0.0]])
    taken = np.zeros(len(each.order))
    count = int(each.tie.max()) + 1
    taken[each.event] = np.bincount(each.tie, each.share * steps, minlength=count)[each.tie]
    return until[each.place], taken


def _residuals(each: _Sorted, beta: Numbers) -> tuple[Numbers, Numbers]:
    """The residuals of the score, one row per person, and Schoenfeld's, one per event."""
    if not each.event.any():
        return np.zeros_like(each.x), np.zeros((0, each.x.shape[1]))
    risk = _at_risk(each, beta)
    count = int(each.tie.max()) + 1
    size = np.bincount(each.tie, minlength=count).astype(np.float64)
    mean = np.zeros((count, each.x.shape[1]))
    np.add.at(mean, each.tie, risk.mean)
    of_tie = (mean / size[:, None])[each.tie]
    hazard, taken = _hazards(each, risk)
    steps = (each.each_weight / risk.total)[:, None] * risk.mean
    until = np.concatenate([np.cumsum(steps[::-1], axis=0)[::-1], np.zeros((1, each.x.shape[1]))])
    minus = np.zeros((count, each.x.shape[1]))
    np.add.at(minus, each.tie, each.share[:, None] * steps)
    spread = until[each.place]
    spread[each.event] -= minus[each.tie]
    out = -risk.own[:, None] * (each.x * (hazard - taken)[:, None] - spread)
    schoenfeld = each.x[each.event] - of_tie
    out[each.event] += each.weight[each.event, None] * schoenfeld
    return out, schoenfeld
