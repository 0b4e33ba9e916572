"""Teams for each case at given prices: which are worth having, and how much the best could still save.

Every facilitator has a price for each unit of their work. A team costs what it costs plus the prices of its people,
and is worth having for a case where that is less than the case's limit. Most cases can be settled by looking at the
few people who ask least; the others are looked at again, among more people, until nobody outside could matter.
"""

from dataclasses import dataclass

import numpy as np

from rjhub.engines.assignment.table import KINDS, MET, Bools, Floats, Ints, Table
from rjhub.engines.assignment.teams import Teams, joined
from rjhub.engines.assignment.watching import Watch

NEAR = 16  # people of each case that are looked at where that is enough
_GROWTH = 4
_NEAR = 1e-9
_CHUNK = 3_000_000  # pairs looked at in one go


@dataclass(frozen=True, slots=True)
class Found:
    """Teams below the limits, and for each case that was looked at what its best team costs."""

    teams: Teams
    lowest: Floats


@dataclass(frozen=True, slots=True)
class Room:
    """What everybody can still work. Who is `held` by a case, or -1, has room for that case whatever else they do."""

    units: Floats
    held: Ints | None = None

    def enough(self, cases: Ints, who: Ints, work: Floats) -> Bools:
        """Whether each has room for the work on a case."""
        fits = work <= self.units[who] + _NEAR
        if self.held is not None:
            fits |= (who == self.held[cases, 0]) | (who == self.held[cases, 1])
        return np.asarray(fits)


