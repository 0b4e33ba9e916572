"""Finds a plan, and a bound that no plan can be below. The method is explained in docs/allocating.md."""

import contextlib
from collections.abc import Callable

import numpy as np

from rjhub.engines.assignment import dealing, explaining, pairing, rounding, warming, whole
from rjhub.engines.assignment.improving import Part, improve
from rjhub.engines.assignment.master import Master
from rjhub.engines.assignment.problem import Plan, Problem
from rjhub.engines.assignment.table import Floats, Ints, Table, tabulated
from rjhub.engines.assignment.teams import Teams, with_all
from rjhub.engines.assignment.watching import News, OutOfTimeError, Watch, never, silent
from rjhub.engines.trouble import UnusableError

_COLUMNS = 5  # found for each case in one round
_MOST_TEAMS = 400_000  # that the last programme can hold
_SMALL = 60_000  # teams among which the best plan is looked for before the search by parts
_FEW = 10  # for each case, in the search by parts
_TAKEN = 0.3
_TINY = 1e-7


def solved(
    problem: Problem, seconds: float, say: Callable[[News], None] = silent, stop: Callable[[], bool] = never
) -> tuple[Plan, Table]:
    """Find the best plan that time allows, and the columns it was made of. Every lock must be possible; see `clashing`.

    Raises UnusableError if time did not suffice for any plan that keeps the locks.
    """
    watch = Watch(seconds, say, stop)
    watch.begin("Reading")
    search = Search(tabulated(problem), watch)
    search.run()
    return search.plan(), search.table


