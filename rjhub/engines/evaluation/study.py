"""The whole study: whether restorative justice changes proven reoffending, among those who had it.

One rule fixed beforehand, so that nobody chooses after seeing the answer: doubly robust, on covariates from before the
intervention, numbers with a curve. Intervals are widened for the number of coefficients by the smaller group.
"""

from typing import Any

import numpy as np

from rjhub.engines.evaluation import (
    answers,
    balance,
    checking,
    cox,
    curves,
    design,
    effects,
    follow_up,
    proportional,
    proportions,
    rates,
    reading,
    regression,
    sensitivity,
)
from rjhub.engines.evaluation.answers import Answer
from rjhub.engines.evaluation.follow_up import FollowUp
from rjhub.engines.evaluation.reading import Numbers, Table
from rjhub.engines.trouble import UnusableError

_MANY_VALUES = 10
_SKEWED = 1.0
_AT_LEAST = 0.05


def answer(table: Table, covariates: tuple[str, ...] = (), *, identity: str | None = None) -> Answer:
    """Make the study. Raises UnusableError where it would not be one."""
    found = follow_up.read(table, covariates, identity=identity)
    made = model_columns(found)
    chances = effects.chances(made.with_one(), found.treated, made.names)
    weight = effects.weights(chances, found.treated)
    alike = _refuse_unlike(found, weight)
    out = Answer("study", _method(made), _data(found))
    widened = _widened(found, made)
    _effects(out, found, made, chances, widened)
    _time_to_first(out, found, weight)
    out.tables["proven_in_12_months"] = _rates(found)
    out.diagnostics |= {
        "balance": alike.as_json(), "overlap": balance.overlap(chances.chance, found.treated),
        "interval_widened_by": widened,
            "small_sample": "square root of m / (m - k), m the smaller group, k coefficients",
    }  # fmt: skip
    _say(out)
    return out


def model_columns(found: FollowUp) -> design.Design:
    """Covariates as the models take them, by a rule that knows nothing of outcomes.

    Each as it stands; a number of many values with its square or, where it is skewed, its root and whether it is none;
    an agency or the like as a category.
    """
    terms: list[str] = []
    for name in found.covariates:
        terms.append(name)
        if (
            name in found.table.columns
            and name not in follow_up.CATEGORIES
            and reading.is_number(found.table, name)
        ):
            terms += _curved(name, reading.numbers(found.table, name))
    made = design.build(found.table, terms, categories=follow_up.CATEGORIES)
    design.refuse_dependent(made)
    return made


def _curved(name: str, values: Numbers) -> list[str]:
    if len(np.unique(values)) <= _MANY_VALUES:
        return []
    spread = float(values.std())
    skew = float(np.mean((values - values.mean()) ** 3)) / spread**3
    if values.min() < 0 or skew < _SKEWED:
        return [f"{name}^2"]
    none = float(np.mean(values == 0))
    return [f"sqrt({name})", *([f"{name}==0"] if _AT_LEAST < none < 1 - _AT_LEAST else [])]


def _refuse_unlike(found: FollowUp, weight: Numbers) -> balance.Balance:
    plain = design.build(found.table, found.covariates, categories=follow_up.CATEGORIES, every_level=True)
    alike = balance.compare(plain, found.treated, weight)
    unlike = alike.unlike()
    if unlike:
        name, off = alike.worst()
        raise UnusableError(
            f"No fair comparison: also when weighted, the groups differ by more than {balance.LIMIT} of a "
            f"standard deviation "
            f"in {checking.list_in_words(unlike)} (most in {name}: {off:.2f}). Find a comparison group more "
            f"like those who "
            "had restorative justice."
        )
    if alike.effective_untreated < balance.FEWEST_EFFECTIVE:
        raise UnusableError(
            f"No fair comparison: it would rest on {alike.effective_untreated:.0f} effective controls, where at least "
            f"{balance.FEWEST_EFFECTIVE} are needed. Few of the untreated are like those treated: find more of them."
        )
    return alike


def _widened(found: FollowUp, made: design.Design) -> float:
    smaller = min(int(found.treated.sum()), int((~found.treated).sum()))
    coefficients = made.matrix.shape[1] + 1
    if smaller <= 2 * coefficients:
        raise UnusableError(
            f"{smaller} people in the smaller group are too few for {coefficients} coefficients. Name fewer covariates "
            "with --covariates."
        )
    return float(np.sqrt(smaller / (smaller - coefficients)))


def _method(made: design.Design) -> dict[str, Any]:
    return {
        "name": "doubly robust: augmented inverse probability weighting, effect on those treated (ATT)",
        "chances": "logistic regression, maximum likelihood, not trimmed",
        "outcome_models": (
            "fitted to the untreated: logistic for proven in 12 months, Poisson with years at risk for the number (its "
            "form need not hold), weighted Cox for the time"
        ),
        "columns": list(made.names),
        "variance": "stacked influence functions (sandwich), widened for small samples; rate ratio on its logarithm",
        "ties": "Efron 1977 in the weighted Cox model; nobody is matched",
    }


