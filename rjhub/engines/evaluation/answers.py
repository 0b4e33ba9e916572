"""What an evaluation answers: estimates with their errors, what was checked, and all of it as JSON."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy import stats

Z = float(stats.norm.ppf(0.975))


@dataclass(frozen=True, slots=True)
class Estimate:
    """One figure with its 95 % interval. A ratio keeps the error of its logarithm, on which its interval is made."""

    name: str
    value: float
    error: float
    low: float
    high: float
    statistic: float
    p: float
    scale: str = "difference"

    def as_json(self) -> dict[str, Any]:
        """Name everything."""
        error = "standard_error_of_log" if self.scale == "ratio" else "standard_error"
        return {
            "name": self.name, "estimate": self.value, error: self.error, "low": self.low, "high": self.high,
            "z": self.statistic, "p": self.p,
        }  # fmt: skip


@dataclass(slots=True)
class Answer:
    """An evaluation: what was asked, how, the estimates, what was checked, in words, and what would make it wrong."""

    command: str
    method: dict[str, Any]
    data: dict[str, Any]
    estimates: list[Estimate] = field(default_factory=list)
    tables: dict[str, Any] = field(default_factory=dict)
    diagnostics: dict[str, Any] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    top: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """All of it, with plain numbers; what has no value is null."""
        whole = {
            **self.top, "command": self.command, "method": self.method, "data": self.data,
            "estimates": [each.as_json() for each in self.estimates], **self.tables,
            "diagnostics": self.diagnostics, "in_words": self.words, "doubts": self.doubts,
        }  # fmt: skip
        plain: dict[str, Any] = plainly(whole)
        return plain


def difference(name: str, value: float, error: float, *, freedom: float | None = None) -> Estimate:
    """An estimate that is as likely to be too high as too low; with degrees of freedom, by Student's t."""
    z, p, half = _tested(value, error, freedom)
    return Estimate(name, value, error, value - half, value + half, z, p)


def ratio(name: str, log_value: float, error: float, *, freedom: float | None = None) -> Estimate:
    """A ratio, of which the logarithm was estimated."""
    z, p, half = _tested(log_value, error, freedom)
    return Estimate(
        name, _exp(log_value), error, _exp(log_value - half), _exp(log_value + half), z, p, scale="ratio"
    )


def two_sided(z: float) -> float:
    """How often chance alone gives as much, either way."""
    return float(2 * stats.norm.sf(abs(z)))


def plainly(value: Any) -> Any:
    """Turn arrays into lists, and what is no finite number into null, as JSON has it."""
    if isinstance(value, Mapping):
        return {str(key): plainly(each) for key, each in value.items()}
    if isinstance(value, np.ndarray):
        return plainly(value.tolist())
    if isinstance(value, list | tuple):
        return [plainly(each) for each in value]
    if isinstance(value, np.generic):
        return plainly(value.item())
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def _tested(value: float, error: float, freedom: float | None) -> tuple[float, float, float]:
    if not error > 0:
        return math.nan, math.nan, math.nan
    z = value / error
    if freedom is None:
        return z, two_sided(z), Z * error
    return z, float(2 * stats.t.sf(abs(z), freedom)), float(stats.t.ppf(0.975, freedom)) * error


def _exp(value: float) -> float:
    return math.exp(value) if value < 700 else math.inf  # noqa: PLR2004 where a float ends
