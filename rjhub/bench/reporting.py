"""What was measured, for people and for programs."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from rjhub.bench.measuring import Measured
from rjhub.bench.walls import Cost

HEADINGS = ("page", "p50", "p95", "bare p50", "bare p95", "cpu p50", "queries", "few/many", "goal")


def as_table(measured: Sequence[Measured]) -> str:
    """A table, in milliseconds."""
    rows = [HEADINGS, *(_cells(one) for one in measured)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEADINGS))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )


def as_json(measured: Sequence[Measured], *, machine: Mapping[str, Any], sizes: Mapping[str, int]) -> str:
    """The same and on what it was measured, as JSON."""
    pages = [
        {**asdict(one), "is_constant": one.is_constant, "meets_goal": one.meets_goal} for one in measured
    ]
    return _json(pages, machine, sizes)


def costs_as_json(costs: Sequence[Cost], *, machine: Mapping[str, Any], sizes: Mapping[str, int]) -> str:
    """What the walls cost, and on what it was measured, as JSON."""
    return _json([asdict(one) for one in costs], machine, sizes)


def _json(pages: list[dict[str, Any]], machine: Mapping[str, Any], sizes: Mapping[str, int]) -> str:
    return json.dumps({"machine": machine, "rows": sizes, "pages": pages}, indent=1)


def _cells(one: Measured) -> tuple[str, ...]:
    compared = "" if one.queries_few is None else f"{one.queries_few}/{one.queries_many}"
    if compared and not one.is_constant:
        compared += " !"
    goal = "" if one.goal is None else f"{one.goal:g} {'ok' if one.meets_goal else 'missed'}"
    times = (f"{value:.1f}" for value in (one.p50, one.p95, one.bare_p50, one.bare_p95))
    processor = "" if one.processor_p50 is None else f"{one.processor_p50:.1f}"
    return (one.page, *times, processor, str(one.queries), compared, goal)