def _data(found: FollowUp) -> dict[str, Any]:
    return {
        "file": found.table.name, "rows": len(found.table), "treated": int(found.treated.sum()),
        "untreated": int((~found.treated).sum()), "covariates": list(found.covariates),
            "columns_not_used": list(found.ignored),
        "median_follow_up_years": float(np.median(found.followed)),
        "followed_under_18_months": int((found.followed < 1.5).sum()),  # noqa: PLR2004 18 months
    }  # fmt: skip


def _effects(
    out: Answer, found: FollowUp, made: design.Design, chances: effects.Chances, widened: float
) -> None:
    x, one = made.with_one(), np.ones(len(found.table))
    within = found.within.astype(np.float64)
    risk = effects.doubly_robust(x, within, found.treated, chances, one, _logistic(made))
    counts = rates.counts_model(found.followed)
    rate = effects.doubly_robust(x, found.count, found.treated, chances, found.followed, counts)
    value, error = risk.difference()
    log_ratio, log_error = rate.log_ratio()
    first = answers.difference("att_12m", value, error * widened)
    second = answers.ratio("rate_ratio", log_ratio, log_error * widened)
    third = answers.ratio("risk_ratio_12m", risk.log_ratio()[0], risk.log_ratio()[1] * widened)
    out.estimates += [first, second, third]
    out.top = {each.name: [each.value, each.low, each.high] for each in (first, second)}
    out.tables["means"] = {
        "proven_in_12_months": {"with": risk.treated, "without": risk.untreated},
        "offences_a_year": {"with": rate.treated, "without": rate.untreated},
    }
    out.diagnostics["e_value"] = sensitivity.e_values(third.value, third.low, third.high)
    out.diagnostics["e_value_rate"] = sensitivity.e_values(second.value, second.low, second.high)
    weighted = effects.weighted(within, found.treated, chances, one).difference()
    weighted_rate = effects.weighted(found.count, found.treated, chances, found.followed).log_ratio()
    out.tables["by_weighting_alone"] = [
        answers.difference("att_12m", weighted[0], weighted[1] * widened).as_json(),
        answers.ratio("rate_ratio", weighted_rate[0], weighted_rate[1] * widened).as_json(),
    ]


def _logistic(made: design.Design) -> effects.Model:
    return lambda x, y, weight: regression.logistic(
        x, y, weight, names=made.names, what="who was proven to reoffend from who was not"
    )


def _time_to_first(out: Answer, found: FollowUp, weight: Numbers) -> None:
    times = cox.Times.plain(found.time, found.event, weight)
    fit = cox.fit(found.treated.astype(np.float64)[:, None], times, names=(follow_up.TREATED,))
    error = float(np.sqrt(fit.robust()[0, 0]))
    out.estimates.append(answers.ratio("hazard_ratio", float(fit.beta[0]), error))
    out.diagnostics["proportional_hazards"] = proportional.check(fit, times, (follow_up.TREATED,))["km"]
    out.tables["curves"] = {}
    for name, chosen in (("with restorative justice", found.treated), ("without, weighted", ~found.treated)):
        curve = curves.curve(found.time[chosen], found.event[chosen], weight[chosen])
        low, high = curve.limits("log-log")
        seen = chosen.sum() - np.searchsorted(np.sort(found.time[chosen]), curve.time, side="left")
        out.tables["curves"][name] = {
            "people": int(chosen.sum()), "time": curve.time, "survival": curve.share, "low": low,
                "high": high, "at_risk": seen,
        }  # fmt: skip


def _rates(found: FollowUp) -> dict[str, Any]:
    return {
        name: proportions.share(int(found.within[chosen].sum()), int(chosen.sum()))
        for name, chosen in (("with", found.treated), ("without_unadjusted", ~found.treated))
    }


def _say(out: Answer) -> None:
    first, second = out.estimates[:2]
    sure = (
        "The interval does not hold 0."
        if first.high < 0 or first.low > 0
        else "The interval holds 0: it may be nothing."
    )
    way = "fewer" if first.value < 0 else "more"
    hidden = out.diagnostics["e_value"]["estimate"]
    out.words.append(
        f"Of 100 people who had restorative justice, {abs(100 * first.value):.1f} {way} were proven to reoffend within "
        f"12 months than would have without, between {100 * first.low:+.1f} and {100 * first.high:+.1f}. {sure}"
    )
    out.words.append(
        f"They were proven to offend {second.value:.2f} times as often, between {second.low:.2f} and {second.high:.2f}."
    )
    out.words.append(
        f"This would be wrong if something nobody recorded made people {hidden:.1f} times as likely both to have "
        "restorative justice and not to reoffend, beyond all that was recorded."
    )
    if out.data["followed_under_18_months"]:
        out.doubts.append(
            f"{out.data['followed_under_18_months']:,} people were followed for less than 18 months: some of their "
            "convictions may still be missing. If they are missing alike in both groups, the difference is too small."
        )
    check = out.diagnostics["proportional_hazards"]["all"]
    if check["p"] < 0.05:  # noqa: PLR2004 one in twenty
        out.doubts.append(
            "The hazard ratio changes with time: it is an average, and the first two answers are better."
        )
