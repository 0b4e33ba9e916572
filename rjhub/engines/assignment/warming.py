"""First prices: whoever is asked for too often becomes dearer, step by step (a subgradient method).

A linear programme that begins with teams found at such prices ends in a few rounds; one that begins with
everybody's nearest people spends most of its time on learning whom everybody wants.
"""

import numpy as np

from rjhub.engines.assignment import pairing, whole
from rjhub.engines.assignment.table import Floats, Ints, Table
from rjhub.engines.assignment.teams import Teams, joined
from rjhub.engines.assignment.watching import Watch

_ROUNDS, _STEADY = 20, 4
_OFFERS, _KEPT = 3, 8
_SLOWER, _INERTIA = 0.88, 0.5


def warmed(table: Table, leaving: Floats, watch: Watch) -> tuple[Floats, Teams]:
    """Find prices near those that balance, and the teams that are cheap at them."""
    prices = best = np.zeros(len(table.people.level))
    pull = np.zeros(len(prices))
    step, highest, parts, rows = _first_step(table), -np.inf, [], np.arange(table.size)
    for number in range(_ROUNDS):
        if watch.over:
            break
        found = pairing.find(table, prices, leaving, rows, _OFFERS, reach=pairing.NEAR)
        parts.append(found.teams)
        bound = float(np.minimum(found.lowest, leaving).sum() - (prices * table.people.capacity).sum())
        if bound >= highest:
            highest, best = bound, prices
        over = whole.load(_cheapest(found.teams, prices), len(prices)) - table.people.capacity
        over[(prices <= 0) & (over < 0)] = 0
        pull = _INERTIA * pull + (1 - _INERTIA) * over / np.maximum(1.0, np.abs(over).mean())
        prices = np.maximum(0.0, prices + step * pull)
        step *= _SLOWER if number > _STEADY else 1
    watch.proved(highest)
    return best, _few(joined(parts), best, len(prices))


def _first_step(table: Table) -> float:
    """About what one person costs more than another, for each unit of work."""
    few = np.where(np.isfinite(table.cost), table.cost, np.nan)[:, :12]
    spread = float(np.nanmedian(few)) - float(np.nanmin(few)) if np.isfinite(few).any() else 1.0
    units = float(np.median(table.work[np.isfinite(table.cost)])) if np.isfinite(few).any() else 1.0
    return max(spread, 1e-3) / max(units, 1e-3) / 2


def _cheapest(teams: Teams, prices: Floats) -> Teams:
    order = np.lexsort((teams.priced(prices), teams.case))
    case = teams.case[order]
    return teams.of(order[np.concatenate([[True], case[1:] != case[:-1]])[: len(case)]])


def _few(teams: Teams, prices: Floats, people: int) -> Teams:
    """Each case's cheapest few, each once."""
    teams = teams.of(np.unique(teams.keys(people), return_index=True)[1])
    order = np.lexsort((teams.priced(prices), teams.case))
    case = teams.case[order]
    rank = np.arange(len(case)) - np.searchsorted(case, case)
    kept: Ints = order[rank < _KEPT]
    return teams.of(kept)
