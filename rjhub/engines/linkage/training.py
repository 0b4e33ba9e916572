"""Teaches the trees, stage by stage, on files of invented people whose truth is known.

What a later stage sees of an earlier one comes from trees that were not taught on the same file, as it will be
where they are used: the files are shared out into two halves, each judged by the trees of the other.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rjhub.engines.linkage import blocking, company, judging, linking, lookup, ranking, weights
from rjhub.engines.linkage.model import COMPANY, LOOKUP, PAIRS, Model, Trees, weights_told
from rjhub.engines.linkage.reading import Records
from rjhub.engines.linkage.table import Column, Table, tabulated

Rows = tuple[NDArray[np.float32], NDArray[np.bool_], tuple[str, ...]]
TREES = {PAIRS: (220, 31), COMPANY: (120, 15), LOOKUP: (160, 15)}  # how many, and leaves of each
_COMMON = 0.0005  # a name that so many bear has its own frequency in the model
_ALARMS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2)
Step = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A file with its truth, and new referrals with theirs: -1 where nobody held is meant."""

    records: Records
    humans: list[int]
    asked: Records
    meant: list[int]
    is_register: bool  # like a hub's, from which the weights are taken


def lesson(
    columns: dict[str, list[str]],
    humans: list[int],
    asked: dict[str, list[str]],
    meant: list[int],
    *,
    register: bool,
) -> Lesson:
    """A lesson of labelled columns."""

    def named(values: dict[str, list[str]], count: int) -> Records:
        return Records([str(number) for number in range(count)], values)

    return Lesson(named(columns, len(humans)), humans, named(asked, len(meant)), meant, register)


def teach(lessons: Sequence[Lesson], about: dict[str, Any], step: Step = lambda _what: None) -> Model:
    """Grow the trees of every stage, and take weights and thresholds down."""
    taught: dict[str, list[Trees]] = {}
    asked: list[tuple[Rows, NDArray[np.int64]]] = []
    for stage in (PAIRS, COMPANY, LOOKUP):
        found = []
        for number, each in enumerate(lessons):
            step(stage)
            others = {name: halves[1 - _half(number)] for name, halves in taught.items()}
            found.append(_rows(stage, each, others))
        rows = [each for each, _ in found]
        halves = [[each for number, each in enumerate(rows) if _half(number) == half] for half in range(2)]
        taught[stage] = [_grown(stage, half or rows) for half in (*halves, rows)]
        if stage == LOOKUP:
            asked = found
    registers = [each for each in lessons if each.is_register] or list(lessons)
    chosen = [number for number, each in enumerate(lessons) if each in registers]
    scored = [(asked[number], taught[LOOKUP][1 - _half(number)], lessons[number]) for number in chosen]
    return Model(
        {stage: trees[-1] for stage, trees in taught.items()},
        _weights(registers),
        {
            "lookup": _thresholds([_best(rows, trees, each) for rows, trees, each in scored]),
            "weights": _thresholds([_best(rows, None, each) for rows, _, each in scored]),
        },
        about,
    )


def _half(number: int) -> int:
    """Two files of each kind in turn, so that either half has files of every kind."""
    return number // 2 % 2


def _rows(stage: str, each: Lesson, trees: dict[str, Trees]) -> tuple[Rows, NDArray[np.int64]]:
    if stage == LOOKUP:
        return _people_rows(each, trees)
    table = tabulated(each.records)
    pairs = blocking.candidates(table)
    learnt = weights.learnt(table, *pairs)
    truth = np.array(each.humans)
    if stage == PAIRS:
        facts = judging.weighed(table, *pairs, learnt)
        worth = facts["weight"] > judging.FLOOR
        same = truth[pairs[0]] == truth[pairs[1]]
        names = tuple(name for name in facts if not name.endswith("_rarity"))  # it is in the weight
        return (_matrix(facts, names)[worth], same[worth], names), np.empty(0, dtype=np.int64)
    judged = linking.judged_pairs(judging.Judge(table, learnt, trees[PAIRS]), pairs)
    facts = company.facts_in_company(table.size, judged)
    return (_matrix(facts, tuple(facts)), truth[judged.one] == truth[judged.other], tuple(facts)), judged.one


