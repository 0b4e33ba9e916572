"""How often something happens per time at risk, in those treated against those not, as one answer."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy import stats

from rjhub.engines.evaluation import (
    answers,
    balance,
    checking,
    design,
    effects,
    negative_binomial,
    reading,
    regression,
    sensitivity,
)
from rjhub.engines.evaluation.answers import Answer
from rjhub.engines.evaluation.reading import Flags, Numbers, Table

DAYS = {"days": 1.0, "weeks": 7.0, "months": 365.25 / 12, "years": 365.25}
MODELS = ("negative-binomial", "poisson", "doubly-robust")


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a file."""

    treatment: str
    count: str
    time: str | None
    covariates: Sequence[str]
    unit: str = "days"
    model: str = "negative-binomial"
    robust: bool = False
    cluster: str | None = None
    categories: Sequence[str] = ()
    identity: str | None = None
    small: bool = False
    drop_missing: bool = False
    dropped: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Data:
    """What was read: the times are in days."""

    table: Table
    treated: Flags
    count: Numbers
    days: Numbers
    made: design.Design
    treatment: str


def answer(table: Table, asked: Question) -> Answer:
    """Answer it. Raises UnusableError where the data cannot be used."""
    data = _read(table, asked)
    out = Answer("rate", {}, _data(data, asked))
    out.tables["unadjusted"] = _unadjusted(data)
    if asked.model == "doubly-robust":
        _doubly_robust(out, data)
    else:
        _regression(out, data, asked)
    main = out.estimates[0]
    out.diagnostics["e_value"] = sensitivity.e_values(main.value, main.low, main.high)
    sure = "" if main.low > 1 or main.high < 1 else " The interval holds 1: it may be nothing."
    out.words.append(
        f"In the same time, those treated have {main.value:.2f} times as many, between {main.low:.2f} and "
        f"{main.high:.2f}.{sure}"
    )
    return out


def _read(table: Table, asked: Question) -> Data:
    name = reading.split(table, asked.treatment)[0]
    extra = [each for each in (asked.time, asked.cluster) if each]
    names = [name, asked.count, *extra, *design.sources(table, asked.covariates)]
    if asked.drop_missing:
        table, lost = reading.without_missing(table, names)
        asked.dropped.extend(lost)
    reading.refuse_missing(table, names)
    checking.refuse_repeated(table, checking.id_column(table, asked.identity))
    treated = reading.yes_or_no(table, asked.treatment, what="who was treated")
    checking.refuse_one_group(table, treated, name)
    checking.refuse_few(len(table), small=asked.small)
    count = reading.numbers(table, asked.count)
    checking.refuse_where(
        table, (count < 0) | (count != np.rint(count)), f"{asked.count} is no count",
        "It must be a whole number, 0 or more.",
    )  # fmt: skip
    checking.refuse_no_events(table, count > 0, asked.count)
    time = reading.numbers(table, asked.time) if asked.time else np.ones(len(table))
    checking.refuse_where(
        table,
        time <= 0,
        f"{asked.time} is not above 0",
        "Who was never at risk cannot be counted: leave them out.",
    )
    days = time * DAYS[asked.unit] if asked.time else time * 365.25
    made = design.build(table, asked.covariates, categories=asked.categories)
    design.refuse_dependent(made)
    return Data(table, treated, count, days, made, asked.treatment)


def _data(data: Data, asked: Question) -> dict[str, Any]:
    return {
        "file": data.table.name, "rows": len(data.table), "treated": int(data.treated.sum()),
        "untreated": int((~data.treated).sum()), "events": int(data.count.sum()), "days_at_risk": data.days.sum(),
        "unit_of_time": asked.unit if asked.time else "one for each person",
        "dropped_for_missing_values": len(asked.dropped), "dropped_lines": asked.dropped,
    }  # fmt: skip


def _unadjusted(data: Data) -> dict[str, Any]:
    """Rates per 365 days with exact (Garwood 1936) intervals, which take counts as chance; and their ratio."""
    out: dict[str, Any] = {}
    rates = []
    for name, chosen in (("treated", data.treated), ("untreated", ~data.treated)):
        events, days = float(data.count[chosen].sum()), float(data.days[chosen].sum())
        low = float(stats.chi2.ppf(0.025, 2 * events) / 2) if events else 0.0
        high = float(stats.chi2.ppf(0.975, 2 * events + 2) / 2)
        rates.append(365 * events / days)
        out[name] = {
            "events": events, "days": days, "per_365_days": rates[-1], "low": 365 * low / days,
                "high": 365 * high / days,
        }  # fmt: skip
    out["rate_ratio"] = rates[0] / rates[1] if rates[1] else None
    return out


