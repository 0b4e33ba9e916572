"""Says why no plan is possible: the smallest set of locks and rules that cannot all hold.

Every case may be left but the locked ones, so only these are looked at. A case that is impossible by itself: every
team that holds its locks breaks some rule, and the smallest set of rules that catches every team is the clash. One
person with too much: the fewest of their locks that are too many. Otherwise several cases compete for people: then
cases and rules are left out one by one for as long as the rest still clashes, so that nothing that remains can be
left out.
"""

import itertools
from collections.abc import Collection, Iterator, Sequence

import numpy as np

from rjhub.engines.assignment import whole
from rjhub.engines.assignment.clash_parts import Part, Team, teams_with
from rjhub.engines.assignment.problem import Case, Problem
from rjhub.engines.assignment.teams import Teams
from rjhub.engines.assignment.watching import Watch

_SECONDS = 30.0
_FEASIBLE = 1.0


def clash(problem: Problem) -> tuple[Part, ...]:
    """Find the smallest set of parts that cannot all hold; empty where a plan is possible."""
    cases = [each for each in problem.cases if each.id in problem.locked]
    found = [*_overloads(problem, cases), *(_alone(problem, each) for each in cases)]
    found = [each for each in found if each]
    if found:
        return min(found, key=lambda each: (len(each), each))
    families = {each.id: teams_with(problem, each, problem.locked[each.id]) for each in cases}
    everything = {part for team in itertools.chain(*families.values()) for part in team.breaks}
    everything |= {Part("capacity", facilitator=each.id) for each in problem.facilitators}
    if _possible(problem, families, everything):
        return ()
    return tuple(sorted(_minimal(problem, families, everything)))


def _overloads(problem: Problem, cases: Sequence[Case]) -> Iterator[tuple[Part, ...]]:
    """For each person whose locks are too many for their capacity: the fewest that are."""
    people = {each.id: each for each in problem.facilitators}
    locks: dict[str, list[tuple[float, str]]] = {}
    for case in cases:
        for who in problem.locked[case.id]:
            locks.setdefault(who, []).append((problem.work.get(case.id, {}).get(who, case.work), case.id))
    for who, works in locks.items():
        total, taken = 0.0, []
        for units, case_id in sorted(works, key=lambda each: (-each[0], each[1])):
            total += units
            taken.append(Part("lock", case_id, who))
            if total > people[who].capacity + 1e-9:
                yield (Part("capacity", facilitator=who), *taken)
                break


def _alone(problem: Problem, case: Case) -> tuple[Part, ...]:
    """The smallest clash of one case by itself, if there is one."""
    locked = problem.locked[case.id]
    least: tuple[Part, ...] = ()
    for size in range(1, len(locked) + 1):
        for some in itertools.combinations(locked, size):
            families = {team.breaks for team in teams_with(problem, case, some)}
            if frozenset() in families:
                continue
            rules = _catching(families)
            parts = (*sorted(rules), *(Part("lock", case.id, who) for who in some))
            if not least or len(parts) < len(least):
                least = parts
    return least


def _catching(families: Collection[frozenset[Part]]) -> tuple[Part, ...]:
    """The fewest parts of which every team breaks one."""
    least = [each for each in families if not any(other < each for other in families)]
    every = sorted(set(itertools.chain(*least)))
    for size in range(1, len(every) + 1):
        for some in itertools.combinations(every, size):
            if all(each & set(some) for each in least):
                return some
    return tuple(every)


def _minimal(problem: Problem, families: dict[str, list[Team]], active: set[Part]) -> set[Part]:
    """Leave out whatever can be left out while the rest still clashes: whole cases first, then parts."""
    for case in list(families):
        fewer = {each: teams for each, teams in families.items() if each != case}
        if not _possible(problem, fewer, active):
            families = fewer
    for part in sorted(active):
        if not _possible(problem, families, active - {part}):
            active = active - {part}
    locks = {Part("lock", case, who) for case in families for who in problem.locked[case]}
    return active | locks


def _possible(problem: Problem, families: dict[str, list[Team]], active: set[Part]) -> bool:
    """Whether each of these cases can have a team that breaks nothing active, all within the active capacities."""
    place = {each.id: at for at, each in enumerate(problem.facilitators)}
    room = np.array(
        [
            each.capacity if Part("capacity", facilitator=each.id) in active else 1e9
            for each in problem.facilitators
        ]
    )
    rows = [
        (number, [place[each] for each in team.people], list(team.work))
        for number, teams in enumerate(families.values())
        for team in teams
        if not team.breaks & active
    ]
    if {number for number, _, _ in rows} != set(range(len(families))):
        return False
    return not rows or _fits(rows, room, len(families))


def _fits(rows: Sequence[tuple[int, list[int], list[float]]], room: np.ndarray, cases: int) -> bool:
    teams = Teams(
        case=np.array([number for number, _, _ in rows]),
        one=np.array([people[0] for _, people, _ in rows]),
        other=np.array([people[1] if len(people) > 1 else -1 for _, people, _ in rows]),
        cost=np.zeros(len(rows)),
        work_one=np.array([work[0] for _, _, work in rows], dtype=np.float64),
        work_other=np.array([work[1] if len(work) > 1 else 0.0 for _, _, work in rows]),
    )
    must = np.full(cases, _FEASIBLE)
    return whole.best(teams, must, room, Watch(_SECONDS), seconds=_SECONDS, must=_FEASIBLE) is not None
