"""Writes a plan as the format has it, with why, what each aim costs, and what clashes where no plan is possible."""

import gzip
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rjhub.engines.assignment.clash_parts import Part
from rjhub.engines.assignment.explaining import Reason
from rjhub.engines.assignment.problem import Plan, Problem
from rjhub.engines.assignment.reading import PLAN


def content(
    problem: Problem, plan: Plan, reasons: Mapping[str, Reason], parts: Mapping[str, float]
) -> dict[str, Any]:
    """A plan as it stands in a file. `parts` says what of the cost each aim makes up."""
    allocated: list[dict[str, Any]] = []
    unallocated: list[dict[str, Any]] = []
    for case in problem.cases:
        reason = reasons[case.id]
        row: dict[str, Any] = {"case": case.id}
        if case.id in plan.teams:
            row["facilitators"] = list(plan.teams[case.id])
        row |= {"cost": number(reason.cost), "why": reason.why}
        if reason.other:
            row["next"] = {"facilitators": list(reason.other.facilitators), "more": number(reason.other.more)}
        if reason.misses:
            row["nearest"] = [
                {
                    "facilitator": each.facilitator,
                    "kilometres": round(each.kilometres, 1),
                    "stands_in_the_way": list(each.reasons),
                }
                for each in reason.misses
            ]
        (allocated if case.id in plan.teams else unallocated).append(row)
    return {
        "format": PLAN,
        "status": "optimal" if plan.proven else "feasible",
        "cost": number(plan.cost),
        "bound": number(plan.bound),
        "gap": round(plan.gap, 6),
        "seconds": round(plan.seconds, 2),
        "parts": {aim: number(cost) for aim, cost in parts.items()},
        "allocated": allocated,
        "unallocated": unallocated,
    }


def impossible(problem: Problem, clash: Sequence[Part], seconds: float) -> dict[str, Any]:
    """What is written where no plan is possible: the smallest set of locks and rules that cannot all hold."""
    return {
        "format": PLAN,
        "status": "infeasible",
        "cost": None,
        "bound": None,
        "seconds": round(seconds, 2),
        "clash": [
            {
                key: value
                for key, value in (
                    ("rule", each.rule), ("case", each.case), ("facilitator", each.facilitator),
                    ("says", each.words(problem)),
                )
                if value
            }
            for each in clash
        ],
        "allocated": [],
        "unallocated": [],
    }  # fmt: skip


def number(value: float) -> float | int | None:
    """A whole number as such; no more digits than the sum is good for; nothing where there is no number."""
    if value in (float("inf"), float("-inf")):
        return None
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def write(path: Path, what: Mapping[str, Any]) -> None:
    """Write JSON, gzipped if the name ends in .gz."""
    text = json.dumps(what, ensure_ascii=False, indent=1) + "\n"
    path.write_bytes(gzip.compress(text.encode(), mtime=0) if path.suffix == ".gz" else text.encode())
