"""How strong something that nobody recorded would have to be to explain an effect away.

The E-value: VanderWeele and Ding 2017. Bounds for matched pairs: Rosenbaum 2002, chapter 4.
"""

import math
from typing import Any

import numpy as np
from scipy import stats

from rjhub.engines.evaluation.reading import Numbers

_ALPHA = 0.05


def e_value(ratio: float) -> float:
    """The risk ratio that a hidden cause would need with both treatment and outcome to make this one."""
    if not ratio > 0 or not math.isfinite(ratio):
        return math.nan
    above = ratio if ratio >= 1 else 1 / ratio
    return above + math.sqrt(above * (above - 1))


def e_values(ratio: float, low: float, high: float) -> dict[str, float]:
    """Of a risk ratio and of the end of its interval that is nearer to 1; 1 where the interval holds 1."""
    near = 1.0 if low <= 1 <= high else (low if ratio > 1 else high)
    return {"estimate": e_value(ratio), "interval": e_value(near)}


def of_difference(value: float, error: float, spread: float) -> dict[str, float]:
    """Of a difference of means, by the usual passage to a risk ratio: exp(0.91 d)."""
    if not spread > 0:
        return {"estimate": math.nan, "interval": math.nan}
    size, off = value / spread, 1.78 * error / spread
    return e_values(math.exp(0.91 * size), math.exp(0.91 * size - off), math.exp(0.91 * size + off))


def of_hazard_ratio(value: float, low: float, high: float, *, common: bool) -> dict[str, float]:
    """Of a hazard ratio; where the outcome is common (over 15 %), by the usual passage to a risk ratio."""
    if not common:
        return e_values(value, low, high)
    return e_values(
        *((1 - 0.5 ** math.sqrt(each)) / (1 - 0.5 ** math.sqrt(1 / each)) for each in (value, low, high))
    )


def rosenbaum(gaps: Numbers) -> dict[str, Any]:
    """By how much hidden odds of treatment may differ within pairs before the difference could be chance.

    For pairs whose outcome is yes or no: McNemar's test; otherwise Wilcoxon's signed ranks. One-sided, in the direction
    seen; gamma is None if there is no significant difference even without anything hidden.
    """
    binary = bool(set(np.unique(gaps)) <= {-1.0, 0.0, 1.0})
    test = _mcnemar if binary else _wilcoxon
    table = [{"gamma": round(g, 2), "highest_p": test(gaps, g)} for g in np.arange(1, 3.01, 0.25)]
    return {
        "test": "McNemar" if binary else "Wilcoxon signed ranks",
        "gamma": _tipping(gaps, test),
        "table": table,
    }


def _tipping(gaps: Numbers, test: Any) -> float | None:
    if test(gaps, 1.0) > _ALPHA:
        return None
    low, high = 1.0, 2.0
    while test(gaps, high) <= _ALPHA and high < 1024:  # noqa: PLR2004 beyond belief
        low, high = high, high * 2
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if test(gaps, middle) <= _ALPHA else (low, middle)
    return round(low, 3)


def _mcnemar(gaps: Numbers, gamma: float) -> float:
    up, down = int((gaps > 0).sum()), int((gaps < 0).sum())
    if up + down == 0:
        return 1.0
    return float(stats.binom.sf(max(up, down) - 1, up + down, gamma / (1 + gamma)))


def _wilcoxon(gaps: Numbers, gamma: float) -> float:
    kept = gaps[gaps != 0]
    if not len(kept):
        return 1.0
    ranks = stats.rankdata(np.abs(kept))
    up = float(ranks[kept > 0].sum())
    most = max(up, float(ranks.sum()) - up)
    chance = gamma / (1 + gamma)
    mean, spread = chance * ranks.sum(), math.sqrt(chance * (1 - chance) * float((ranks**2).sum()))
    return float(stats.norm.sf((most - mean) / spread))
