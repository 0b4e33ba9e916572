"""Makes a plan better by parts: frees the cases of a few people, and finds the best for just those.

How many people is learnt on the way: more, while a part is settled at once; fewer, when it is not in time.
"""

from dataclasses import dataclass, field

import numpy as np

from rjhub.engines.assignment import whole
from rjhub.engines.assignment.table import Floats, Ints, Table
from rjhub.engines.assignment.teams import Teams
from rjhub.engines.assignment.watching import Watch

_SLICE = 2.0  # seconds for one part
_FEWEST, _START = 2, 4
_TEAMS = 6000  # in one part


@dataclass(slots=True)
class Part:
    """Which of the known teams are chosen, and how the search goes on."""

    table: Table
    teams: Teams
    leaving: Floats
    must: float
    chosen: Ints
    cost: float
    size: float = _START
    chance: np.random.Generator = field(default_factory=lambda: np.random.default_rng(1))


def improve(part: Part, watch: Watch, seconds: float, patience: int = 60) -> None:
    """Try parts until time is over, or so many in turn brought nothing."""
    until, idle = watch.spent + seconds, 0
    people = len(part.table.people.level)
    while not watch.over and watch.spent < until and idle < patience:
        better = _try(part, watch, min(_SLICE, until - watch.spent))
        idle = 0 if better else idle + 1
        if part.size >= people and not better:
            return


def _try(part: Part, watch: Watch, seconds: float) -> bool:
    teams, people = part.teams, len(part.table.people.level)
    some = _people(part, people)
    now = teams.of(part.chosen)
    touched = some[now.one] | (some[now.other] & (now.other >= 0))
    free = np.ones(part.table.size, dtype=bool)
    free[now.case[~touched]] = False
    room = part.table.people.capacity - whole.load(now.of(~touched), people)
    fits = (teams.work_one <= room[teams.one] + 1e-9) & (teams.work_other <= room[teams.other] + 1e-9)
    fits |= teams.work_other == 0
    usable = np.flatnonzero(free[teams.case] & fits)
    if len(usable) > _TEAMS * 4:
        part.size = max(_FEWEST, part.size * 0.8)
        return False
    own = part.chosen[touched]
    start = np.searchsorted(usable, own)
    began = watch.spent
    leaving = part.leaving
    found = whole.best(
        teams.of(usable), leaving, np.maximum(room, 0), watch,
        seconds=seconds, start=start, step=part.table.step, must=part.must,
    )  # fmt: skip
    quick = watch.spent - began < seconds / 4
    part.size = min(people, part.size + 0.25) if quick else max(_FEWEST, part.size - 0.5)
    if found is None:
        return False
    before = float((teams.cost - leaving[teams.case])[own].sum())
    after = float((teams.cost - leaving[teams.case])[usable[found.places]].sum())
    if after >= before - 1e-9:
        return False
    part.chosen = np.concatenate([part.chosen[~touched], usable[found.places]])
    part.cost += after - before
    watch.found(part.cost, teams.of(part.chosen))
    return True


def _people(part: Part, people: int) -> np.ndarray:
    """A few people who are wanted for the same cases."""
    some = np.zeros(people, dtype=bool)
    count = min(people, int(part.size))
    if people <= 4 * count:
        some[part.chance.choice(people, count, replace=False)] = True
        return some
    where = int(part.chance.integers(len(part.teams)))
    case = part.teams.case[where]
    while some.sum() < count:
        near = part.teams.case == case
        found = np.unique(np.concatenate([part.teams.one[near], part.teams.other[near]]))
        found = found[found >= 0]
        some[part.chance.permutation(found)[: max(1, count - int(some.sum()))]] = True
        linked = np.flatnonzero(some[part.teams.one])
        case = (
            part.teams.case[part.chance.choice(linked)]
            if len(linked)
            else int(part.chance.integers(part.table.size))
        )
    return some
