"""Whether hazards stay proportional: Grambsch and Therneau's 1994 test on the scaled residuals of Schoenfeld."""

from collections.abc import Callable
from typing import Any

import numpy as np
from scipy import stats

from rjhub.engines.evaluation import cox, curves
from rjhub.engines.evaluation.reading import Numbers

CLOCKS = ("km", "rank", "identity", "log")


def check(fit: cox.Fit, times: cox.Times, names: tuple[str, ...]) -> dict[str, Any]:
    """By each clock (R's default is km, lifelines' rank): a test for each covariate, and one for all together."""
    return {clock: _by(fit, _clock(clock, fit, times), names) for clock in CLOCKS}


def _clock(clock: str, fit: cox.Fit, times: cox.Times) -> Numbers:
    at = fit.event_times
    if clock == "km":
        found = curves.curve(times.time, times.event)
        before = np.concatenate([[1.0], found.share])
        return np.asarray(1 - before[np.searchsorted(found.time, at, side="left")])
    work: dict[str, Callable[[Numbers], Numbers]] = {
        "rank": stats.rankdata,
        "identity": lambda moments: moments,
        "log": lambda moments: np.log(np.maximum(moments, 1e-12)),
    }
    return np.asarray(work[clock](at), np.float64)


def _by(fit: cox.Fit, clock: Numbers, names: tuple[str, ...]) -> dict[str, Any]:
    off = clock - clock.mean()
    events, size = len(off), float(off @ off)
    pull = off @ fit.schoenfeld
    scaled = fit.variance @ pull
    with np.errstate(divide="ignore", invalid="ignore"):
        each = events * scaled**2 / (np.diag(fit.variance) * size)
    whole = float(events * pull @ scaled / size) if size > 0 else float("nan")
    tests: list[dict[str, Any]] = [
        {"name": name, "chi_squared": float(chi), "degrees_of_freedom": 1, "p": float(stats.chi2.sf(chi, 1))}
        for name, chi in zip(names, each, strict=True)
    ]
    together = {
        "chi_squared": whole,
        "degrees_of_freedom": len(names),
        "p": float(stats.chi2.sf(whole, len(names))),
    }
    return {"each": tests, "all": together}
