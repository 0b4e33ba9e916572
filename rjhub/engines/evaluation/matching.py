"""The effect of a treatment on an outcome, by matching, weighting or both at once, as one answer."""

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
    pairing,
    reading,
    regression,
    sensitivity,
)
from rjhub.engines.evaluation.answers import Answer
from rjhub.engines.evaluation.reading import Flags, Numbers, Table


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a file."""

    treatment: str
    outcome: str
    covariates: Sequence[str]
    method: str = "doubly-robust"
    categories: Sequence[str] = ()
    replace: bool = False
    neighbours: int = 1
    order: pairing.Order = "largest"
    caliper: float | None = None
    identity: str | None = None
    small: bool = False
    drop_missing: bool = False
    dropped: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Data:
    """What was read."""

    table: Table
    treated: Flags
    outcome: Numbers
    made: design.Design
    balanced: design.Design
    chances: effects.Chances

    @property
    def binary(self) -> bool:
        """Whether the outcome is yes or no."""
        return set(np.unique(self.outcome)) <= {0.0, 1.0}


def answer(table: Table, asked: Question) -> Answer:
    """Answer it. Raises UnusableError where the data cannot be used."""
    data = _read(table, asked)
    out = Answer("match", {}, _data(data, asked))
    out.tables["unadjusted"] = unadjusted(data.outcome, data.treated)
    if asked.method == "nearest":
        _nearest(out, data, asked)
    else:
        _weighted(out, data, asked)
    out.diagnostics["overlap"] = balance.overlap(data.chances.chance, data.treated)
    out.tables["chances_of_treatment"] = [
        {"name": name, "coefficient": beta}
        for name, beta in zip(("constant", *data.made.names), data.chances.model.beta, strict=True)
    ]
    _sensitivity(out, data)
    _say(out, data, asked)
    return out


def _read(table: Table, asked: Question) -> Data:
    outcome, value = reading.split(table, asked.outcome)
    names = [reading.split(table, asked.treatment)[0], outcome, *design.sources(table, asked.covariates)]
    if asked.drop_missing:
        table, lost = reading.without_missing(table, names)
        asked.dropped.extend(lost)
    reading.refuse_missing(table, names)
    checking.refuse_repeated(table, checking.id_column(table, asked.identity))
    treated = reading.yes_or_no(table, asked.treatment, what="who was treated")
    checking.refuse_one_group(table, treated, reading.split(table, asked.treatment)[0])
    checking.refuse_few(len(table), small=asked.small)
    if value is not None or not reading.is_number(table, outcome):
        y = reading.yes_or_no(table, asked.outcome, what="the outcome").astype(np.float64)
    else:
        y = reading.numbers(table, outcome)
    checking.refuse_never_varies(table, y, outcome)
    made = design.build(table, asked.covariates, categories=asked.categories)
    design.refuse_dependent(made)
    balanced = design.build(table, asked.covariates, categories=asked.categories, every_level=True)
    return Data(table, treated, y, made, balanced, effects.chances(made.with_one(), treated, made.names))


def unadjusted(y: Numbers, treated: Flags) -> dict[str, Any]:
    """The plain difference of means, with the error of a pooled variance (as least squares has it) and without."""
    one, other = y[treated], y[~treated]
    pooled = ((len(one) - 1) * one.var(ddof=1) + (len(other) - 1) * other.var(ddof=1)) / (len(y) - 2)
    value = float(one.mean() - other.mean())
    same = float(np.sqrt(pooled * (1 / len(one) + 1 / len(other))))
    apart = float(np.sqrt(one.var(ddof=1) / len(one) + other.var(ddof=1) / len(other)))
    half = float(stats.t.ppf(0.975, len(y) - 2)) * same
    return {
        "estimate": value, "standard_error": same, "low": value - half, "high": value + half,
        "standard_error_of_unequal_variances": apart, "treated_mean": one.mean(), "untreated_mean": other.mean(),
        "variance": "pooled, interval by Student's t",
    }  # fmt: skip


def _data(data: Data, asked: Question) -> dict[str, Any]:
    return {
        "file": data.table.name, "rows": len(data.table), "treated": int(data.treated.sum()),
        "untreated": int((~data.treated).sum()), "dropped_for_missing_values": len(asked.dropped),
        "dropped_lines": asked.dropped,
    }  # fmt: skip


def _weighted(out: Answer, data: Data, asked: Question) -> None:
    one = np.ones(len(data.outcome))
    if asked.method == "weighting":
        treated = effects.weighted(data.outcome, data.treated, data.chances, one)
        everybody = effects.weighted(data.outcome, data.treated, data.chances, one, of_all=True)
        name = "inverse probability weighting, normalised weights"
    else:
        model = outcome_model(data)
        x = data.made.with_one()
        treated = effects.doubly_robust(x, data.outcome, data.treated, data.chances, one, model)
        everybody = effects.doubly_robust_of_all(x, data.outcome, data.treated, data.chances, model)
        name = "doubly robust: augmented inverse probability weighting"
    out.method = {
        "name": name, "estimand": "effect on those treated (ATT); on all (ATE) beside it",
        "chances": "logistic regression, maximum likelihood, not trimmed",
        "outcome_model": _named(data) if asked.method != "weighting" else None,
        "variance": "stacked influence functions, chances and outcome as estimated (sandwich)",
        "ties": "none: nobody is matched",
    }  # fmt: skip
    for label, means in (("ATT", treated), ("ATE", everybody)):
        out.estimates.append(answers.difference(label, *means.difference()))
        if data.binary and means.treated > 0 and means.untreated > 0:
            out.estimates.append(answers.ratio(f"{label}_risk_ratio", *means.log_ratio()))
        out.tables[f"{label}_means"] = {"treated": means.treated, "untreated": means.untreated}
    weight = effects.weights(data.chances, data.treated)
    _balanced(out, data, weight)


def _named(data: Data) -> str:
    kind = "logistic" if data.binary else "linear"
    return f"{kind} regression on the same covariates, fitted to the untreated (for the ATE, to each group)"


def outcome_model(data: Data) -> effects.Model:
    """Chances for an outcome of yes and no, otherwise a straight line."""
    if not data.binary:
        return regression.gaussian
    return lambda x, y, weight: regression.logistic(
        x, y, weight, names=data.made.names, what="who has the outcome from who has not"
    )


def _nearest(out: Answer, data: Data, asked: Question) -> None:
    score = data.chances.chance
    found = pairing.nearest(
        score, data.treated, replace=asked.replace, neighbours=asked.neighbours, order=asked.order,
        caliper=asked.caliper,
    )  # fmt: skip
    if not len(found.treated):
        checking.refuse_few(0, "matched pairs within the caliper")
    value, gaps = pairing.effect(data.outcome, found)
    known, estimated = pairing.variance(data.outcome, data.treated, found, score, data.chances)
    used = estimated if asked.replace else known
    out.method = _nearest_method(asked)
    out.estimates.append(answers.difference("ATT", value, float(np.sqrt(used))))
    fixed = pairing.corrected(data.outcome, data.made.with_one(), data.treated, found)
    out.estimates.append(answers.difference("ATT_bias_corrected", fixed, float(np.sqrt(used))))
    out.tables["matching"] = {
        "matched_treated": len(found.treated), "unmatched_treated": found.lost,
        "distinct_controls": int(((found.weight > 0) & ~data.treated).sum()),
        "standard_error_chances_known": float(np.sqrt(known)),
        "standard_error_chances_estimated": float(np.sqrt(estimated)),
        "standard_error_of_pairs": float(gaps.std(ddof=1) / np.sqrt(len(gaps))),
        "pairs": [
            [int(data.table.lines[one]), *(int(data.table.lines[other]) for other in others)]
            for one, others in zip(found.treated, found.partners, strict=True)
        ],
    }  # fmt: skip
    _balanced(out, data, found.weight)
    if asked.neighbours == 1:
        out.diagnostics["rosenbaum"] = sensitivity.rosenbaum(gaps)


def _nearest_method(asked: Question) -> dict[str, Any]:
    order = {"largest": "highest chance first", "smallest": "lowest chance first", "data": "as in the file"}
    return {
        "name": f"nearest neighbour, {asked.neighbours}:1, {'with' if asked.replace else 'without'} replacement",
        "estimand": "effect on those treated (ATT)",
        "distance": "difference of the chances of treatment (logistic regression)",
        "order": "none: a control may serve again" if asked.replace else order[asked.order],
        "ties": "the untreated who stands first in the file",
        "caliper": asked.caliper,
        "variance": "Abadie and Imbens 2016, chances as estimated"
        if asked.replace
        else "Abadie and Imbens 2006",
    }


def _balanced(out: Answer, data: Data, weight: Numbers) -> None:
    found = balance.compare(data.balanced, data.treated, weight)
    out.diagnostics["balance"] = found.as_json()
    unlike = found.unlike()
    if unlike:
        name, off = found.worst()
        out.doubts.append(
            f"The groups still differ by more than {balance.LIMIT} of a standard deviation in "
            f"{checking.list_in_words(unlike)} (most in {name}: {off:.2f}). Not to be published as an effect."
        )
    if found.effective_untreated < balance.FEWEST_EFFECTIVE:
        out.doubts.append(
            f"The comparison rests on few: {found.effective_untreated:.0f} effective controls, where at least "
            f"{balance.FEWEST_EFFECTIVE} are wanted. Not to be published as an effect."
        )
    if data.treated.sum() < checking.FEWEST:
        out.doubts.append(
            f"Only {int(data.treated.sum())} were treated, where at least {checking.FEWEST} are wanted."
        )


def _sensitivity(out: Answer, data: Data) -> None:
    ratio = next((each for each in out.estimates if each.name == "ATT_risk_ratio"), None)
    if ratio:
        out.diagnostics["e_value"] = sensitivity.e_values(ratio.value, ratio.low, ratio.high)
        return
    first = out.estimates[0]
    spread = float(data.outcome[~data.treated].std(ddof=1))
    out.diagnostics["e_value"] = sensitivity.of_difference(first.value, first.error, spread)


def _say(out: Answer, data: Data, asked: Question) -> None:
    first, name = out.estimates[0], reading.split(data.table, asked.outcome)[0]
    sure = "" if first.low > 0 or first.high < 0 else " The interval holds 0: it may be nothing."
    unit = " (as a share of people)" if data.binary else ""
    way = "higher" if first.value > 0 else "lower"
    out.words.append(
        f"Among those treated, {name} is {abs(first.value):,.4g} {way}{unit} than it would have been, between "
        f"{first.low:,.4g} and {first.high:,.4g}.{sure}"
    )
    hidden = out.diagnostics["e_value"]
    out.words.append(
        f"Something nobody recorded could explain this away if it raised both treatment and outcome "
        f"{hidden['estimate']:.2f} times, beyond all that was recorded; {hidden['interval']:.2f} times would do to "
        "reach the end of the interval."
    )
    out.top["publishable"] = not out.doubts
