"""Measures the solver on every problem of a folder, beside a plain deal and the best that is known."""

import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from rjhub.engines.assignment import checking, dealing, reading, solving
from rjhub.engines.assignment.table import tabulated
from rjhub.engines.assignment.watching import Watch

_BEST = "best_known.json"
_PLENTY = 3600.0


@dataclass(frozen=True, slots=True)
class Measured:
    """One problem: what came of it, and what others came to. `broken` counts the rules that the plan breaks."""

    name: str
    cost: float
    bound: float
    gap: float
    seconds: float
    greedy: float
    broken: int
    best_known: float | None


def measured(folder: Path, seconds: float) -> Iterator[Measured]:
    """Solve every problem of a folder in turn, each for at most so long. Raises UnusableError."""
    known = _known(folder)
    for path in sorted([*folder.glob("*.json"), *folder.glob("*.json.gz")]):
        content = reading.load(path)
        if path.name == _BEST or not isinstance(content, dict) or content.get("format") != reading.PROBLEM:
            continue
        name = path.name.removesuffix(".gz").removesuffix(".json")
        problem = reading.problem(content, name)
        began = time.monotonic()
        plan, _ = solving.solved(problem, seconds)
        spent = time.monotonic() - began
        found = checking.check(content, plan.teams)
        best = known.get(name, {}).get("best")
        yield Measured(
            name, found.cost, plan.bound, plan.gap, spent, greedy(problem), len(found.broken), best
        )


def greedy(problem: Any) -> float:
    """What dealing costs without looking ahead: the urgent first, then who has the fewest people to choose from."""
    table = tabulated(problem)
    leaving, _ = solving.finite_leaving(table)
    teams = dealing.dealt(table, np.zeros(len(table.people.level)), leaving, Watch(_PLENTY), plainly=True)
    left = np.setdiff1d(np.arange(table.size), teams.case)
    return float(teams.cost.sum() + leaving[left].sum())


def _known(folder: Path) -> Mapping[str, Mapping[str, float]]:
    path = folder / _BEST
    content: Mapping[str, Any] = json.loads(path.read_text()) if path.exists() else {}
    return {name: each for name, each in content.items() if isinstance(each, dict)}
