"""Fellegi-Sunter: what each comparison says for or against two records being of one person.

Each comparison comes down to a level, and each level weighs log2(m / u): how often it is seen in two records
of one person, against two of different people. u comes from pairs taken at random, m from the file itself by
expectation and maximisation, without any truth. A value that is rare in the file weighs more when it agrees
(term frequency). No single comparison may weigh more than its limits, because a file can teach nonsense about
what it shows seldom. The sum is the reason that a person is shown; `ranking` decides what independence breaks.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rjhub.engines.linkage.comparing import Facts, facts_of
from rjhub.engines.linkage.table import Floats, Ints, Table

Levels = NDArray[np.int8]
MISSING = -1
LOWEST, HIGHEST = -7.0, 16.0
_ROUNDS = 12
_RANDOM_PAIRS = 200_000
_SHIFT = 4.0  # bits by which a file may have more or fewer duplicates than one for every second record
_PRIOR = 20.0  # how many pairs what we expect beforehand counts for
_CLOSE, _NEAR = 0.92, 0.8


@dataclass(frozen=True, slots=True)
class Comparison:
    """One thing compared: its levels from the strongest, what each is expected to be, and how it is told."""

    name: str
    level: Callable[[Facts], Levels]
    levels: tuple[str, ...]
    expected: tuple[float, ...]  # m beforehand
    rarity: str = ""  # the fact that says how rare an exact value is


@dataclass(frozen=True, slots=True)
class Weights:
    """The weight of each level of each comparison, and how surprising an exact value is on average."""

    by_level: dict[str, list[float]]
    usual_rarity: dict[str, float]
    prior: float


def _graded(missing: Floats, *conditions: NDArray[np.bool_]) -> Levels:
    """Give the place of the first condition that holds; the last level where none does."""
    level = np.full(len(missing), len(conditions), dtype=np.int8)
    for number, condition in reversed(list(enumerate(conditions))):
        level[condition] = number
    level[np.isnan(missing)] = MISSING
    return level


def _given(facts: Facts) -> Levels:
    likeness, form = facts["given"], facts["given_form"] == 1
    close = form | (likeness >= _CLOSE) | (facts["swapped_names"] >= _CLOSE)
    near = (likeness >= _NEAR) | ((facts["given_letters"] == 1) & (facts["initial"] == 1))
    return _graded(likeness, likeness == 1, close, near | (facts["given_sound"] == 1))


def _family(facts: Facts) -> Levels:
    likeness, part = facts["family"], facts["family_part"] == 1
    close = part | (likeness >= _CLOSE) | (facts["swapped_names"] >= _CLOSE)
    return _graded(likeness, likeness == 1, close, (likeness >= _NEAR) | (facts["family_sound"] == 1))


def _born(facts: Facts) -> Levels:
    away = facts["born_slips"]
    turned, part = facts["born_swapped"] == 1, (facts["birthday"] == 1) | (facts["years_apart"] == 0)
    return _graded(away, away == 0, (away == 1) | turned, (away == 2) | part)  # noqa: PLR2004 two slips


def _postcode(facts: Facts) -> Levels:
    away = facts["postcode_slips"]
    return _graded(away, away == 0, away == 1, facts["outward"] == 1)


def _address(facts: Facts) -> Levels:
    likeness, house = facts["street"], facts["house"]
    return _graded(likeness, (likeness >= _CLOSE) & ~(house > 0), likeness >= _CLOSE)


def _slipped(name: str) -> Callable[[Facts], Levels]:
    return lambda facts: _graded(facts[name], facts[name] == 0, facts[name] == 1)


def _like(name: str) -> Callable[[Facts], Levels]:
    return lambda facts: _graded(facts[name], facts[name] == 1, facts[name] >= _CLOSE)


def _sex(facts: Facts) -> Levels:
    return _graded(facts["sex"], facts["sex"] == 1)


def _middle(facts: Facts) -> Levels:
    return _graded(facts["middle"], facts["middle"] >= _CLOSE, facts["middle_initial"] == 1)


_FOUR = ("same", "nearly the same", "alike", "different")
_THREE = ("same", "nearly the same", "different")
COMPARISONS = (
    Comparison("first name", _given, _FOUR, (0.65, 0.17, 0.08, 0.10), "given_rarity"),
    Comparison("last name", _family, _FOUR, (0.75, 0.12, 0.05, 0.08), "family_rarity"),
    Comparison("date of birth", _born, _FOUR, (0.82, 0.09, 0.05, 0.04), "born_rarity"),
    Comparison("postcode", _postcode, _FOUR, (0.60, 0.05, 0.05, 0.30), "postcode_rarity"),
    Comparison("address", _address, _THREE, (0.60, 0.05, 0.35), "home_rarity"),
    Comparison("town", _like("town"), _THREE, (0.60, 0.05, 0.35)),
    Comparison("telephone", _slipped("phone_slips"), _THREE, (0.60, 0.03, 0.37), "phone_rarity"),
    Comparison("e-mail", _like("email"), _THREE, (0.80, 0.15, 0.05)),
    Comparison("official numbers", _slipped("numbers_slips"), _THREE, (0.93, 0.04, 0.03)),
    Comparison("sex", _sex, ("same", "different"), (0.97, 0.03)),
    Comparison("middle name", _middle, _THREE, (0.70, 0.20, 0.10)),
    Comparison("other", _like("other"), _THREE, (0.70, 0.05, 0.25), "other_rarity"),
)


def learnt(table: Table, one: Ints, other: Ints, seed: int = 1) -> Weights:
    """Learn the weights from a file and its candidate pairs, without being told who is who."""
    chance = np.random.default_rng(seed)
    left, right = chance.integers(0, max(table.size, 1), (2, min(_RANDOM_PAIRS, table.size**2)))
    apart = left != right
    strangers = facts_of(table, left[apart], right[apart])
    some = chance.choice(len(one), min(len(one), _RANDOM_PAIRS), replace=False)
    facts = facts_of(table, one[some], other[some])
    u = {each.name: _shares(each.level(strangers), len(each.levels)) for each in COMPARISONS}
    levels = {each.name: each.level(facts) for each in COMPARISONS}
    expected_true = max(table.size * 0.5, 1.0)
    prior = float(np.log2(expected_true / max(table.size * (table.size - 1) / 2, 1.0)))
    m, prior = _maximised(levels, u, prior, len(one) / max(len(some), 1), table.size)
    by_level = {
        name: np.clip(np.log2(m[name] / u[name]), LOWEST, HIGHEST).round(4).tolist() for name in levels
    }
    usual = {each.name: _usual(facts, each, levels[each.name]) for each in COMPARISONS if each.rarity}
    return Weights(by_level, usual, prior)


def _shares(level: Levels, count: int) -> NDArray[np.float64]:
    seen = np.bincount(level[level >= 0], minlength=count).astype(np.float64) + 0.5
    return np.asarray(seen / seen.sum())


def _maximised(
    levels: dict[str, Levels], u: dict[str, NDArray[np.float64]], first: float, scale: float, size: int
) -> tuple[dict[str, NDArray[np.float64]], float]:
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
    return float(np.median(bits)) if len(bits) else 0.0


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


def totals(facts: Facts, weights: Weights) -> Floats:
    """The match weight without the prior: the sum of the waterfall."""
    total: Floats = np.sum(list(waterfall(facts, weights).values()), axis=0, dtype=np.float32)
    return total
