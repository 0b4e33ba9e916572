"""What restorative justice saves for each pound it costs, with all that is uncertain drawn at random.

Benefit per £1 is offences avoided per person, times crimes that happen for each proven, times the cost of a
crime, by the cost per person. Each input is one number, or an estimate with its 95 % interval: drawn from a
normal distribution, or a lognormal one where it cannot be below 0. The cost of a crime is the Home Office's,
weighted by the mix of offences, brought to the prices of the costs.
"""

import json
import math
from collections.abc import Mapping
from importlib import resources
from typing import Any

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from rjhub.engines.evaluation.answers import Answer, Estimate, Z
from rjhub.engines.evaluation.reading import Numbers
from rjhub.engines.trouble import UnusableError

DRAWS = 10_000
_NAMES = {
    "offences_avoided_per_person": "offences avoided for each person",
    "crimes_for_each_proven": "crimes that happen for each proven",
    "cost_of_crime": "cost of a crime",
    "cost_per_person": "cost for each person",
}


class Uncertain(BaseModel):
    """An estimate with its 95 % interval."""

    model_config = ConfigDict(extra="forbid")
    estimate: float
    low: float
    high: float

    @model_validator(mode="after")
    def _ordered(self) -> "Uncertain":
        if not self.low <= self.estimate <= self.high:
            raise ValueError("low, estimate and high have to stand in this order")
        return self


class Inputs(BaseModel):
    """What has to be known. Where a figure comes from is part of it."""

    model_config = ConfigDict(extra="forbid")
    offences_avoided_per_person: Uncertain
    cost_per_person: Uncertain | float
    crimes_for_each_proven: Uncertain | float = 1.0
    offence_mix: dict[str, float] = Field(min_length=1)
    uprating: float = Field(gt=0, description="GDP deflator of the year of the costs, by that of 2015/16")
    unit_cost_uncertainty: float = Field(
        default=0.2, ge=0, lt=1, description="of one standard deviation, as a share"
    )
    sources: dict[str, str]
    seed: int = 1


def read(text: str, name: str) -> Inputs:
    """Read inputs. Raises UnusableError with each place that is wrong."""
    try:
        found = Inputs.model_validate_json(text)
    except ValidationError as error:
        places = "; ".join(
            f"{'.'.join(map(str, each['loc'])) or 'the file'}: {each['msg']}" for each in error.errors()
        )
        raise UnusableError(f"{name} cannot be used: {places}.") from error
    unsaid = [
        key
        for key in ("offences_avoided_per_person", "cost_per_person", "uprating")
        if key not in found.sources
    ]
    if unsaid:
        raise UnusableError(
            f"{name} does not say in sources where {', '.join(unsaid)} come from. Nobody could check it."
        )
    return found


