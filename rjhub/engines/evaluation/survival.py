"""Time to an event: curves, the log-rank test, Cox's model and its checks, as one answer."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy import stats

from rjhub.engines.evaluation import (
    answers,
    checking,
    cox,
    curves,
    design,
    proportional,
    proportions,
    reading,
    sensitivity,
)
from rjhub.engines.evaluation.answers import Answer
from rjhub.engines.evaluation.reading import Flags, Numbers, Table

_TIES = {"efron": "Efron 1977", "breslow": "Breslow 1974"}
_FEW_LEVELS = 6
_COMMON = 0.15


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a file."""

    time: str
    event: str
    covariates: Sequence[str]
    by: str | None = None
    strata: str | None = None
    cluster: str | None = None
    categories: Sequence[str] = ()
    moments: Sequence[float] = ()
    ties: str = "efron"
    robust: bool = False
    rule: str = "log-log"
    identity: str | None = None
    small: bool = False
    drop_missing: bool = False
    dropped: list[int] = field(default_factory=list)

    def columns(self, table: Table) -> list[str]:
        """All columns of the file that it needs."""
        event, _ = reading.split(table, self.event)
        more = [each for each in (self.by, self.strata, self.cluster) if each]
        return [self.time, event, *design.sources(table, self.covariates), *more]


def answer(table: Table, asked: Question) -> Answer:
    """Answer it. Raises UnusableError where the data cannot be used."""
    if asked.drop_missing:
        table, lost = reading.without_missing(table, asked.columns(table))
        asked.dropped.extend(lost)
    reading.refuse_missing(table, asked.columns(table))
    checking.refuse_repeated(table, checking.id_column(table, asked.identity))
    checking.refuse_few(len(table), small=asked.small)
    times = _times(table, asked)
    out = Answer("survival", _method(asked), _data(table, asked, times))
    _curves(out, table, asked, times)
    if asked.covariates:
        _model(out, table, asked, times)
    again = checking.alike(table)
    if again and checking.id_column(table, asked.identity) is None:
        out.doubts.append(
            f"{len(again):,} rows repeat another in every column, and no column says whose they are."
        )
    return out


def _times(table: Table, asked: Question) -> cox.Times:
    time = reading.numbers(table, asked.time)
    checking.refuse_where(
        table,
        time < 0,
        f"{asked.time} is below 0",
        "Time counts from the intervention: what came before is no outcome.",
    )
    event = reading.yes_or_no(table, asked.event, what="whether the event happened")
    checking.refuse_no_events(table, event, reading.split(table, asked.event)[0])
    stratum = np.zeros(len(table), np.int64)
    if asked.strata:
        _, stratum = np.unique(table.column(asked.strata), return_inverse=True)
    return cox.Times(time, event, np.ones(len(table)), stratum)


def _method(asked: Question) -> dict[str, Any]:
    variance = "inverse of the observed information"
    if asked.robust or asked.cluster:
        clustered = f", clustered by {asked.cluster}" if asked.cluster else ""
        variance = f"sandwich of score residuals (Lin and Wei 1989){clustered}"
    return {
        "name": "Cox proportional hazards, Kaplan-Meier, log-rank",
        "ties": f"{asked.ties} ({_TIES[asked.ties]})", "variance": variance,
        "curve_variance": "Greenwood", "curve_interval": asked.rule,
        "median_interval": f"where the {asked.rule} interval of the curve crosses one half",
        "tests": "Wald for each coefficient; likelihood ratio, Wald and score for all",
        "stratified_by": asked.strata,
    }  # fmt: skip


def _data(table: Table, asked: Question, times: cox.Times) -> dict[str, Any]:
    return {
        "file": table.name, "rows": len(table), "events": int(times.event.sum()),
        "censored": int((~times.event).sum()), "dropped_for_missing_values": len(asked.dropped),
        "dropped_lines": asked.dropped,
    }  # fmt: skip


def _curves(out: Answer, table: Table, asked: Question, times: cox.Times) -> None:
    moments = list(asked.moments) or _round_moments(times.time)
    groups = {"all": np.ones(len(table), np.bool_)}
    shown = asked.by or _shown(table, asked)
    if shown:
        texts = np.array(table.column(shown))
        groups |= {f"{shown}={level}": texts == level for level in sorted(set(texts.tolist()))}
    out.tables["curves"] = {
        name: _curve(times.time[chosen], times.event[chosen], asked.rule, moments)
        for name, chosen in groups.items()
    }
    tested = [name for name in _groupings(table, asked) if len(set(table.column(name))) > 1]
    out.tables["log_rank"] = {
        name: curves.log_rank(times.time, times.event, table.column(name)) for name in tested
    }


def _groupings(table: Table, asked: Question) -> list[str]:
    found = [asked.by] if asked.by else []
    return found + [
        name for name in asked.covariates
        if name in table.columns and name != asked.by and len(set(table.column(name))) <= _FEW_LEVELS
    ]  # fmt: skip


def _shown(table: Table, asked: Question) -> str | None:
    return next((name for name in _groupings(table, asked) if len(set(table.column(name))) > 1), None)


def _round_moments(time: Numbers) -> list[float]:
    return [float(each) for each in np.unique(np.quantile(time, [0.25, 0.5, 0.75], method="nearest"))]