def _regression(out: Answer, data: Data, asked: Question) -> None:
    x = np.column_stack([np.ones(len(data.table)), data.treated.astype(np.float64), data.made.matrix])
    names = ("constant", data.treatment, *data.made.names)
    _refuse_empty(data)
    clusters = np.array(data.table.column(asked.cluster)) if asked.cluster else None
    years = data.days / 365
    if asked.model == "poisson":
        errors, beta = _poisson(x, data.count, years, clusters)
        used = "robust"
    else:
        fit = negative_binomial.fit(x, data.count, years, clusters)
        errors = {"observed": fit.observed, "expected": fit.expected, "robust": fit.robust}
        beta, used = fit.beta, "robust" if asked.robust or asked.cluster else "observed"
        out.diagnostics |= {
            "alpha": fit.alpha, "alpha_standard_error": fit.alpha_error, "theta": 1 / fit.alpha,
            "log_likelihood": fit.loglik,
            "pearson": float(np.sum((data.count - fit.fitted) ** 2 / (fit.fitted * (1 + fit.alpha * fit.fitted)))),
            "degrees_of_freedom": len(data.count) - len(beta),
        }  # fmt: skip
    main = answers.ratio("rate_ratio", float(beta[1]), float(np.sqrt(errors[used][1, 1])))
    out.estimates.append(main)
    out.tables["coefficients"] = [_row(name, at, beta, errors, used) for at, name in enumerate(names)]
    out.method = {
        "name": f"{'Poisson' if asked.model == 'poisson' else 'negative binomial (NB2)'} regression, logarithmic link",
        "offset": "logarithm of days at risk / 365",
        "variance": {
            "observed": "inverse of the observed information, with that of alpha (as Stata's nbreg); "
            "beside it the expected, alpha known (as R's glm.nb), and the sandwich",
            "robust": "sandwich" + (f", clustered by {asked.cluster}" if asked.cluster else ""),
        }[used],
        "ties": "none: nobody is matched",
    }  # fmt: skip


def _row(name: str, at: int, beta: Numbers, errors: dict[str, Numbers], used: str) -> dict[str, Any]:
    found = answers.ratio(name, float(beta[at]), float(np.sqrt(errors[used][at, at])))
    every = {f"{kind}_standard_error": float(np.sqrt(each[at, at])) for kind, each in errors.items()}
    return {
        "name": name, "coefficient": float(beta[at]), "standard_error": found.error, **every, "rate_ratio": found.value,
        "low": found.low, "high": found.high, "z": found.statistic, "p": found.p,
    }  # fmt: skip


def _poisson(
    x: Numbers, count: Numbers, years: Numbers, clusters: np.ndarray | None
) -> tuple[dict[str, Numbers], Numbers]:
    fit = regression.poisson(x, count, np.ones(len(count)), years)
    model = np.linalg.inv((x * fit.fitted[:, None]).T @ x)
    parts = regression.joined(fit.influence / len(count), clusters)
    return {"model": np.asarray(model, np.float64), "robust": np.asarray(parts.T @ parts)}, fit.beta


def _refuse_empty(data: Data) -> None:
    for chosen, name in ((data.treated, "treated"), (~data.treated, "untreated")):
        checking.refuse_no_events(
            data.table.only(chosen), data.count[chosen] > 0, f"the count of those {name}"
        )


def _doubly_robust(out: Answer, data: Data) -> None:
    _refuse_empty(data)
    x = data.made.with_one()
    found = effects.chances(x, data.treated, data.made.names)
    years = data.days / 365
    means = effects.doubly_robust(x, data.count, data.treated, found, years, counts_model(years))
    out.estimates.append(answers.ratio("rate_ratio", *means.log_ratio()))
    weighted = effects.weighted(data.count, data.treated, found, years)
    out.estimates.append(answers.ratio("rate_ratio_weighted", *weighted.log_ratio()))
    out.tables["rates_per_365_days"] = {"treated": means.treated, "untreated": means.untreated}
    compared = balance.compare(data.made, data.treated, effects.weights(found, data.treated))
    out.diagnostics["balance"] = compared.as_json()
    out.method = {
        "name": "doubly robust ratio of rates among those treated",
        "chances": "logistic regression, maximum likelihood, not trimmed",
        "outcome_model": "Poisson regression with the time as offset, fitted to the untreated; its form need not hold",
        "variance": "stacked influence functions on the logarithm (sandwich)",
        "ties": "none: nobody is matched",
    }  # fmt: skip


def counts_model(exposure: Numbers) -> effects.Model:
    """Counts in proportion to a time."""
    return lambda x, y, weight: regression.poisson(x, y, weight, exposure)
