"""Asks the engine who takes which case, checks what it answers, and says why: the next best, or what is in the way."""

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
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
from rjhub.allocation.next_best import Around, next_best
from rjhub.allocation.problems import Pair, Units, locks, person_in, problem_of
from rjhub.allocation.vocabulary import Obstacle
from rjhub.engines.assignment import clashing, replanning, solving
from rjhub.engines.assignment.clash_parts import Part
from rjhub.engines.assignment.problem import Plan, Problem
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
    units = Units(needs, helpers)
    locked, apart = locks(units), set[Pair]()
    before = None if previous is None else _as_units(previous, units, locked)
    for _ in range(ROUNDS):
        problem = problem_of(units, locked, weights, apart)
        clash = clashing.clash(problem)
        if clash:
            return Outcome(choices=[], clash=clash)
        plan = _solved(problem, run, before)
        wrong = _wrong(plan.teams, units)
        if not wrong:
            break
        apart |= wrong
    stands = {case: team for case, team in plan.teams.items() if not _wrong({case: team}, units)}
    return _outcome(units, weights, replace(plan, teams=stands), previous)


def _as_units(previous: Teams, units: Units, locked: Teams) -> dict[str, tuple[str, ...]]:
    """Who was on which case before, as units, each used once; who is locked stays as they are."""
    people = {str(helper.id) for helper in units.helpers}
    found = {}
    for need in units.needs:
        kept = locked.get(str(need.case_id), ())
        named = {str(person_in(unit)) for unit in kept}
        more = [one for one in previous.get(str(need.case_id), ()) if one in people and one not in named]
        found[str(need.case_id)] = (*kept, *(units.of(UUID(one), need) for one in more))[:2]
    return found


def _solved(problem: Problem, run: Run, before: Teams | None) -> Plan:
    if before is None:
        return solving.solved(problem, run.seconds, run.say, run.stop)[0]
    return replanning.replanned(problem, before, run.seconds, run.say, run.stop)[0]


def _wrong(teams: Teams, units: Units) -> set[Pair]:
    """Who has to be kept off a case, since they cannot be there with the other: what the engine is not told of."""
    by_case = {str(need.case_id): need for need in units.needs}
    found = set()
    for case, team in teams.items():
        pair = [units.by_id[one].helper for one in team]
        if len(pair) > 1 and (
            cannot_be_together(*pair) or not any(may_lead(by_case[case], one) for one in pair)
        ):
            found.add((UUID(case), pair[1].id))
    return found


def _outcome(units: Units, weights: Weights, plan: Plan, previous: Teams | None) -> Outcome:
    taken = Counter(
        person_in(one) for team in plan.teams.values() for one in team if units.by_id[one].on is None
    )
    choices = []
    for need in units.needs:
        team = [units.by_id[one].then for one in plan.teams.get(str(need.case_id), ())]
        if len(team) < 2:  # noqa: PLR2004 a lead and a second
            choices.append(_left(need, units.helpers, taken, weights))
        else:
            choices.append(_taken(need, (team[0], team[1]), Around(units.helpers, taken, weights)))
    moved = None if previous is None else _moved(previous, plan.teams, units)
    return Outcome(choices=choices, cost=plan.cost, bound=plan.bound, seconds=plan.seconds, moved=moved)


def _moved(previous: Teams, teams: Teams, units: Units) -> int:
    """How many people are no longer on a case on which they could have stayed."""
    people = {str(helper.id) for helper in units.helpers}
    moved = 0
    for need in units.needs:
        now = {str(person_in(one)) for one in teams.get(str(need.case_id), ())}
        moved += sum(one in people and one not in now for one in previous.get(str(need.case_id), ()))
    return moved


def _taken(need: Need, pair: tuple[Helper, Helper], around: Around) -> Choice:
    lead, second = in_parts(need, *pair)
    points = points_of_two(need, lead, second, around.weights)
    found = next_best(need, pair, around)
    return Choice(
        need=need,
        pair=(lead, second),
        points=points,
        asides=[str(one) for one in asides(need, lead, second)],
        next_pair=tuple(one.id for one in found[0]) if found else (),
        next_more=found[1] - sum(points.values()) if found else None,
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
