"""Shares with intervals that hold for few people too: Wilson 1927; Clopper and Pearson 1934."""

from typing import Any

from scipy import stats

from rjhub.engines.evaluation.answers import Z


def wilson(yes: float, of: float) -> tuple[float, float]:
    """The interval for a share whose coverage is 95 % on average."""
    if of <= 0:
        return 0.0, 1.0
    share, square = yes / of, Z * Z
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = Z / (1 + square / of) * (share * (1 - share) / of + square / (4 * of * of)) ** 0.5
    return max(0.0, middle - half), min(1.0, middle + half)


def clopper_pearson(yes: int, of: int) -> tuple[float, float]:
    """The interval for a share whose coverage is never less than 95 %."""
    if of <= 0:
        return 0.0, 1.0
    low = 0.0 if yes == 0 else float(stats.beta.ppf(0.025, yes, of - yes + 1))
    high = 1.0 if yes == of else float(stats.beta.ppf(0.975, yes + 1, of - yes))
    return low, high


def share(yes: int, of: int) -> dict[str, Any]:
    """Both, named."""
    return {
        "count": yes, "of": of, "share": yes / of if of else None, "wilson": wilson(yes, of),
        "clopper_pearson": clopper_pearson(yes, of),
    }  # fmt: skip