class Search:
    """One run: prices, then teams, then the plan."""

    def __init__(self, table: Table, watch: Watch) -> None:
        """Begin with nothing found."""
        self.table, self.watch = table, watch
        self.leaving, self.must = finite_leaving(table)
        watch.step = table.step
        self.master = Master(table, self.leaving)
        self.prices, self.worth, self.base = np.zeros(len(table.people.level)), self.leaving, -np.inf

    def run(self) -> None:
        """Go through all steps, as far as time allows."""
        self.watch.begin("A first plan")
        self._deal(np.zeros(len(self.table.people.level)), plainly=True)
        self.watch.begin("Prices")
        prices, teams = warming.warmed(self.table, self.leaving, self.watch)
        self._deal(prices)
        self.master.add(teams)
        self.watch.begin("Teams")
        with contextlib.suppress(OutOfTimeError):
            if self._balance():
                self._choose()

    def plan(self) -> Plan:
        """The best so far."""
        if not np.isfinite(self.watch.cost):
            raise UnusableError("No plan that keeps the locks was found in time. Give it more time.")
        teams = explaining.named(self.table, self.watch.teams)
        return Plan(teams, self.watch.cost, min(self.watch.bound, self.watch.cost), self.watch.spent)

    def _deal(self, prices: Floats, *, given: Teams | None = None, plainly: bool = False) -> None:
        teams = dealing.dealt(self.table, prices, self.leaving, self.watch, given=given, plainly=plainly)
        self._found(teams)

    def _deal_by_share(self) -> None:
        """Deal the teams first that the linear programme takes most of."""
        share = self.master.share
        taken = np.flatnonzero(share > _TAKEN)
        self._deal(self.master.prices, given=self.master.teams.of(taken[np.argsort(-share[taken])]))

    def _found(self, teams: Teams) -> None:
        left = np.ones(self.table.size, dtype=bool)
        left[teams.case] = False
        if not (left & (self.leaving >= self.must)).any():
            self.watch.found(float(teams.cost.sum() + self.leaving[left].sum()), teams)

    def _balance(self) -> bool:
        """Add teams until none is missing that could lower the programme's value; False if time ran out before."""
        rows, step = np.arange(self.table.size), self.table.step
        while not self.watch.over and self.master.solve(self.watch):
            self._deal_by_share()
            limits, prices = np.minimum(self.leaving, self.master.worth), self.master.prices
            found = pairing.find(self.table, prices, limits - _TINY, rows, _COLUMNS, watch=self.watch)
            self.worth, self.prices = np.minimum(found.lowest, limits), prices
            self.base = float(self.worth.sum() - (prices * self.table.people.capacity).sum())
            self.watch.proved(self.base)
            if rounding.raised(self.watch.bound, step) >= rounding.raised(self.master.value, step) - _TINY:
                return True
            if not self.master.add(found.teams):
                return True
        return False

    def _choose(self) -> None:
        """From prices to a plan: the best of the cheap teams, then of all that could still matter."""
        self.watch.begin("Choosing")
        known = self.master.teams
        near = known.of(self._ranked(known, _FEW) | (self.master.share > _TINY))
        self._best_of(near, min(5.0, self.watch.left / 6))
        every = self._every()
        if every is not None and len(every) <= _SMALL:
            self._best_of(every, self.watch.left / 4, complete=True)
        self.watch.begin("Improving")
        self._improve(every)
        every = self._every()
        if every is not None:
            self.watch.begin("Proving")
            self._best_of(every, self.watch.left, complete=True)

    def _gap(self) -> float:
        """By how much a team's reduced cost may exceed nothing in a plan that is better than the best so far."""
        return max(0.0, self.watch.cost - self.base - self.table.step * 0.999)

    def _every(self) -> Teams | None:
        """All teams that a better plan could hold, or None where they are too many."""
        if self.watch.over:
            return None
        gap, rows = self._gap(), np.arange(self.table.size)
        limits = np.minimum(self.worth + gap, self.leaving) + _TINY
        roughly = pairing.find(
            self.table, self.prices, limits, rows, None, reach=pairing.NEAR, watch=self.watch
        )
        if len(roughly.teams) > _MOST_TEAMS:
            return None
        return pairing.find(self.table, self.prices, limits, rows, None, watch=self.watch).teams

    def _ranked(self, teams: Teams, most: int) -> np.ndarray:
        """Which of these are among so many cheapest of their case."""
        order = np.lexsort((teams.priced(self.prices), teams.case))
        case = teams.case[order]
        among = np.zeros(len(teams), dtype=bool)
        among[order[np.arange(len(case)) - np.searchsorted(case, case) < most]] = True
        return among

    def _best_of(self, teams: Teams, seconds: float, *, complete: bool = False) -> None:
        """Choose among these; if they are all that could matter, what that proves is a bound for every plan."""
        if self.watch.over or not len(teams):
            return
        teams, start = self._with_best(teams)
        untouched = np.ones(self.table.size, dtype=bool)
        untouched[teams.case] = False
        rest = float(self.leaving[untouched].sum())
        chosen = whole.best(
            teams, self.leaving, self.table.people.capacity, self.watch,
            seconds=seconds, start=start, step=self.table.step, must=self.must,
        )  # fmt: skip
        if chosen is None:
            return
        self._found(teams.of(chosen.places))
        if complete:
            self.watch.proved(min(chosen.bound + rest, self.watch.cost))

    def _with_best(self, teams: Teams) -> tuple[Teams, Ints | None]:
        if not np.isfinite(self.watch.cost):
            return teams, None
        return with_all(teams, self.watch.teams, len(self.prices))

    def _improve(self, every: Teams | None) -> None:
        """Search by parts, among each case's cheapest teams."""
        teams = every if every is not None and len(every) <= _SMALL else self.master.teams
        teams, start = self._with_best(teams.of(self._ranked(teams, _FEW * 2)))
        if start is not None and not self.watch.over:
            part = Part(self.table, teams, self.leaving, self.must, start, self.watch.cost)
            improve(part, self.watch, self.watch.left * 0.6)


def finite_leaving(table: Table) -> tuple[Floats, float]:
    """What leaving each case costs, with a number for those that are locked; and that number.

    It only has to be more than what is saved by breaking a lock: the last choice makes it a rule.
    """
    finite = table.leaving[np.isfinite(table.leaving)]
    dear = table.cost[np.isfinite(table.cost)]
    must = 100 * max(1.0, np.abs(finite).max(initial=0), np.abs(dear).max(initial=0))
    return np.minimum(table.leaving, must), must
