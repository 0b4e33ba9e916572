"""What several studies say together: fixed and random effects, how much they differ, and what a next one may find.

DerSimonian and Laird 1986; REML by Fisher scoring (Viechtbauer 2005); Hartung and Knapp 2001; intervals of
tau-squared by the Q-profile (Viechtbauer 2007); I-squared from tau-squared and the typical variance; Egger
1997 for the funnel.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import optimize, stats

from rjhub.engines.evaluation import answers
from rjhub.engines.evaluation.answers import Answer
from rjhub.engines.evaluation.reading import Numbers
from rjhub.engines.trouble import UnusableError

_FEW = 10


@dataclass(frozen=True, slots=True)
class Studies:
    """An estimate and its variance for each study; a ratio is given by its logarithm."""

    names: list[str]
    effect: Numbers
    variance: Numbers
    measure: str
    ratio: bool


def answer(studies: Studies, *, model: str = "reml", knapp: bool = False) -> Answer:
    """Pool them. Raises UnusableError if there are fewer than two."""
    if len(studies.effect) < 2:  # noqa: PLR2004 nothing to pool
        raise UnusableError("There is only one study, and at least two are needed to pool. Give more rows.")
    q = heterogeneity(studies)
    out = Answer(
        "meta",
        _method(model, studies, knapp=knapp),
        {"studies": len(studies.effect), "measure": studies.measure},
    )
    pooled = {
        "fixed": _pooled(studies, 0.0), "dl": _pooled(studies, q["tau_squared_dl"]),
        "reml": _pooled(studies, q["tau_squared_reml"]),
    }  # fmt: skip
    names = {"fixed": "fixed_effect", "dl": "random_effects_dl", "reml": "random_effects_reml"}
    main = model if not knapp or model == "fixed" else f"{model}_hk"
    found: dict[str, answers.Estimate] = {}
    for key, (value, error) in pooled.items():
        found[key] = _estimate(studies, names[key], value, error)
        if key != "fixed":
            adjusted = _knapp(studies, value, q[f"tau_squared_{key}"])
            found[f"{key}_hk"] = _estimate(
                studies, f"{names[key]}_hartung_knapp", value, adjusted, len(studies.effect) - 1
            )
    out.estimates = [found[main], *(each for key, each in found.items() if key != main)]
    tau = 0.0 if model == "fixed" else q[f"tau_squared_{model}"]
    out.tables["pooled"] = [_scaled(studies, each) for each in out.estimates]
    out.tables["studies"] = _each(studies, tau)
    out.tables["prediction_interval"] = _prediction(studies, *pooled[model], tau)
    out.diagnostics = {
        "heterogeneity": q,
        "egger": egger(studies),
        "leave_one_out": _without_each(studies, model),
    }
    _say(out, studies, q)
    return out


def _method(model: str, studies: Studies, *, knapp: bool) -> dict[str, Any]:
    name = {
        "fixed": "fixed effect, inverse variance",
        "dl": "random effects, DerSimonian-Laird",
        "reml": "random effects, REML",
    }
    return {
        "name": name[model], "measure": studies.measure,
        "scale": "logarithm of the ratio" if studies.ratio else "as given",
        "variance": "Hartung-Knapp, Student's t" if knapp else "inverse of the summed weights, normal",
        "prediction_interval": "Student's t with k - 2 degrees of freedom (Higgins 2009)",
        "ties": "none",
    }  # fmt: skip


def heterogeneity(studies: Studies) -> dict[str, float]:
    """Cochran's Q and its p, tau-squared by two ways with an interval, I-squared and H-squared."""
    y, v = studies.effect, studies.variance
    count = len(y)
    weight = 1 / v
    mean = float(weight @ y / weight.sum())
    q = float(weight @ (y - mean) ** 2)
    scale = float(weight.sum() - (weight**2).sum() / weight.sum())
    typical = (count - 1) * float(weight.sum()) / float(weight.sum() ** 2 - (weight**2).sum())
    dl = max(0.0, (q - (count - 1)) / scale)
    reml = _reml(y, v, dl)
    low, high = _tau_interval(y, v)
    return {
        "q": q, "degrees_of_freedom": count - 1, "p": float(stats.chi2.sf(q, count - 1)),
        "tau_squared_dl": dl, "tau_squared_reml": reml, "tau_squared_reml_standard_error": _reml_error(v, reml),
        "tau_squared_low": low, "tau_squared_high": high,
        "i_squared_dl": 100 * dl / (dl + typical), "i_squared_reml": 100 * reml / (reml + typical),
        "h_squared_dl": q / (count - 1), "h_squared_reml": 1 + reml / typical,
    }  # fmt: skip


def _reml(y: Numbers, v: Numbers, start: float) -> float:
    """Maximise the restricted likelihood over tau-squared at or above 0."""

    def minus(tau: float) -> float:
        weight = 1 / (v + tau)
        mean = weight @ y / weight.sum()
        return float(0.5 * (np.log(v + tau).sum() + np.log(weight.sum()) + weight @ (y - mean) ** 2))

    top = 10 * (float(y.var(ddof=1)) + start + float(v.max()))
    grid = np.concatenate([[0.0], np.geomspace(1e-8 * top, top, 200)])
    best = int(np.argmin([minus(tau) for tau in grid]))
    low, high = grid[max(best - 1, 0)], grid[min(best + 1, len(grid) - 1)]
    tau = float(
        optimize.minimize_scalar(
            minus, bounds=(low, high), method="bounded", options={"xatol": 1e-12 * top}
        ).x
    )
    for _ in range(100):
        step = _scoring(y, v, tau)
        if tau + step < 0 or abs(step) < 1e-14:  # noqa: PLR2004 at rest
            break
        tau += step
    return 0.0 if minus(0.0) <= minus(tau) else tau


