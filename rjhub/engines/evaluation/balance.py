"""Whether the groups that are compared are alike: differences, variances, effective numbers, overlap.

A difference is standardised by the spread of those treated before anything was done (cobalt's and MatchIt's
rule for the effect on those treated; for all, the mean of both variances), so that it can be compared before and after.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from rjhub.engines.evaluation.design import Design
from rjhub.engines.evaluation.reading import Flags, Numbers

LIMIT = 0.1
FEWEST_EFFECTIVE = 100


@dataclass(frozen=True, slots=True)
class Balance:
    """For each covariate, before and after."""

    names: tuple[str, ...]
    before: Numbers
    after: Numbers
    ratio_before: Numbers
    ratio_after: Numbers
    effective_treated: float
    effective_untreated: float

    def worst(self) -> tuple[str, float]:
        """The covariate that differs most afterwards."""
        at = int(np.argmax(np.abs(self.after)))
        return self.names[at], float(self.after[at])

    def unlike(self) -> list[str]:
        """The covariates whose difference is beyond the limit afterwards."""
        return [name for name, off in zip(self.names, self.after, strict=True) if abs(off) > LIMIT]

    def as_json(self) -> dict[str, Any]:
        """Name everything."""
        columns = zip(self.names, self.before, self.after, self.ratio_before, self.ratio_after, strict=True)
        return {
            "covariates": [
                {
                    "name": name, "standardised_difference_before": before,
                    "standardised_difference_after": after, "variance_ratio_before": first,
                    "variance_ratio_after": last,
                }
                for name, before, after, first, last in columns
            ],
            "largest_after": self.worst()[1] if self.names else None,
            "effective_treated": self.effective_treated,
            "effective_controls": self.effective_untreated,
        }  # fmt: skip


def compare(design: Design, treated: Flags, weight: Numbers, *, of_all: bool = False) -> Balance:
    """Compare the groups as they are, and with these weights."""
    x = design.matrix
    one, other = x[treated], x[~treated]
    variances = one.var(axis=0, ddof=1), other.var(axis=0, ddof=1)
    spread = np.sqrt((variances[0] + variances[1]) / 2 if of_all else variances[0])
    spread = np.where(spread > 0, spread, np.sqrt((variances[0] + variances[1]) / 2))
    spread = np.where(spread > 0, spread, 1.0)
    means, weighted = [], []
    for chosen in (treated, ~treated):
        own = weight[chosen]
        mean = own @ x[chosen] / own.sum()
        means.append(mean)
        scale = own.sum() - (own**2).sum() / own.sum()
        weighted.append(own @ (x[chosen] - mean) ** 2 / scale)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios = variances[0] / variances[1], weighted[0] / weighted[1]
    return Balance(
        design.names, (one.mean(axis=0) - other.mean(axis=0)) / spread, (means[0] - means[1]) / spread,
        ratios[0], ratios[1], effective(weight[treated]), effective(weight[~treated]),
    )  # fmt: skip


def effective(weight: Numbers) -> float:
    """How many people of equal weight would tell as much (Kish)."""
    return float(weight.sum() ** 2 / np.sum(weight**2)) if len(weight) else 0.0


def overlap(chance: Numbers, treated: Flags) -> dict[str, Any]:
    """Where the chances of treatment of both groups lie, and who is beyond all of the other group."""
    one, other = chance[treated], chance[~treated]
    edges = np.linspace(0, 1, 21)
    return {
        "treated_range": [one.min(), one.max()],
        "untreated_range": [other.min(), other.max()],
        "treated_beyond_all_untreated": int(np.sum((one > other.max()) | (one < other.min()))),
        "untreated_beyond_all_treated": int(np.sum((other > one.max()) | (other < one.min()))),
        "histogram_edges": edges,
        "treated_histogram": np.histogram(one, edges)[0],
        "untreated_histogram": np.histogram(other, edges)[0],
    }