def _curve(time: Numbers, event: Flags, rule: str, moments: Sequence[float]) -> dict[str, Any]:
    found = curves.curve(time, event)
    low, high = found.limits(rule)
    until = float(time.max())
    mean, error = curves.mean_until(found, until)
    return {
        "people": len(time), "events": int(event.sum()),
        "median": dict(zip(("estimate", "low", "high"), found.median(rule), strict=True)),
        "median_by_other_rules": {other: found.median(other) for other in curves.RULES if other != rule},
        "mean_until_last_time": {"until": until, "estimate": mean, "standard_error": error},
        "at": [_at(found, when, rule, time, event) for when in moments],
        "time": found.time, "at_risk": found.at_risk, "events_at": found.events, "survival": found.share,
        "standard_error": np.sqrt(found.greenwood) * found.share, "low": low, "high": high,
    }  # fmt: skip


def _at(found: curves.Curve, when: float, rule: str, time: Numbers, event: Flags) -> dict[str, Any]:
    share, spread = found.at(when)
    low, high = curves.interval(share, spread, rule)
    whole = (time >= when) | event
    known = int(whole.sum())
    out: dict[str, Any] = {
        "time": when, "at_risk": found.reached(when), "without_event": share,
        "standard_error": float(np.sqrt(spread)) * share, "low": low, "high": high,
        "with_event": 1 - share, "with_event_low": 1 - high, "with_event_high": 1 - low,
    }  # fmt: skip
    if known == len(time):
        out["proven_rate"] = proportions.share(int((event & (time <= when)).sum()), known)
    return out


def _model(out: Answer, table: Table, asked: Question, times: cox.Times) -> None:
    made = design.build(table, asked.covariates, categories=asked.categories)
    design.refuse_dependent(made)
    fit = cox.fit(made.matrix, times, ties=asked.ties, names=made.names)
    robust = fit.robust(np.array(table.column(asked.cluster)) if asked.cluster else None)
    used = robust if asked.robust or asked.cluster else fit.variance
    rows = []
    for at, name in enumerate(made.names):
        error = float(np.sqrt(used[at, at]))
        found = answers.ratio(name, float(fit.beta[at]), error)
        out.estimates.append(found)
        rows.append(_row(fit, at, found, float(np.sqrt(robust[at, at])), times))
    out.tables["coefficients"] = rows
    out.tables["variance"] = used
    likelihood = 2 * (fit.loglik - fit.loglik_null)
    wald = float(fit.beta @ np.linalg.solve(used, fit.beta))
    out.diagnostics |= {
        "log_likelihood": fit.loglik, "log_likelihood_null": fit.loglik_null, "steps": fit.steps,
        "likelihood_ratio": _chi(likelihood, len(rows)), "wald": _chi(wald, len(rows)),
        "score": _chi(fit.score, len(rows)), "concordance": _concordance(made.matrix @ fit.beta, times),
        "proportional_hazards": proportional.check(fit, times, made.names),
        "events_per_covariate": int(times.event.sum()) / len(rows),
    }  # fmt: skip
    _say(out)


def _row(fit: cox.Fit, at: int, found: answers.Estimate, robust: float, times: cox.Times) -> dict[str, Any]:
    common = float(times.event.mean()) > _COMMON
    return {
        "name": found.name, "coefficient": fit.beta[at], "standard_error": found.error,
        "model_standard_error": float(np.sqrt(fit.variance[at, at])), "robust_standard_error": robust,
        "coefficient_low": float(fit.beta[at]) - answers.Z * found.error,
        "coefficient_high": float(fit.beta[at]) + answers.Z * found.error,
        "hazard_ratio": found.value, "low": found.low, "high": found.high, "z": found.statistic, "p": found.p,
        "e_value": sensitivity.of_hazard_ratio(found.value, found.low, found.high, common=common),
    }  # fmt: skip


def _chi(value: float, freedom: int) -> dict[str, Any]:
    return {"chi_squared": value, "degrees_of_freedom": freedom, "p": float(stats.chi2.sf(value, freedom))}


def _concordance(score: Numbers, times: cox.Times) -> dict[str, Any]:
    """How often, of two people, the one with the higher hazard has the event first; by pairs that can be told."""
    if len(score) > 20_000:  # noqa: PLR2004 pairs by the hundred million
        return {"estimate": None, "why": "more than 20,000 rows"}
    same = tied = pairs = 0.0
    for at in np.flatnonzero(times.event):
        later = (times.time > times.time[at]) | ((times.time == times.time[at]) & ~times.event)
        later &= times.stratum == times.stratum[at]
        others = score[later]
        same += float((others < score[at]).sum())
        tied += float((others == score[at]).sum())
        pairs += len(others)
    return {"estimate": (same + tied / 2) / pairs if pairs else None, "pairs": pairs}


def _say(out: Answer) -> None:
    for each in out.estimates:
        way = "higher" if each.value > 1 else "lower"
        sure = "" if each.low > 1 or each.high < 1 else " The interval holds 1: it may be nothing."
        out.words.append(
            f"{each.name}: the hazard is {each.value:.2f} times as high, that is {way}, between {each.low:.2f} and "
            f"{each.high:.2f}.{sure}"
        )
    check = out.diagnostics["proportional_hazards"]["km"]
    bad = [one["name"] for one in check["each"] if one["p"] < 0.05]  # noqa: PLR2004 one in twenty
    if bad:
        out.doubts.append(
            f"The hazard ratio of {checking.list_in_words(bad)} changes with time (p below 0.05): the "
            f"figure is an average. "
            "Stratify by it, or compare shares at a fixed time."
        )
    if out.diagnostics["events_per_covariate"] < 10:  # noqa: PLR2004 the usual rule of thumb
        out.doubts.append(
            "There are fewer than 10 events for each covariate: estimates and intervals are unsteady."
        )
