"""Whole numbers where the file allows them: then no sum is off by a last digit, and bounds can be rounded up."""

import math
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from rjhub.engines.assignment.problem import Problem

_POWERS = (1, 10, 100, 1000)
_NEAR = 1e-9


def scale_of_work(problem: Problem) -> int:
    """The power of ten that makes all units of work whole, or 0 if none does."""
    units = {each.work for each in problem.cases}
    units.update(each for row in problem.work.values() for each in row.values())
    return _scale(units)


def step_of_cost(problem: Problem) -> float:
    """What two plans of different cost differ by at least, or 0 if the costs have no common measure."""
    weights = problem.weights
    parts = {
        weights.travel, weights.both_novices, weights.inexperienced_for_severity, weights.mentoring,
        *(weights.unallocated * each.priority for each in problem.cases),
        *(each for row in problem.cost.values() for each in row.values()),
    }  # fmt: skip
    scale = _scale(parts)
    if not scale:
        return 0.0
    return math.gcd(*(round(each * scale) for each in parts)) / scale


def _scale(values: Iterable[float]) -> int:
    found = list(values)
    for power in _POWERS:
        if all(abs(each * power - round(each * power)) < _NEAR * max(1, abs(each)) for each in found):
            return power
    return 0


def whole(values: NDArray[np.float64], scale: int) -> NDArray[np.float64]:
    """Units of work in the scale of the problem."""
    return np.asarray(np.rint(values * scale) if scale else values, dtype=np.float64)


def whole_down(values: NDArray[np.float64], scale: int) -> NDArray[np.float64]:
    """Capacity in the scale of the problem: what no whole work can use does not count."""
    return np.asarray(np.floor(values * scale + _NEAR) if scale else values, dtype=np.float64)


def raised(bound: float, step: float, allowed: float = 1e-6) -> float:
    """A bound, rounded up to the next cost that a plan can have."""
    if step <= 0:
        return bound
    return math.ceil(bound / step - allowed) * step