@dataclass(frozen=True, slots=True)
class _Near:
    """People of some cases, case by person; and by kind, what the others ask at least."""

    rows: Ints
    who: Ints
    cost: Floats
    work: Floats
    covers: Ints
    asked: Floats
    after: Floats

    def of(self, these: Ints | Bools) -> "_Near":
        return _Near(
            self.rows[these], self.who[these], self.cost[these], self.work[these], self.covers[these],
            self.asked[these], self.after[these],
        )  # fmt: skip

    def at(self, places: Ints, asked: Floats) -> "_Near":
        """Only the people at these places of each row."""
        return _Near(
            self.rows, np.take_along_axis(self.who, places, 1), np.take_along_axis(self.cost, places, 1),
            np.take_along_axis(self.work, places, 1), np.take_along_axis(self.covers, places, 1), asked, self.after,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Looked:
    teams: Teams
    lowest: Floats
    sure: Bools


def find(
    table: Table, prices: Floats, limits: Floats, rows: Ints, most: int | None, *,
    reach: int | None = None, watch: Watch | None = None, room: Room | None = None, rank: int = 1,
) -> Found:  # fmt: skip
    """Find for each of these cases its cheapest teams below its limit, at most so many (None: all of them).

    `limits` goes by case, what comes back by the place in `rows`. The lowest is exact where some team is below the
    limit; elsewhere no team is, and it says no more than the truth. With a `reach`, at most so many people of each
    case are looked at: then teams may be missed, and the lowest is still no more than the truth. Only people with
    `room` are asked. With rank 2 the second cheapest is exact too. Raises OutOfTimeError where there is a watch.
    """
    lowest, parts = np.full(len(rows), np.inf), []
    left, width, widest = np.arange(len(rows)), NEAR, table.who.shape[1]
    while len(left):
        width = min(width, widest)
        step = max(1, _CHUNK // (width * width))
        unsure, last = [], width == widest or (reach is not None and width >= reach)
        for at in range(0, len(left), step):
            if watch:
                watch.go_on()
            these = left[at : at + step]
            near = _kept(table, rows[these], prices, width, room)
            looked = _look(table, near, limits, most, anyhow=reach is not None and last, rank=rank)
            lowest[these] = looked.lowest
            parts.append(looked.teams)
            unsure.append(these[~looked.sure])
        left = np.concatenate(unsure)
        if last:
            break
        width *= _GROWTH
    for at in [] if reach is not None else left.tolist():
        if watch:
            watch.go_on()
        looked = _look(table, _everybody(table, int(rows[at]), prices, limits, room), limits, most, rank=rank)
        lowest[at] = looked.lowest[0]
        parts.append(looked.teams)
    return Found(joined(parts), lowest)


def _kept(table: Table, rows: Ints, prices: Floats, width: int, room: Room | None) -> _Near:
    """The people of each case who ask least: of each kind so many, where the case asks for something."""
    who, cost, work, covers = table.who[rows], table.cost[rows], table.work[rows], table.covers[rows]
    asked = _asked(rows[:, None], cost, who, work, prices, room)
    after = table.beyond[rows].copy()
    if width == who.shape[1]:
        return _Near(rows, who, cost, work, covers, asked, after)
    near, asks = np.empty((len(rows), width), dtype=np.int64), np.empty((len(rows), width))
    asking = ((covers != MET) & np.isfinite(asked)).any(axis=1)
    for these, kinds in ((~asking, [MET]), (asking, range(KINDS))):
        share = width // len(kinds)
        for at, kind in enumerate(kinds):
            own = np.where(covers[these] == kind, asked[these], np.inf)
            order = np.argpartition(own, share, axis=1)
            near[these, at * share : (at + 1) * share] = order[:, :share]
            asks[these, at * share : (at + 1) * share] = np.take_along_axis(own, order[:, :share], axis=1)
            following = np.take_along_axis(own, order[:, share : share + 1], axis=1)[:, 0]
            after[these, kind] = np.minimum(after[these, kind], following)
    taken = _Near(rows, who, cost, work, covers, asked, after)
    return taken.at(near, asks)


def _everybody(table: Table, case: int, prices: Floats, limits: Floats, room: Room | None) -> _Near:
    """Everybody who could be of a team of this case that is below its limit."""
    row = table.row(case)
    asked = _asked(np.array([case]), row.cost, row.who, row.work, prices, room)
    first = asked.min(initial=np.inf) + table.kindest[case] if table.needed[case] > 1 else 0.0
    these = asked + first < limits[case]
    after = np.array([asked[~these & (row.covers == kind)].min(initial=np.inf) for kind in range(KINDS)])
    return _Near(
        np.array([case]), row.who[these][None], row.cost[these][None], row.work[these][None],
        row.covers[these][None], asked[these][None], after[None],
    )  # fmt: skip


def _asked(  # noqa: PLR0917 one column each
    cases: Ints, cost: Floats, who: Ints, work: Floats, prices: Floats, room: Room | None
) -> Floats:
    """What each person asks; whoever has no room left for the work cannot be had."""
    asked = cost + prices[who] * work
    return asked if room is None else np.where(room.enough(cases, who, work), asked, np.inf)


def _look(
    table: Table, near: _Near, limits: Floats, most: int | None, *, rank: int, anyhow: bool = False
) -> _Looked:
    """Look at the teams among these people, and say of which cases nothing outside can matter."""
    pairs = table.needed[near.rows] > 1
    lowest, parts = np.full(len(pairs), np.inf), []
    limit = limits[near.rows]
    sure = np.zeros(len(pairs), dtype=bool)
    for these, look in ((np.flatnonzero(~pairs), _singles), (np.flatnonzero(pairs), _pairs)):
        if len(these):
            some = near.of(these)
            values, one, other = look(table, some)
            best, outside = values.min(axis=1, initial=np.inf), _outside(table, some)
            lowest[these] = np.minimum(best, outside)
            sure[these] = (outside >= limit[these]) | (
                (_ranked(values, rank) <= outside) & (most is not None)
            )
            good = _good(values, np.where(sure[these] | anyhow, limit[these], -np.inf), most)
            parts.append(_teams(table, some, good, one, other))
    return _Looked(joined(parts), lowest, sure)


def _outside(table: Table, near: _Near) -> Floats:
    """What a team costs at least that has somebody who is not among these people.

    Whoever it is, the other must meet what they do not.
    """
    pairs = table.needed[near.rows] > 1
    lowest = np.where(pairs, np.inf, near.after[:, MET])
    for kind in range(KINDS):
        completes = (near.covers | kind) == MET
        other = np.where(completes, near.asked, np.inf).min(axis=1, initial=np.inf)
        outside = [near.after[:, each] for each in range(KINDS) if each | kind == MET]
        other = np.minimum(other, np.min(outside, axis=0)) + table.kindest[near.rows]
        lowest = np.where(pairs, np.minimum(lowest, near.after[:, kind] + other), lowest)
    return lowest


def _singles(table: Table, near: _Near) -> tuple[Floats, Ints, Ints]:
    del table
    one = np.arange(near.who.shape[1])
    return np.where(near.covers == MET, near.asked, np.inf), one, np.full(len(one), -1)


def _pairs(table: Table, near: _Near) -> tuple[Floats, Ints, Ints]:
    one, other = np.triu_indices(near.who.shape[1], 1)
    people, rule = table.people, table.problem.different_agencies
    seen = people.experience[near.who]
    kinds = seen[:, one] * table.together.shape[1] + seen[:, other]
    values = near.asked[:, one] + near.asked[:, other]
    values += table.together.reshape(2, -1)[table.severe[near.rows][:, None], kinds]
    bad = (near.covers[:, one] | near.covers[:, other]) != MET
    if rule:
        agency = people.agency[near.who]
        bad |= agency[:, one] == agency[:, other]
    bad |= ~_together_free(table, near, one, other)
    values[bad] = np.inf
    return values, one, other


def _ranked(values: Floats, rank: int) -> Floats:
    """The lowest value of each row, or the one after it ..."""
    if values.shape[1] < rank:
        return np.full(len(values), np.inf)
    return np.asarray(np.partition(values, rank - 1, axis=1)[:, rank - 1])


def _together_free(table: Table, near: _Near, one: Ints, other: Ints) -> Bools:
    """Whether two people and their case share a half-day."""
    together = np.zeros((len(near.rows), len(one)), dtype=bool)
    for word in range(table.case_slots.shape[1]):
        free = table.people.slots[near.who, word] & table.case_slots[near.rows, word][:, None]
        together |= (free[:, one] & free[:, other]) != 0
    return together


def _good(values: Floats, limit: Floats, most: int | None) -> tuple[Ints, Ints]:
    """The places of the lowest values of each row that are below its limit."""
    if most is None or most >= values.shape[1]:
        rows, places = np.nonzero(values < limit[:, None])
        return rows, places
    lowest = np.argpartition(values, most - 1, axis=1)[:, :most]
    below = np.take_along_axis(values, lowest, axis=1) < limit[:, None]
    return np.nonzero(below)[0], lowest[below]


def _teams(table: Table, near: _Near, good: tuple[Ints, Ints], one: Ints, other: Ints) -> Teams:
    rows, places = good
    first, second = one[places], other[places]
    alone = second < 0
    people = table.people.experience
    who, partner = near.who[rows, first], near.who[rows, second]
    cost = near.cost[rows, first] + np.where(alone, 0.0, near.cost[rows, second])
    cost += np.where(alone, 0.0, table.together[table.severe[near.rows[rows]], people[who], people[partner]])
    return Teams(
        case=near.rows[rows], one=who, other=np.where(alone, -1, partner), cost=cost,
        work_one=near.work[rows, first], work_other=np.where(alone, 0.0, near.work[rows, second]),
    )  # fmt: skip