def _scoring(y: Numbers, v: Numbers, tau: float) -> float:
    weight = 1 / (v + tau)
    rest = np.diag(weight) - np.outer(weight, weight) / weight.sum()
    pull = rest @ y
    return float((pull @ pull - np.trace(rest)) / np.trace(rest @ rest))


def _reml_error(v: Numbers, tau: float) -> float:
    weight = 1 / (v + tau)
    rest = np.diag(weight) - np.outer(weight, weight) / weight.sum()
    return float(np.sqrt(2 / np.trace(rest @ rest)))


def _tau_interval(y: Numbers, v: Numbers) -> tuple[float, float]:
    def q(tau: float) -> float:
        weight = 1 / (v + tau)
        return float(weight @ (y - weight @ y / weight.sum()) ** 2)

    top = 1e4 * (float(y.var(ddof=1)) + float(v.max()))
    out = []
    for share in (0.975, 0.025):
        wanted = float(stats.chi2.ppf(share, len(y) - 1))
        inside = q(0.0) > wanted > q(top)
        out.append(
            float(optimize.brentq(lambda tau, w=wanted: q(tau) - w, 0.0, top, xtol=1e-14)) if inside else 0.0
        )
    return out[0], out[1]


def _pooled(studies: Studies, tau: float) -> tuple[float, float]:
    weight = 1 / (studies.variance + tau)
    return float(weight @ studies.effect / weight.sum()), float(np.sqrt(1 / weight.sum()))


def _knapp(studies: Studies, value: float, tau: float) -> float:
    weight = 1 / (studies.variance + tau)
    share = float(weight @ (studies.effect - value) ** 2) / (len(weight) - 1)
    return float(np.sqrt(share / weight.sum()))


def _prediction(studies: Studies, value: float, error: float, tau: float) -> dict[str, Any] | None:
    count = len(studies.effect)
    if count < 3:  # noqa: PLR2004 no degrees of freedom
        return None
    half = float(stats.t.ppf(0.975, count - 2)) * float(np.sqrt(tau + error**2))
    ends = [value - half, value + half]
    wide = answers.Z * float(np.sqrt(tau + error**2))
    return {
        "low": ends[0], "high": ends[1], "normal_low": value - wide, "normal_high": value + wide,
        **({"ratio_low": float(np.exp(ends[0])), "ratio_high": float(np.exp(ends[1]))} if studies.ratio else {}),
    }  # fmt: skip


def _estimate(
    studies: Studies, name: str, value: float, error: float, freedom: float | None = None
) -> answers.Estimate:
    del studies
    return answers.difference(name, value, error, freedom=freedom)


def _scaled(studies: Studies, each: answers.Estimate) -> dict[str, Any]:
    out = each.as_json()
    if studies.ratio:
        out |= {"ratio": np.exp(each.value), "ratio_low": np.exp(each.low), "ratio_high": np.exp(each.high)}
    return out


def _each(studies: Studies, tau: float) -> list[dict[str, Any]]:
    error = np.sqrt(studies.variance)
    weight = 1 / (studies.variance + tau)
    fixed = 1 / studies.variance
    return [
        {
            "study": name, "estimate": value, "standard_error": spread, "low": value - answers.Z * spread,
            "high": value + answers.Z * spread, "weight_percent": 100 * own / weight.sum(),
            "weight_percent_fixed": 100 * plain / fixed.sum(),
        }
        for name, value, spread, own, plain in zip(studies.names, studies.effect, error, weight, fixed, strict=True)
    ]  # fmt: skip


def egger(studies: Studies) -> dict[str, Any] | None:
    """Whether small studies find more: a regression of estimate by error on the inverse of the error."""
    if len(studies.effect) < 3:  # noqa: PLR2004 a line through two
        return None
    error = np.sqrt(studies.variance)
    line = stats.linregress(1 / error, studies.effect / error)
    t = float(line.intercept / line.intercept_stderr)
    return {
        "intercept": line.intercept, "standard_error": line.intercept_stderr, "t": t,
        "p": float(2 * stats.t.sf(abs(t), len(error) - 2)), "enough_studies": len(error) >= _FEW,
    }  # fmt: skip


def _without_each(studies: Studies, model: str) -> list[dict[str, Any]]:
    out = []
    for at, name in enumerate(studies.names):
        keep = np.arange(len(studies.names)) != at
        if keep.sum() < 2:  # noqa: PLR2004 nothing left to pool
            return []
        rest = Studies([], studies.effect[keep], studies.variance[keep], studies.measure, studies.ratio)
        tau = 0.0 if model == "fixed" else heterogeneity(rest)[f"tau_squared_{model}"]
        value, error = _pooled(rest, tau)
        out.append({"without": name, "estimate": value, "standard_error": error})
    return out


def _say(out: Answer, studies: Studies, q: dict[str, float]) -> None:
    main = out.estimates[0]
    show = np.exp if studies.ratio else float
    nothing = 1 if studies.ratio else 0
    sure = "" if main.low > 0 or main.high < 0 else f" The interval holds {nothing}: it may be nothing."
    out.words.append(
        f"Together the {len(studies.effect)} studies find {show(main.value):.3f}, between {show(main.low):.3f} and "
        f"{show(main.high):.3f}.{sure}"
    )
    out.words.append(f"{q['i_squared_reml']:.0f} % of how they differ is more than chance.")
    if len(studies.effect) < _FEW:
        out.doubts.append(
            "There are fewer than 10 studies: a funnel or Egger's test says little about missing ones."
        )
