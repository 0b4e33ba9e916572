"""Asks the engine who takes which case, checks what it answers, and says why: the next best, or what is in the way."""

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from rjhub.allocation.needs import (
    Helper,
    Need,
    Points,
    Weights,
    asides,
    cannot_be_together,
    in_parts,
    may_lead,
    obstacles,
    points_of_leaving,
    points_of_two,
)
from rjhub.allocation.problems import Pair, problem_of
from rjhub.allocation.vocabulary import Obstacle
from rjhub.engines.assignment import clashing, explaining, replanning, solving
from rjhub.engines.assignment.clash_parts import Part
from rjhub.engines.assignment.explaining import Reason
from rjhub.engines.assignment.problem import Plan, Problem
from rjhub.engines.assignment.table import Table
from rjhub.engines.assignment.watching import News

NEAREST, ROUNDS = 3, 5
Teams = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What is proposed for one case."""

    need: Need
    pair: tuple[Helper, Helper] | None
    points: Points
    asides: list[str]
    next_pair: tuple[UUID, ...] = ()
    next_more: float | None = None
    nearest: list[tuple[str, list[str]]] = field(default_factory=list)

    @property
    def stamp(self) -> str:
        """What was known of the case and the two."""
        return stamp_of(self.need, *(self.pair or ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A plan with its proven bound, or the rules that cannot all hold."""

    choices: list[Choice]
    cost: float = 0
    bound: float = 0
    seconds: float = 0
    moved: int | None = None
    clash: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How long may be looked for, whom to tell how far it is, and whether somebody wants it to stop."""

    seconds: float
    say: Callable[[News], None]
    stop: Callable[[], bool]


def choose(
    needs: Sequence[Need],
    helpers: Sequence[Helper],
    weights: Weights,
    run: Run,
    previous: Teams | None = None,
) -> Outcome:
    """Find who takes which case. Raises UnusableError if time did not suffice for any plan that keeps the locks."""
    if not needs or not helpers:
        left = [_left(need, helpers, Counter(), weights) for need in needs]
        return Outcome(
            choices=left, cost=(worth := sum(sum(one.points.values()) for one in left)), bound=worth
        )
    apart: set[Pair] = set()
    by_id, by_case = {str(one.id): one for one in helpers}, {str(one.case_id): one for one in needs}
    for _ in range(ROUNDS):
        problem = problem_of(needs, helpers, weights, apart)
        clash = clashing.clash(problem)
        if clash:
            return Outcome(choices=[], clash=clash)
        plan, table, moved = _solved(problem, run, previous)
        wrong = _wrong(plan.teams, by_id, by_case)
        if not wrong:
            break
        apart |= wrong
    stands = {case: team for case, team in plan.teams.items() if not _wrong({case: team}, by_id, by_case)}
    return _outcome(needs, helpers, weights, _Found(plan, table, stands, moved))


@dataclass(frozen=True, slots=True)
class _Found:
    plan: Plan
    table: Table
    teams: Teams
    moved: int | None


def _solved(problem: Problem, run: Run, previous: Teams | None) -> tuple[Plan, Table, int | None]:
    if previous is None:
        return *solving.solved(problem, run.seconds, run.say, run.stop), None
    plan, table, moved = replanning.replanned(problem, previous, run.seconds, run.say, run.stop)
    return plan, table, len(moved.moved)


def _wrong(teams: Teams, by_id: Mapping[str, Helper], by_case: Mapping[str, Need]) -> set[Pair]:
    """Who has to be kept off a case, since they cannot be there with the other: what the engine is not told of."""
    return {
        (UUID(case), by_id[team[1]].id)
        for case, team in teams.items()
        if len(team) > 1
        and (
            cannot_be_together(by_id[team[0]], by_id[team[1]])
            or not any(may_lead(by_case[case], by_id[one]) for one in team)
        )
    }


def _outcome(needs: Sequence[Need], helpers: Sequence[Helper], weights: Weights, found: _Found) -> Outcome:
    why = explaining.explained(found.table, found.plan)
    by_id = {str(helper.id): helper for helper in helpers}
    taken = Counter(UUID(who) for team in found.teams.values() for who in team)
    choices = []
    for need in needs:
        team = found.teams.get(str(need.case_id))
        if team is None:
            choices.append(_left(need, helpers, taken, weights))
        else:
            choices.append(_taken(need, (by_id[team[0]], by_id[team[1]]), weights, why[str(need.case_id)]))
    plan = found.plan
    return Outcome(choices=choices, cost=plan.cost, bound=plan.bound, seconds=plan.seconds, moved=found.moved)


def _taken(need: Need, pair: tuple[Helper, Helper], weights: Weights, why: Reason) -> Choice:
    lead, second = in_parts(need, *pair)
    return Choice(
        need=need,
        pair=(lead, second),
        points=points_of_two(need, lead, second, weights),
        asides=[str(one) for one in asides(need, lead, second)],
        next_pair=tuple(UUID(one) for one in why.other.facilitators) if why.other else (),
        next_more=why.other.more if why.other else None,
    )


def _left(need: Need, helpers: Sequence[Helper], taken: Mapping[UUID, int], weights: Weights) -> Choice:
    return Choice(
        need=need,
        pair=None,
        points=points_of_leaving(need, weights),
        asides=[],
        nearest=nearest(need, helpers, taken),
    )


def nearest(need: Need, helpers: Sequence[Helper], taken: Mapping[UUID, int]) -> list[tuple[str, list[str]]]:
    """The people with the least in their way, of those who could lead first."""
    found = []
    for helper in helpers:
        against = list(obstacles(need, helper))
        if helper.room <= taken.get(helper.id, 0) and helper.id not in need.standing:
            against.append(Obstacle.ROOM)
        if not against and helper.level < need.lead_level:
            against = [Obstacle.PARTNER]
        found.append((len(against), -helper.level, helper.has, str(helper.id), against or [Obstacle.PARTNER]))
    return [(one, [str(code) for code in against]) for _, _, _, one, against in sorted(found)[:NEAREST]]


def stamp_of(need: Need, *people: Helper) -> str:
    """What was known of a case and of people, as one short text that tells whether any of it changed."""
    known = repr((need.stamp, *(sorted((person.stamp for person in people), key=repr))))
    return hashlib.sha256(known.encode()).hexdigest()
