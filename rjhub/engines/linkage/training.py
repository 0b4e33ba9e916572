"""Teaches the trees on files of invented people whose truth is known."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rjhub.engines.linkage import blocking, judging, ranking, weights
from rjhub.engines.linkage.reading import Records
from rjhub.engines.linkage.table import tabulated

Example = tuple[NDArray[np.float32], NDArray[np.bool_], tuple[str, ...]]
TREES = 250


def examples(columns: dict[str, list[str]], humans: list[int]) -> Example:
    """The pairs of one file that weigh anything, whether they are one person, and which facts the rows hold."""
    records = Records([str(number) for number in range(len(humans))], columns)
    table = tabulated(records)
    one, other = blocking.candidates(table)
    facts = judging.weighed(table, one, other, weights.learnt(table, one, other))
    worth = facts["weight"] > judging.FLOOR
    names = tuple(name for name in facts if not name.endswith("_rarity"))  # it is in the weight
    truth = np.array(humans)
    return ranking.matrix(facts, names)[worth], (truth[one] == truth[other])[worth], names


def teach(
    files: Iterable[tuple[dict[str, list[str]], list[int]]], trees: int = TREES
) -> tuple[Any, tuple[str, ...]]:
    """Grow the trees on all files together. Gives them with the names of their facts."""
    found = [examples(columns, humans) for columns, humans in files]
    rows = np.concatenate([rows for rows, _, _ in found])
    same = np.concatenate([same for _, same, _ in found])
    names = found[0][2]
    return ranking.taught(rows, same, names, trees), names