def unit_costs() -> dict[str, Any]:
    """The Home Office's costs, with their source and their prices."""
    text = resources.files("rjhub.engines.evaluation").joinpath("unit_costs.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def answer(given: Inputs) -> Answer:
    """Draw. Raises UnusableError for an offence that has no cost, or a cost of nothing."""
    costs = unit_costs()
    crime = _mixed(given.offence_mix, costs["costs"]) * given.uprating
    half = Z * given.unit_cost_uncertainty
    inputs: dict[str, Uncertain | float] = {
        "offences_avoided_per_person": given.offences_avoided_per_person,
        "crimes_for_each_proven": given.crimes_for_each_proven,
        "cost_of_crime": Uncertain(estimate=crime, low=crime * math.exp(-half), high=crime * math.exp(half)),
        "cost_per_person": given.cost_per_person,
    }
    if min(_middle(inputs["cost_per_person"]), _low(inputs["cost_per_person"])) <= 0:
        raise UnusableError("cost_per_person has to be above 0: a benefit per £1 needs pounds.")
    chance = np.random.default_rng(given.seed)
    drawn = {
        name: _drawn(value, chance, signed=name.startswith("offences")) for name, value in inputs.items()
    }
    ratio = _ratio(drawn)
    middle = float(_ratio({name: np.array([_middle(value)]) for name, value in inputs.items()})[0])
    low, high = (float(each) for each in np.quantile(ratio, [0.025, 0.975]))
    out = Answer(
        "benefit", _method(costs), {"draws": DRAWS, "inputs": given.model_dump(), "seed": given.seed}
    )
    out.estimates.append(
        Estimate("benefit_per_pound", middle, float(ratio.std(ddof=1)), low, high, math.nan, math.nan)
    )
    first, last = np.quantile(ratio, [0.002, 0.998])
    edges = np.linspace(float(first), float(last), 41)
    out.tables["tornado"] = _tornado(inputs, drawn)
    out.tables["draws"] = {
        "edges": edges, "counts": np.histogram(ratio, edges)[0], "share_above_1": float((ratio > 1).mean()),
        "share_below_0": float((ratio < 0).mean()), "mean": float(ratio.mean()), "median": float(np.median(ratio)),
    }  # fmt: skip
    out.tables["cost_of_crime"] = {"in_prices_of_the_costs": crime, "mix": given.offence_mix}
    _say(out, given, costs)
    return out


def _method(costs: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": f"probabilistic cost and benefit, {DRAWS:,} draws", "unit_costs": costs["source"],
            "prices": costs["prices"],
        "interval": "2.5th and 97.5th percentile of the draws",
        "variance": "of the draws; inputs independent; normal for what may be below 0, otherwise lognormal",
        "ties": "none",
    }  # fmt: skip


def _mixed(mix: Mapping[str, float], costs: Mapping[str, Any]) -> float:
    unknown = [name for name in mix if name not in costs]
    if unknown:
        raise UnusableError(f"There is no cost of {', '.join(unknown)}. There are: {', '.join(costs)}.")
    whole = sum(mix.values())
    if whole <= 0 or min(mix.values()) < 0:
        raise UnusableError("offence_mix has to say how many of each offence, 0 or more, and not 0 of all.")
    return float(sum(share / whole * costs[name]["cost"] for name, share in mix.items()))


def _ratio(values: Mapping[str, Numbers]) -> Numbers:
    saved = values["offences_avoided_per_person"] * values["crimes_for_each_proven"] * values["cost_of_crime"]
    return np.asarray(saved / values["cost_per_person"])


def _middle(value: Uncertain | float) -> float:
    return value.estimate if isinstance(value, Uncertain) else value


def _low(value: Uncertain | float) -> float:
    return value.low if isinstance(value, Uncertain) else value


def _drawn(value: Uncertain | float, chance: np.random.Generator, *, signed: bool) -> Numbers:
    if not isinstance(value, Uncertain):
        return np.full(DRAWS, value)
    if signed or value.low <= 0:
        return chance.normal(value.estimate, (value.high - value.low) / (2 * Z), DRAWS)
    return chance.lognormal(math.log(value.estimate), math.log(value.high / value.low) / (2 * Z), DRAWS)


def _tornado(inputs: Mapping[str, Uncertain | float], drawn: Mapping[str, Numbers]) -> list[dict[str, Any]]:
    """Each input alone at its ends, the others in the middle; what moves most stands first."""
    rows = []
    middle = {name: np.array([_middle(value)]) for name, value in inputs.items()}
    for name, values in drawn.items():
        ends = [float(each) for each in np.quantile(values, [0.025, 0.975])]
        at = [float(_ratio(middle | {name: np.array([end])})[0]) for end in ends]
        rows.append(
            {"input": _NAMES[name], "low": ends[0], "high": ends[1], "at_low": at[0], "at_high": at[1]}
        )
    return sorted(rows, key=lambda row: -abs(row["at_high"] - row["at_low"]))


def _say(out: Answer, given: Inputs, costs: Mapping[str, Any]) -> None:
    main = out.estimates[0]
    above = out.tables["draws"]["share_above_1"]
    out.words.append(
        f"Each £1 saves £{main.value:.2f}, between £{main.low:.2f} and £{main.high:.2f}; in {above:.0%} of "
        f"the draws it "
        "saves more than it costs."
    )
    out.words.append(f"{out.tables['tornado'][0]['input'].capitalize()} moves the answer most.")
    out.words.append("Nobody gets this money: most of it is harm to people harmed that does not happen.")
    out.doubts.append(
        "Not to be compared with the £8 of Shapland and others 2008 (savings at three sites, conferences "
        "only), nor with "
        "the £14 of the 2023 model (other costs, post-sentence only)."
    )
    unchecked = [name for name in given.offence_mix if not costs["costs"][name]["checked"]]
    if unchecked:
        out.doubts.append(
            f"The unit cost of {', '.join(unchecked)} has to be checked against the report before publishing."
        )
