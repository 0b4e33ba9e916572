"""Why a case has its people, what the next best would cost, and what stands in the way where nobody fits."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from rjhub.engines.assignment import clash_parts, pairing, whole
from rjhub.engines.assignment.pairing import Room
from rjhub.engines.assignment.problem import EXPERIENCED, LEVELS, Case, Facilitator, Plan, Problem
from rjhub.engines.assignment.table import Floats, Ints, Table, distances
from rjhub.engines.assignment.teams import Teams, joined

_MISSES = 3
_TINY = 1e-7


@dataclass(frozen=True, slots=True)
class Other:
    """The cheapest other team of a case while everybody else keeps theirs, and how much more it costs."""

    facilitators: tuple[str, ...]
    more: float


@dataclass(frozen=True, slots=True)
class Miss:
    """Somebody who nearly fits: how far they are, and what stands in the way."""

    facilitator: str
    kilometres: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a case has its people, or is left, in words and as data."""

    why: str
    cost: float
    other: Other | None = None
    misses: tuple[Miss, ...] = ()


def explained(table: Table, plan: Plan) -> Mapping[str, Reason]:
    """Explain every case of a plan."""
    chosen = chosen_teams(table, plan.teams)
    held = np.full((table.size, 2), -1, dtype=np.int64)
    held[chosen.case, 0], held[chosen.case, 1] = chosen.one, chosen.other
    room = table.people.capacity - whole.load(chosen, len(table.people.capacity))
    found = _next(table, Room(room, held))
    others = _others(table, found, held)
    reasons: dict[str, Reason] = {}
    costs = dict(zip(chosen.case.tolist(), chosen.cost.tolist(), strict=True))
    for at, case in enumerate(table.problem.cases):
        if at in costs:
            reasons[case.id] = _taken(table.problem, case, plan.teams[case.id], costs[at], others.get(at))
        else:
            reasons[case.id] = _left(table, at, others.get(at), room)
    return reasons


def _next(table: Table, room: Room) -> Teams:
    """The two cheapest teams of each case whose people have room: among those near it, or at all."""
    nobody, every, rows = np.zeros(len(room.units)), np.full(table.size, np.inf), np.arange(table.size)
    near = pairing.find(table, nobody, every, rows, 2, room=room, reach=pairing.NEAR).teams
    left = rows[np.bincount(near.case, minlength=table.size) < 2]  # noqa: PLR2004 their own and another
    return joined([near, pairing.find(table, nobody, every, left, 2, room=room, rank=2).teams])


def named(table: Table, teams: Teams) -> dict[str, tuple[str, ...]]:
    """Which people take which case, by their ids."""
    people, cases = table.problem.facilitators, table.problem.cases
    rows = zip(teams.case.tolist(), teams.one.tolist(), teams.other.tolist(), strict=True)
    return {
        cases[case].id: tuple(people[each].id for each in (one, other) if each >= 0)
        for case, one, other in rows
    }


def chosen_teams(table: Table, teams: Mapping[str, tuple[str, ...]]) -> Teams:
    """The teams of a plan as columns. Only teams that keep the rules can be made so; see `checking`."""
    place = table.people.place
    held = np.full((table.size, 2), -1, dtype=np.int64)
    for at, case in enumerate(table.problem.cases):
        for seat, who in enumerate(teams.get(case.id, ())):
            held[at, seat] = place[who]
    return held_teams(table, held)


def held_teams(table: Table, held: Ints) -> Teams:
    """The teams that are made of the people held by each case, where those are a team that keeps the rules."""
    nobody, every = np.zeros(len(table.people.level)), np.full(table.size, np.inf)
    only, rows = Room(nobody - 1, held), np.flatnonzero(held[:, 0] >= 0)
    near = pairing.find(table, nobody, every, rows, 1, room=only, reach=pairing.NEAR).teams
    rest = pairing.find(table, nobody, every, np.setdiff1d(rows, near.case), 1, room=only).teams
    return joined([near, rest])


def _others(table: Table, found: Teams, held: Ints) -> dict[int, tuple[tuple[str, ...], float]]:
    """The cheapest of these for each case that is not what the case has."""
    people = table.problem.facilitators
    best: dict[int, tuple[tuple[str, ...], float]] = {}
    rows = zip(
        found.case.tolist(), found.one.tolist(), found.other.tolist(), found.cost.tolist(), strict=True
    )
    for case, one, other, cost in rows:
        if {one, other} == set(held[case].tolist()):
            continue
        if case not in best or cost < best[case][1]:
            best[case] = tuple(people[each].id for each in (one, other) if each >= 0), cost
    return best


