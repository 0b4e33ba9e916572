"""Whether a score before and a score after differ by more than the scale's own inaccuracy: Jacobson and Truax 1991."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from rjhub.engines.evaluation import proportions
from rjhub.engines.evaluation.reading import Numbers
from rjhub.engines.trouble import UnusableError

_RELIABLE = 1.96


@dataclass(frozen=True, slots=True)
class Changes:
    """For each person the index, and how many changed for the better, the worse, or not for certain."""

    index: Numbers
    better: int
    worse: int

    def as_json(self) -> dict[str, Any]:
        """Counts with their intervals."""
        of = len(self.index)
        return {
            "people": of, "mean_index": float(self.index.mean()),
            "better": proportions.share(self.better, of), "worse": proportions.share(self.worse, of),
            "uncertain": proportions.share(of - self.better - self.worse, of),
        }  # fmt: skip


def index(before: Numbers, after: Numbers, *, spread: float, reliability: float) -> Numbers:
    """The change of each, by the error that the difference of two scores of this scale has."""
    if not (spread > 0 and 0 < reliability < 1):
        raise UnusableError("A scale needs a standard deviation above 0, and a reliability between 0 and 1.")
    error = spread * np.sqrt(1 - reliability)
    return np.asarray((after - before) / np.sqrt(2 * error**2))


def judged(
    before: Numbers, after: Numbers, *, spread: float, reliability: float, higher_is_better: bool
) -> Changes:
    """Judge each person's change against what chance gives 1 in 20."""
    found = index(before, after, spread=spread, reliability=reliability)
    up, down = int((found > _RELIABLE).sum()), int((found < -_RELIABLE).sum())
    return Changes(found, *((up, down) if higher_is_better else (down, up)))