def _people_rows(each: Lesson, trees: dict[str, Trees]) -> tuple[Rows, NDArray[np.int64]]:
    asked = lookup.people_asked_for(each.records, each.asked, trees)
    truth, meant = np.array(each.humans), np.array(each.meant)
    sizes = np.diff(np.r_[asked.starts, len(asked.pairs.one)])
    same = truth[asked.pairs.one] == np.repeat(meant[asked.queries], sizes)
    right = np.add.reduceat(same.astype(np.int64), asked.starts) * 2 > sizes
    return (_matrix(asked.facts, tuple(asked.facts)), right, tuple(asked.facts)), asked.queries


def _matrix(facts: dict[str, NDArray[np.float32]], names: tuple[str, ...]) -> NDArray[np.float32]:
    return np.column_stack([facts[name] for name in names]).astype(np.float32)


def _grown(stage: str, found: Sequence[Rows]) -> Trees:
    """Facts that only some files have are taken from those; every file has the same ones."""
    names = found[0][2]
    rows = np.concatenate([rows for rows, _, _ in found])
    same = np.concatenate([same for _, same, _ in found])
    count, leaves = TREES[stage]
    return Trees(ranking.taught(rows, same, names, count, leaves), names)


def _weights(registers: Sequence[Lesson]) -> dict[str, Any]:
    """Weights of all registers as if they were one, from the truth; and how common names are there."""
    humans: list[int] = []
    fields: dict[str, list[str]] = {name: [] for each in registers for name in each.records.fields}
    for number, each in enumerate(registers):
        humans += [number * 10_000_000 + human for human in each.humans]
        for name in fields:
            fields[name] += each.records.fields.get(name) or [""] * len(each.records)
    table = tabulated(Records([str(number) for number in range(len(humans))], fields))
    one, other = _true_pairs(np.array(humans))
    frequencies = {
        name: _frequencies(table, table[column])
        for name, column in (("first_name", "given"), ("last_name", "family"))
    }
    return weights_told(weights.told(table, one, other), frequencies)


def _true_pairs(humans: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    order = np.argsort(humans, kind="stable")
    found = []
    for step in range(1, max(Counter(humans.tolist()).values(), default=1)):
        same = humans[order[step:]] == humans[order[:-step]]
        found.append(np.stack((order[:-step][same], order[step:][same])))
    one, other = np.concatenate(found, axis=1) if found else np.empty((2, 0), dtype=np.int64)
    return np.minimum(one, other), np.maximum(one, other)


def _frequencies(table: Table, column: Column) -> dict[str, Any]:
    """How many bits the common values tell, and how many any other."""
    known = max(int(column.counts.sum()), 1)
    bits = {
        value: round(float(np.log2(known / count)), 3)
        for value, count in zip(column.values, column.counts.tolist(), strict=True)
        if count > known * _COMMON
    }
    return {
        "records": table.size,
        "bits": dict(sorted(bits.items())),
        "otherwise": round(float(-np.log2(_COMMON)), 3),
    }


def _best(
    asked: tuple[Rows, NDArray[np.int64]], trees: Trees | None, each: Lesson
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """For each referral the best score, by trees or by weight alone, and whether somebody held is meant."""
    (rows, _, names), queries = asked
    if trees is None:
        scores = rows[:, names.index("weight")] + np.log2(len(each.records))
    else:
        scores = trees.odds({name: rows[:, number] for number, name in enumerate(names)})
    best = np.full(len(each.meant), -99.0)
    np.maximum.at(best, queries, scores)
    return best, np.array(each.meant) >= 0


def _thresholds(found: Sequence[tuple[NDArray[np.float64], NDArray[np.bool_]]]) -> list[dict[str, float]]:
    """From which score on how many new people are taken for known ones, and how many known ones are missed."""
    scores = np.concatenate([scores for scores, _ in found])
    known = np.concatenate([known for _, known in found])
    alarms = np.sort(scores[~known])[::-1]
    out = []
    for share in _ALARMS:
        at = float(alarms[min(int(share * len(alarms)), len(alarms) - 1)]) if len(alarms) else 0.0
        out.append({
            "score": round(at, 3),
            "false_alarms": round(float((scores[~known] > at).mean()) if len(alarms) else 0.0, 5),
            "missed": round(float((scores[known] <= at).mean()) if known.any() else 0.0, 5),
        })  # fmt: skip
    return out