def _taken(
    problem: Problem,
    case: Case,
    team: tuple[str, ...],
    cost: float,
    other: tuple[tuple[str, ...], float] | None,
) -> Reason:
    by_id = {each.id: each for each in problem.facilitators if each.id in team}
    people = [by_id[each] for each in team]
    parts = [f"{each.id} goes {clash_parts.kilometres(problem, case, each):.0f} km" for each in people]
    if case.id in problem.cost:
        parts = [f"{each.id} costs {problem.cost[case.id][each.id]:g}" for each in people]
    parts += _beside(problem, case, people)
    if case.id in problem.locked:
        parts.append("locked to " + " and ".join(problem.locked[case.id]))
    if other is None:
        return Reason("; ".join(parts) + ". Nobody else could take it as the plan stands.", cost)
    names, more = " and ".join(other[0]), other[1] - cost
    if more > _TINY:
        then = f"The next best, {names}, would cost {more:g} more."
    elif more > -_TINY:
        then = f"{names} would cost the same."
    else:
        then = f"{names} would cost {-more:g} less: the plan is not proven best."
    return Reason(f"{'; '.join(parts)}. {then}", cost, Other(other[0], more))


def _beside(problem: Problem, case: Case, people: list[Facilitator]) -> Iterator[str]:
    """What the two cost or save together, and what of the case's wishes is met by whom."""
    weights = problem.weights
    if len(people) > 1:
        low, high = sorted(each.experience for each in people)
        if high == 0 and weights.both_novices:
            yield f"both are novices ({weights.both_novices:+g})"
        if case.severity > 1 and high < EXPERIENCED and weights.inexperienced_for_severity:
            yield f"neither is experienced enough for its severity ({weights.inexperienced_for_severity:+g})"
        if low == 0 and high >= EXPERIENCED and weights.mentoring:
            yield f"an experienced person takes a novice along ({weights.mentoring:+g})"
    if case.language:
        yield f"{next(each.id for each in people if case.language in each.languages)} speaks {case.language}"


def _left(table: Table, at: int, other: tuple[tuple[str, ...], float] | None, room: Floats) -> Reason:
    problem, case = table.problem, table.problem.cases[at]
    cost = float(table.leaving[at])
    if other is not None:
        names = " and ".join(other[0])
        why = f"{names} could take it, but would cost {other[1]:g}, and leaving it costs {cost:g}."
        return Reason(why, cost, Other(other[0], other[1] - cost))
    nobody = np.zeros(len(room))
    fits = pairing.find(table, nobody, np.full(table.size, np.inf), np.array([at]), 1).teams
    misses = tuple(_misses(table, at, room))
    nearest = "; ".join(
        f"{each.facilitator} ({each.kilometres:.0f} km): {', '.join(each.reasons)}" for each in misses
    )
    needs = _needs(problem, case)
    if len(fits):
        return Reason(
            f"Everybody who could take it works to capacity on other cases. {needs} Nearest: {nearest}.",
            cost,
            misses=misses,
        )
    return Reason(f"Nobody fits. {needs} Nearest: {nearest or 'nobody'}.", cost, misses=misses)


def _needs(problem: Problem, case: Case) -> str:
    parts = [
        f"{case.needed} {'person' if case.needed == 1 else 'people'} of level {LEVELS[case.severity]} or above"
    ]
    if case.needed > 1 and problem.different_agencies:
        parts.append("of different agencies")
    if case.language:
        parts.append(f"one who speaks {case.language}")
    if case.gender:
        parts.append(f"one of gender {case.gender}")
    if case.slots is not None:
        parts.append(f"free on {' or '.join(sorted(case.slots)) or 'no half-day at all'}")
    return f"It needs {', '.join(parts)}."


def _misses(table: Table, at: int, room: Floats) -> Iterator[Miss]:
    """The people with the fewest rules in their way, the nearest first."""
    problem, case = table.problem, table.problem.cases[at]
    away = distances(problem, table.people, case)
    found = [
        (len(reasons), float(away[place]), who.id, reasons)
        for place, who in enumerate(problem.facilitators)
        for reasons in [_in_the_way(problem, case, who, float(room[place]) / (table.scale or 1))]
    ]
    for _, kilometres, who_id, reasons in sorted(found)[:_MISSES]:
        yield Miss(who_id, kilometres, reasons)


def _in_the_way(problem: Problem, case: Case, who: Facilitator, free: float) -> tuple[str, ...]:
    broken = set(clash_parts.broken_by_one(problem, case, who))
    units = problem.work.get(case.id, {}).get(who.id, case.work)
    words = {
        "level": f"is {LEVELS[who.level]}, not {LEVELS[case.severity]}",
        "excluded": "is excluded, or their agency is",
        "cost": "is not in its row of costs",
        "distance": f"goes no further than {who.max_travel} km",
        "slots": "is free on none of its half-days",
    }
    reasons = [words[each] for each in words if each in broken]
    if units > free + _TINY:
        reasons.append(f"has {free:g} of {who.capacity:g} units free, and needs {units:g}")
    if case.language and case.language not in who.languages:
        reasons.append(f"does not speak {case.language}")
    if case.gender and case.gender != who.gender:
        reasons.append(f"is not of gender {case.gender}")
    return tuple(reasons) or ("has nobody to take it with",)
