"""One release: hide, attack with every earlier release, and say what came out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rjhub.engines.releasing import equations, protecting, tables
from rjhub.engines.releasing.attacking import UNLIMITED, Attacker, Bounds
from rjhub.engines.releasing.protecting import Protected, Rules
from rjhub.engines.releasing.tables import Table


@dataclass(frozen=True, slots=True)
class Attacked:
    """What the attack could say of one hidden number."""

    release: str
    what: str
    bounds: Bounds

    def as_json(self) -> dict[str, Any]:
        """Bounds; null is without limit."""
        high = None if self.bounds.high >= UNLIMITED else self.bounds.high
        return {
            "release": self.release, "what": self.what, "low": self.bounds.low, "high": high,
            "recovered": self.bounds.recovered,
        }  # fmt: skip


def attack(releases: Sequence[Table]) -> list[Attacked]:
    """Attack every hidden cell of releases as they were published."""
    whole = equations.build(releases)
    attacker = Attacker(whole)
    hidden = [at for at, cell in enumerate(whole.cells) if cell.count is None]
    return [
        Attacked(
            whole.tables[whole.cells[at].release].name,
            tables.words(whole.tables[whole.cells[at].release].by, whole.cells[at].key), bounds,
        )
        for at, bounds in attacker.of(hidden)
    ]  # fmt: skip


def naive(table: Table, rules: Rules) -> Table:
    """What is done without a releaser: hide the small cells, and nothing else."""
    return table.with_counts(
        {
            key: None if count is not None and rules.sensitive(count) else count
            for key, count in table.counts.items()
        }
    )


def as_json(
    found: Protected, attacked: Sequence[Attacked] | None, rules: Rules, without: Sequence[Attacked]
) -> dict[str, Any]:
    """All of it. It does not say which cell was hidden for what: that would tell which are small."""
    table = found.table
    cells = [
        {**dict(zip(table.by, key, strict=True)), "count": count, "hidden": count is None}
        for key, count in table.counts.items()
    ]
    hidden = sum(cell["hidden"] is True for cell in cells)
    return {
        "command": "release",
        "method": {
            "name": "cell suppression by mixed-integer programming, over all releases",
            "threshold": rules.threshold, "width": rules.width, "differences_over_time": rules.differences,
            "attack": "least and most of each hidden number by linear programming, all releases together",
        },
        "table": cells, "cells": len(cells), "hidden": hidden, "released": len(cells) - hidden,
        "period": table.period,
        "attack": None if attacked is None else summary(attacked),
        "attack_on_naive_suppression": summary(without) if attacked is not None else None,
    }  # fmt: skip


def summary(attacked: Sequence[Attacked]) -> dict[str, Any]:
    """How many were recovered, how narrow the narrowest is, and each."""
    return {
        "hidden_numbers": len(attacked), "recovered": sum(each.bounds.recovered for each in attacked),
        "narrowest": min((each.bounds.width for each in attacked), default=None),
        "numbers": [each.as_json() for each in attacked],
    }  # fmt: skip


def release(new: Table, earlier: Sequence[Table], rules: Rules) -> Protected:
    """Hide what must be hidden in a new table, with all earlier ones in mind."""
    return protecting.protect(new, earlier, rules)
