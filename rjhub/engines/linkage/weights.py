"""Fellegi-Sunter: what each comparison says for or against two records being of one person.

Each comparison comes down to a level, and each level weighs log2(m / u): how often it is seen in two records
of one person, against two of different people. u comes from pairs taken at random, m from the file itself by
expectation and maximisation, without any truth. A value that is rare in the file weighs more when it agrees
(term frequency). No single comparison may weigh more than its limits, because a file can teach nonsense about
what it shows seldom. The sum is the reason that a person is shown; `ranking` decides what independence breaks.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from rjhub.engines.linkage.comparing import Facts, facts_of
from rjhub.engines.linkage.comparisons import COMPARISONS, Comparison, Levels
from rjhub.engines.linkage.table import Floats, Ints, Table

LOWEST, HIGHEST = -7.0, 16.0
Shares = dict[str, NDArray[np.float64]]
_ROUNDS = 12
_RANDOM_PAIRS = 200_000
_SHIFT = 4.0  # bits by which a file may have more or fewer duplicates than one for every second record
_PRIOR = 20.0  # how many pairs what we expect beforehand counts for


@dataclass(frozen=True, slots=True)
class Weights:
    """The weight of each level of each comparison, and how surprising an exact value is on average."""

    by_level: dict[str, list[float]]
    usual_rarity: dict[str, float]
    prior: float
    m: dict[str, list[float]] = field(default_factory=dict)
    u: dict[str, list[float]] = field(default_factory=dict)


def learnt(table: Table, one: Ints, other: Ints, seed: int = 1) -> Weights:
    """Learn the weights from a file and its candidate pairs, without being told who is who."""
    chance = np.random.default_rng(seed)
    some = chance.choice(len(one), min(len(one), _RANDOM_PAIRS), replace=False)
    facts = facts_of(table, one[some], other[some])
    u = _by_chance(table, chance)
    levels = {each.name: each.level(facts) for each in COMPARISONS}
    expected_true = max(table.size * 0.5, 1.0)
    prior = float(np.log2(expected_true / max(table.size * (table.size - 1) / 2, 1.0)))
    m, prior = _maximised(levels, u, prior, len(one) / max(len(some), 1), table.size)
    return _weights(facts, levels, m, u, prior)


def told(table: Table, one: Ints, other: Ints, seed: int = 1) -> Weights:
    """The weights of a file of which the truth is known: `one` and `other` are all pairs of one person."""
    chance = np.random.default_rng(seed)
    some = chance.choice(len(one), min(len(one), _RANDOM_PAIRS), replace=False)
    facts = facts_of(table, one[some], other[some])
    levels = {each.name: each.level(facts) for each in COMPARISONS}
    m = {each.name: _shares(levels[each.name], np.array(each.expected) * _PRIOR) for each in COMPARISONS}
    prior = float(np.log2(max(len(one), 1) / max(table.size * (table.size - 1) / 2, 1.0)))
    return _weights(facts, levels, m, _by_chance(table, chance), prior)


def _by_chance(table: Table, chance: np.random.Generator) -> Shares:
    """How often each level is seen in pairs taken at random.

    Where most of a file are copies of each other, each counts once: they say nothing of what chance does.
    """
    places = table.without_copies()
    if len(places) > table.size / 2:
        places = np.arange(table.size)
    left, right = places[chance.integers(0, max(len(places), 1), (2, min(_RANDOM_PAIRS, len(places) ** 2)))]
    apart = left != right
    strangers = facts_of(table, left[apart], right[apart])
    return {each.name: _shares(each.level(strangers), np.full(len(each.levels), 0.5)) for each in COMPARISONS}


def _shares(level: Levels, beforehand: NDArray[np.float64]) -> NDArray[np.float64]:
    seen = np.bincount(level[level >= 0], minlength=len(beforehand)) + beforehand
    return np.asarray(seen / seen.sum())


def _weights(facts: Facts, levels: dict[str, Levels], m: Shares, u: Shares, prior: float) -> Weights:
    return Weights(
        {name: np.clip(np.log2(m[name] / u[name]), LOWEST, HIGHEST).round(4).tolist() for name in levels},
        {each.name: _usual(facts, each, levels[each.name]) for each in COMPARISONS if each.rarity},
        prior,
        {name: shares.round(8).tolist() for name, shares in m.items()},
        {name: shares.round(8).tolist() for name, shares in u.items()},
    )


def _maximised(
    levels: dict[str, Levels], u: Shares, first: float, scale: float, size: int
) -> tuple[Shares, float]:
    """Expectation and maximisation of m and of how many pairs are true, with u as it is.

    `scale` is how many candidate pairs each of these stands for.
    """
    prior = first
    m = {each.name: np.array(each.expected) for each in COMPARISONS}
    for _ in range(_ROUNDS):
        total = np.full(len(next(iter(levels.values()))), prior)
        for name, level in levels.items():
            total += np.append(np.clip(np.log2(m[name] / u[name]), LOWEST, HIGHEST), 0.0)[level]
        chance = 1 / (1 + np.exp2(-np.clip(total, -60, 60)))
        for each in COMPARISONS:
            level = levels[each.name]
            known = level >= 0
            found = np.bincount(level[known], weights=chance[known], minlength=len(each.levels))
            seen = found + _PRIOR * np.array(each.expected)
            m[each.name] = seen / seen.sum()
        likely = float(chance.sum()) * scale * 2 / max(size, 2) if size else 1.0
        prior = first + float(np.clip(np.log2(max(likely, 1e-3)), -_SHIFT, _SHIFT))
    return m, prior


def _usual(facts: Facts, comparison: Comparison, level: Levels) -> float:
    bits = facts[comparison.rarity][level == 0]
    bits = bits[~np.isnan(bits)]
    return round(float(np.median(bits)), 4) if len(bits) else 0.0


def waterfall(facts: Facts, weights: Weights) -> dict[str, Floats]:
    """What each comparison weighs, pair by pair; nothing where a record says nothing."""
    out: dict[str, Floats] = {}
    for each in COMPARISONS:
        level = each.level(facts)
        weight = np.append(weights.by_level[each.name], 0.0)[level]
        if each.rarity:
            more = np.nan_to_num(facts[each.rarity] - weights.usual_rarity[each.name])
            weight = np.where(level == 0, np.clip(weight + more, 0.0, HIGHEST), weight)
        out[each.name] = weight.astype(np.float32)
    return out


def total(falls: dict[str, Floats]) -> Floats:
    """The match weight without the prior: the sum of a waterfall."""
    bits: Floats = np.sum(list(falls.values()), axis=0, dtype=np.float32)
    return bits
