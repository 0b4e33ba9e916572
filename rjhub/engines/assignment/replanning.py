"""Plans again after a change, moving as few people as possible: first no case lost, then nobody moved, then the cost.

Teams that still keep the rules stand. The cases that lost somebody are given people who have room, by the best choice
for all of them at once; whoever stays on such a case is kept if that can be. Only where a case would be lost are other
cases opened: those of the people who could take it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from rjhub.engines.assignment import explaining, pairing, whole
from rjhub.engines.assignment.pairing import Room
from rjhub.engines.assignment.problem import Plan, Problem
from rjhub.engines.assignment.solving import finite_leaving
from rjhub.engines.assignment.table import Bools, Floats, Ints, Table, tabulated
from rjhub.engines.assignment.teams import Teams, joined, with_all
from rjhub.engines.assignment.watching import News, Watch
from rjhub.engines.trouble import UnusableError

_ALTERNATIVES = 30


@dataclass(frozen=True, slots=True)
class Moved:
    """What a new plan changes: people taken off a case that they could have kept, people added, cases lost."""

    moved: tuple[tuple[str, str], ...]
    added: tuple[tuple[str, str], ...]
    lost: tuple[str, ...]

    def words(self) -> str:
        """Say how many."""
        return (
            f"People moved: {len(self.moved)}. People added: {len(self.added)}. Cases lost: {len(self.lost)}."
        )


def replanned(
    problem: Problem, previous: Mapping[str, tuple[str, ...]], seconds: float,
    say: Callable[[News], None], stop: Callable[[], bool],
) -> tuple[Plan, Table, Moved]:  # fmt: skip
    """Plan again from a plan that stood before the problem changed."""
    table = tabulated(problem)
    watch = Watch(seconds, say, stop, step=table.step)
    watch.begin("Planning again")
    leaving, must = finite_leaving(table)
    again = _Again(table, leaving, must, _held(table, previous), watch)
    teams = again.plan()
    left = np.setdiff1d(np.arange(table.size), teams.case)
    if (leaving[left] >= must).any():
        raise UnusableError("No plan near the old one keeps all locks. Plan anew, without --from.")
    cost = float(teams.cost.sum() + leaving[left].sum())
    prices = np.zeros(len(table.people.level))
    lowest = pairing.find(table, prices, leaving, np.arange(table.size), 1, reach=pairing.NEAR).lowest
    bound = float(np.minimum(lowest, leaving).sum())
    plan = Plan(explaining.named(table, teams), cost, min(bound, cost), watch.spent)
    return plan, table, _changes(problem, previous, plan)


def _held(table: Table, previous: Mapping[str, tuple[str, ...]]) -> Ints:
    """Who of each case's people is still there, as places; -1 for nobody."""
    held = np.full((table.size, 2), -1, dtype=np.int64)
    for at, case in enumerate(table.problem.cases):
        staying = [table.people.place[who] for who in previous.get(case.id, ()) if who in table.people.place]
        held[at, : len(staying[:2])] = staying[:2]
    return held


@dataclass(slots=True)
class _Again:
    table: Table
    leaving: Floats
    must: float
    held: Ints
    watch: Watch

    def plan(self) -> Teams:
        """The teams of the new plan."""
        people = len(self.table.people.level)
        stands = explaining.held_teams(self.table, self.held)
        over = whole.load(stands, people) > self.table.people.capacity + 1e-9
        stands = stands.of(~(over[stands.one] | (over[stands.other] & (stands.other >= 0))))
        found = self._with(stands, self._offers(stands))
        lost = np.setdiff1d(np.flatnonzero((self.held[:, 0] >= 0) | (self.leaving >= self.must)), found.case)
        if not len(lost):
            return found
        return self._opened(found, lost)

    def _offers(self, stands: Teams) -> Teams:
        """All teams that the other cases could have while these stand."""
        people = len(self.table.people.level)
        room = Room(self.table.people.capacity - whole.load(stands, people))
        rows = np.setdiff1d(np.arange(self.table.size), stands.case)
        return pairing.find(
            self.table, np.zeros(people), self.leaving, rows, _ALTERNATIVES * 20, room=room
        ).teams

    def _opened(self, found: Teams, lost: Ints) -> Teams:
        """Let go of cases whose people could take a lost one, if these can be given to others."""
        people = len(self.table.people.level)
        wanted = pairing.find(self.table, np.zeros(people), self.leaving, lost, _ALTERNATIVES * 10).teams
        able = np.zeros(people + 1, dtype=bool)
        able[wanted.one], able[wanted.other] = True, True
        able[people] = False
        opened = able[found.one] | able[found.other]
        room = Room(self.table.people.capacity - whole.load(found, people), self.held)
        rows = found.case[opened]
        others = pairing.find(
            self.table, np.zeros(people), self.leaving, rows, _ALTERNATIVES, room=room
        ).teams
        offers, _ = with_all(joined([wanted, others]), found.of(opened), people)
        offers = offers.of(np.unique(offers.keys(people), return_index=True)[1])
        better = self._with(found.of(~opened), offers)
        return better if self._worth(better) < self._worth(found) else found

    def _with(self, stands: Teams, offers: Teams) -> Teams:
        people = len(self.table.people.level)
        room = self.table.people.capacity - whole.load(stands, people)
        priced = Teams(
            offers.case, offers.one, offers.other, offers.cost + self._dear * self._moves(offers),
            offers.work_one, offers.work_other,
        )  # fmt: skip
        if not len(offers):
            return stands
        chosen = whole.best(
            priced, self._keeping, np.maximum(room, 0), self.watch, seconds=self.watch.left, must=np.inf
        )
        return stands if chosen is None else joined([stands, offers.of(chosen.places)])

    def _worth(self, teams: Teams) -> float:
        left = np.ones(self.table.size, dtype=bool)
        left[teams.case] = False
        return float((teams.cost + self._dear * self._moves(teams)).sum() + self._keeping[left].sum())

    def _moves(self, teams: Teams) -> Ints:
        """How many of each case's people are not in its team any more."""
        held = self.held[teams.case]
        gone: Bools = (held >= 0) & (held != teams.one[:, None]) & (held != teams.other[:, None])
        return np.asarray(gone.sum(axis=1))

    @property
    def _dear(self) -> float:
        """What moving one person counts: more than two teams can differ by."""
        finite = self.table.cost[np.isfinite(self.table.cost)]
        return float(4 * (np.abs(finite).max(initial=0) + np.abs(self.table.together).max()) + 1)

    @property
    def _keeping(self) -> Floats:
        """What leaving a case counts: for one that had people more than moving many."""
        had = self.held[:, 0] >= 0
        return np.where(had, np.minimum(self.leaving, self.must) + 20 * self._dear, self.leaving)


def _changes(problem: Problem, previous: Mapping[str, tuple[str, ...]], plan: Plan) -> Moved:
    there = {each.id for each in problem.facilitators}
    moved, added, lost = [], [], []
    for case in problem.cases:
        before, now = previous.get(case.id, ()), plan.teams.get(case.id, ())
        moved += [(case.id, who) for who in before if who in there and who not in now]
        added += [(case.id, who) for who in now if who not in before]
        lost += [case.id] if before and not now else []
    return Moved(tuple(moved), tuple(added), tuple(lost))
