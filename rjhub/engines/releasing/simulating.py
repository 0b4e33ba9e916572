"""Years of releases of an invented partnership, attacked whole at the end of each year."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rjhub.engines.releasing import releasing, tables
from rjhub.engines.releasing.protecting import Rules
from rjhub.engines.releasing.tables import Key, Table

_HUBS = ("east", "north", "west")
_STAGES = ("conference", "indirect", "not proceeded")


@dataclass(slots=True)
class Tally:
    """Of all years: how many numbers were hidden, and how many the attack recovered."""

    years: int = 0
    releases: int = 0
    cells: int = 0
    hidden: int = 0
    recovered: int = 0
    narrowest: float = float("inf")
    naive_hidden: int = 0
    naive_recovered: int = 0
    changes: int = 0
    changes_told: int = 0
    naive_changes_told: int = 0


def year(seed: int, releases: int, *, running: bool) -> list[Table]:
    """The true tables of a year: running totals, or each period by itself. About 150 cases, unevenly."""
    chance = np.random.default_rng(seed)
    keys: list[Key] = list(itertools.product(_HUBS, _STAGES))
    rates = chance.gamma(0.7, 1, len(keys))
    rates *= chance.uniform(80, 250) / rates.sum() / releases
    counts = chance.poisson(rates, (releases, len(keys)))
    shown = np.cumsum(counts, axis=0) if running else counts
    out = []
    for at, row in enumerate(shown):
        period = (f"{0 if running else at:03}", f"{at + 1:03}")
        cells: dict[Key, int | None] = {key: int(value) for key, value in zip(keys, row, strict=True)}
        out.append(tables.complete(f"release {at + 1}", ("hub", "outcome"), cells, period))
    return out


def simulate(
    years: int, releases: int, *, seed: int, running: bool, rules: Rules, say: Callable[[str], None]
) -> Tally:
    """Release every table of every year with all before it, then attack the year; beside it, small cells only."""
    tally = Tally()
    for each in range(seed, seed + years):
        true = year(each, releases, running=running)
        published: list[Table] = []
        for table in true:
            published.append(releasing.release(table, published, rules).table)
        _count(tally, true, published, [releasing.naive(table, rules) for table in true], rules)
        if tally.years % 10 == 0:
            say(f"{tally.years} years, {tally.recovered} of {tally.hidden} recovered")
    return tally


def _count(tally: Tally, true: list[Table], published: list[Table], plain: list[Table], rules: Rules) -> None:
    attacked, naive = releasing.attack(published), releasing.attack(plain)
    tally.years += 1
    tally.releases += len(true)
    tally.cells += sum(len(table.counts) for table in true)
    tally.hidden += len(attacked)
    tally.recovered += sum(each.bounds.recovered for each in attacked)
    tally.narrowest = min([tally.narrowest, *(each.bounds.width for each in attacked)])
    tally.naive_hidden += len(naive)
    tally.naive_recovered += sum(each.bounds.recovered for each in naive)
    small, told = _changes(true, published, rules)
    tally.changes += small
    tally.changes_told += told
    tally.naive_changes_told += _changes(true, plain, rules)[1]


def _changes(true: list[Table], shown: list[Table], rules: Rules) -> tuple[int, int]:
    """Small changes of a running total from one release to the next, and those that can be read off two counts."""
    small = told = 0
    for before, after in itertools.pairwise(range(len(true))):
        if (
            true[before].period is None
            or (true[before].period or ("",))[0] != (true[after].period or ("",))[0]
        ):
            continue
        for key, now in true[after].counts.items():
            if rules.sensitive((now or 0) - (true[before].counts[key] or 0)):
                small += 1
                told += shown[before].counts[key] is not None and shown[after].counts[key] is not None
    return small, told
