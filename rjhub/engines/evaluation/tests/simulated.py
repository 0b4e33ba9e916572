"""Studies whose truth is known: own work, invented people, made anew for each seed."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Simulated:
    rows: list[dict[str, object]]
    risk_difference: float
    rate_ratio: float


def study(seed: int, size: int = 1500, effect: float = -0.35) -> Simulated:
    """Who is treated depends on what also makes people reoffend; everybody has an unseen rate of their own besides."""
    chance = np.random.default_rng(seed)
    age = np.clip(chance.gamma(4, 7, size) + 12, 14, 80).round()
    priors = chance.poisson(chance.gamma(1, 2.5, size))
    female = chance.random(size) < 0.2
    rate = np.exp(-1 + 0.3 * np.sqrt(priors) - 0.02 * (age - 30) - 0.3 * female) * chance.gamma(
        1.5, 1 / 1.5, size
    )
    logit = -0.4 - 0.3 * np.sqrt(priors) + 0.02 * (age - 30) + 0.4 * female
    treated = chance.random(size) < 1 / (1 + np.exp(-logit))
    with_it = rate * np.exp(effect)
    used = np.where(treated, with_it, rate)
    followed = chance.uniform(1.2, 2.6, size)
    first = chance.exponential(1, size) / used
    event = first <= followed
    count = np.where(event, 1 + chance.poisson(used * np.clip(followed - first, 0, None)), 0)
    rows: list[dict[str, object]] = [
        {
            "case_id": at, "rj": int(treated[at]), "age": age[at], "female": int(female[at]), "priors": priors[at],
            "followup_years": round(float(followed[at]), 4), "time_years": round(float(min(first[at],
                followed[at])), 4),
            "reoffended": int(event[at]), "reoffended_12m": int(first[at] <= 1), "offences": int(count[at]),
        }
        for at in range(size)
    ]  # fmt: skip
    risk = float(np.mean(np.exp(-rate[treated]) - np.exp(-with_it[treated])))
    return Simulated(rows, risk, float(with_it[treated].sum() / rate[treated].sum()))
