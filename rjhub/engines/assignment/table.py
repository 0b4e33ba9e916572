"""A problem as columns of numbers: for each case the people who may take it, the cheapest first."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rjhub.engines.assignment import rounding
from rjhub.engines.assignment.problem import EXPERIENCED, Case, Problem

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Bits = NDArray[np.uint64]

KINDS = 4  # of people, for one case: speaks its language (1), is of its gender (2), both, neither
MET = 3
_NEAR = 1e-9
_KEPT = 160  # people kept for each case; the others are looked at again where they could still pay
_WORD = 63


@dataclass(frozen=True, slots=True)
class Row:
    """The people who may take one case, the cheapest first."""

    who: Ints
    cost: Floats
    work: Floats
    covers: Ints


@dataclass(frozen=True, slots=True)
class People:
    """What is known of each facilitator, as columns."""

    x: Floats
    y: Floats
    level: Ints
    agency: Ints
    experience: Ints
    capacity: Floats
    furthest: Floats
    slots: Bits
    languages: dict[str, Bools]
    genders: dict[str, Bools]
    agencies: dict[str, int]
    place: dict[str, int]


@dataclass(frozen=True, slots=True)
class Table:
    """Arrays over cases (first) and the people kept for each (second); an empty place costs infinity.

    `covers` says what of the language and gender that are asked for each person meets; where nothing is asked,
    everybody meets it. `beyond` is what the cheapest person of each kind costs who is not kept.
    `together[severe, one, other]` is what two people cost beside their ways. `step` is what two plans of different
    cost differ by at least, or 0 if that is not known.
    Work and capacity are whole numbers wherever a power of ten makes them so.
    """

    problem: Problem
    people: People
    who: Ints
    cost: Floats
    work: Floats
    covers: Ints
    beyond: Floats
    case_slots: Bits
    needed: Ints
    severe: Ints
    leaving: Floats
    together: Floats
    step: float
    scale: int

    @property
    def size(self) -> int:
        """How many cases there are."""
        return len(self.problem.cases)

    @property
    def kindest(self) -> Floats:
        """The least that two people can cost beside their ways, for each case."""
        least = self.together.min(axis=(1, 2))
        return np.where(self.needed > 1, least[self.severe], 0.0)

    def row(self, case: int) -> Row:
        """Everybody who may take this case."""
        return _row(self.problem, self.people, self.scale, self.case_slots[case], self.problem.cases[case])


def tabulated(problem: Problem) -> Table:
    """Make the columns of a problem."""
    bits, scale = _slot_bits(problem), rounding.scale_of_work(problem)
    people, cases = _people(problem, bits, scale), problem.cases
    case_slots = _masks([each.slots for each in cases], bits)
    rows = [_row(problem, people, scale, *each) for each in zip(case_slots, cases, strict=True)]
    kept = [_kept(each) for each in rows]
    width = max(1, *(len(each) for each in kept)) if kept else 1
    return Table(
        problem=problem, people=people,
        who=_padded([each.who[some] for each, some in zip(rows, kept, strict=True)], width, 0),
        cost=_padded([each.cost[some] for each, some in zip(rows, kept, strict=True)], width, np.inf),
        work=_padded([each.work[some] for each, some in zip(rows, kept, strict=True)], width, 0.0),
        covers=_padded([each.covers[some] for each, some in zip(rows, kept, strict=True)], width, 0),
        beyond=np.array([_beyond(each, some) for each, some in zip(rows, kept, strict=True)]).reshape(-1, KINDS),
        case_slots=case_slots,
        needed=np.array([each.needed for each in cases], dtype=np.int64),
        severe=np.array([each.severity > 1 for each in cases], dtype=np.int64),
        leaving=leaving_costs(problem),
        together=_together(problem), step=rounding.step_of_cost(problem), scale=scale,
    )  # fmt: skip


def leaving_costs(problem: Problem) -> Floats:
    """What it costs to leave each case; a case with a lock cannot be left."""
    weight = problem.weights.unallocated
    return np.array(
        [np.inf if each.id in problem.locked else weight * each.priority for each in problem.cases]
    )


def _people(problem: Problem, bits: dict[str, int], scale: int) -> People:
    staff = problem.facilitators
    agencies = {each: at for at, each in enumerate(sorted({one.agency for one in staff}))}
    spoken = {each.language for each in problem.cases if each.language is not None}
    asked = {each.gender for each in problem.cases if each.gender is not None}
    return People(
        x=np.array([each.x for each in staff], dtype=np.float64),
        y=np.array([each.y for each in staff], dtype=np.float64),
        level=np.array([each.level for each in staff], dtype=np.int64),
        agency=np.array([agencies[each.agency] for each in staff], dtype=np.int64),
        experience=np.array([min(each.experience, EXPERIENCED) for each in staff], dtype=np.int64),
        capacity=rounding.whole_down(np.array([each.capacity for each in staff], dtype=np.float64), scale),
        furthest=np.array([np.inf if each.max_travel is None else each.max_travel for each in staff]),
        slots=_masks([each.slots for each in staff], bits),
        languages={word: np.array([word in each.languages for each in staff], bool) for word in spoken},
        genders={word: np.array([word == each.gender for each in staff], bool) for word in asked},
        agencies=agencies,
        place={each.id: at for at, each in enumerate(staff)},
    )


def _slot_bits(problem: Problem) -> dict[str, int]:
    """A bit for each half-day; the first bit of all is for people and cases that are always free."""
    lists = [each.slots for each in problem.facilitators] + [each.slots for each in problem.cases]
    names = sorted({slot for each in lists for slot in each or ()})
    return {name: at + 1 for at, name in enumerate(names)}


def _masks(slots: Sequence[frozenset[str] | None], bits: dict[str, int]) -> Bits:
    words = np.zeros((len(slots), len(bits) // _WORD + 1), dtype=np.uint64)
    for row, each in enumerate(slots):
        for bit in range(len(bits) + 1) if each is None else (bits[slot] for slot in each):
            words[row, bit // _WORD] |= np.uint64(1 << bit % _WORD)
    return words


def _row(problem: Problem, people: People, scale: int, mask: Bits, case: Case) -> Row:
    kilometres = distances(problem, people, case)
    may = (people.level >= case.severity) & (kilometres <= people.furthest)
    may &= ((people.slots & mask) != 0).any(axis=1)
    may[[people.place[each] for each in case.excluded_facilitators if each in people.place]] = False
    for each in case.excluded_agencies:
        may &= people.agency != people.agencies.get(each, -1)
    cost = problem.weights.travel * np.floor(kilometres + 0.5)
    table = problem.cost.get(case.id)
    if table is not None:
        may &= _listed(people, table)
        _overwrite(cost, people, table)
    work = np.full(len(cost), case.work, dtype=np.float64)
    _overwrite(work, people, problem.work.get(case.id, {}))
    work = rounding.whole(work, scale)
    may &= work <= people.capacity + _NEAR
    chosen = np.flatnonzero(may)
    chosen = chosen[np.argsort(cost[chosen], kind="stable")]
    row = Row(chosen, cost[chosen], work[chosen], _covers(people, case)[chosen])
    return _with_locks(row, [people.place[each] for each in problem.locked.get(case.id, ())], case.needed)


def _with_locks(row: Row, locked: Sequence[int], needed: int) -> Row:
    """Leave only teams that hold everybody who is locked to the case.

    Of two people the one who is locked then is the one who meets everything, and the other meets nothing: no other
    two are a team. Where the lock cannot hold, nobody is left.
    """
    if not locked:
        return row
    fixed = np.isin(row.who, locked)
    together = np.bitwise_or.reduce(row.covers[fixed], initial=0)
    if len(locked) > needed or fixed.sum() < len(locked):
        stay = np.zeros(len(fixed), dtype=bool)
    elif len(locked) == needed:
        stay = fixed & (together == MET)
    else:
        stay = fixed | (row.covers | together == MET)
    covers = np.where(fixed, MET, 0)
    if len(locked) == needed > 1:
        covers = np.where(row.who == locked[0], 1, 2)
    return Row(row.who[stay], row.cost[stay], row.work[stay], covers[stay])


def _kept(row: Row) -> Ints:
    """The places of the cheapest people of each kind."""
    kinds = [np.flatnonzero(row.covers == kind) for kind in range(KINDS)]
    each = _KEPT // max(1, sum(len(kind) > 0 for kind in kinds))
    return np.concatenate([kind[:each] for kind in kinds])


def _beyond(row: Row, kept: Ints) -> Floats:
    left = np.ones(len(row.who), dtype=bool)
    left[kept] = False
    return np.array([row.cost[left & (row.covers == kind)].min(initial=np.inf) for kind in range(KINDS)])


def distances(problem: Problem, people: People, case: Case) -> Floats:
    """Kilometres from everybody to a case: the table's, or the straight line's.

    The square root of a row of numbers may differ from that of one in its last digit, so it is taken again by
    itself where that digit decides: at half a kilometre and at the furthest that somebody goes.
    """
    across, up = people.x - case.x, people.y - case.y
    found = np.hypot(across, up)
    close = (np.abs((found % 1) - 0.5) < _NEAR) | (np.abs(found - people.furthest) < _NEAR)
    for at in np.flatnonzero(close).tolist():
        found[at] = math.hypot(across[at], up[at])
    _overwrite(found, people, problem.travel.get(case.id, {}))
    return np.asarray(found)


def _listed(people: People, table: Mapping[str, float]) -> Bools:
    listed = np.zeros(len(people.level), dtype=bool)
    listed[[people.place[each] for each in table if each in people.place]] = True
    return listed


def _overwrite(values: Floats, people: People, table: Mapping[str, float]) -> None:
    known = [(people.place[each], value) for each, value in table.items() if each in people.place]
    if known:
        values[[at for at, _ in known]] = [value for _, value in known]


def _covers(people: People, case: Case) -> Ints:
    """Which of what the case asks for each person meets, as bits."""
    met = np.zeros(len(people.level), dtype=np.int64)
    met |= 1 if case.language is None else people.languages[case.language].astype(np.int64)
    met |= 2 if case.gender is None else people.genders[case.gender].astype(np.int64) * 2
    return met


def _padded(rows: Sequence[NDArray[Any]], width: int, empty: float) -> NDArray[Any]:
    kind = np.float64 if isinstance(empty, float) else np.int64
    out = np.full((len(rows), width), empty, dtype=kind)
    for at, each in enumerate(rows):
        kept = each[:width]
        out[at, : len(kept)] = kept
    return out


def _together(problem: Problem) -> Floats:
    def cost(severe: int, one: int, other: int) -> float:
        return problem.weights.of_pair(min(one, other), max(one, other), severe + 1)

    classes = range(EXPERIENCED + 1)
    return np.array(
        [[[cost(severe, one, other) for other in classes] for one in classes] for severe in (0, 1)],
        dtype=np.float64,
    )
