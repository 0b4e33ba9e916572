"""Deals the cases out one by one at given prices: a first plan, and what a spreadsheet would do at no prices."""

import numpy as np

from rjhub.engines.assignment import pairing
from rjhub.engines.assignment.pairing import Room
from rjhub.engines.assignment.table import Floats, Ints, Table
from rjhub.engines.assignment.teams import Teams, joined
from rjhub.engines.assignment.watching import Watch

_OFFERS = 4
_NEAR = 1e-9


def dealt(
    table: Table,
    prices: Floats,
    leaving: Floats,
    watch: Watch,
    *,
    given: Teams | None = None,
    plainly: bool = False,
) -> Teams:
    """Deal in rounds: every open case names its cheapest teams, and takes one that is still free.

    Who would lose most by waiting comes first; plainly, the more urgent, then who has the fewest people to choose
    from. What is given is dealt before, the first first, as far as people have room.
    """
    room, taken = table.people.capacity.copy(), [joined([])]
    if given is not None:
        taken.append(given.of(_round(given, np.arange(len(given)), _once(given.case), room)))
    first = np.isfinite(table.cost).sum(axis=1) - 1e6 * leaving if plainly else None
    dealt_out = np.zeros(table.size, dtype=bool)
    dealt_out[taken[-1].case] = True
    for reach in (pairing.NEAR, None):
        left = np.flatnonzero(~dealt_out)
        while len(left) and watch.left > 0:
            offers = pairing.find(table, prices, leaving, left, _OFFERS, reach=reach, room=Room(room)).teams
            order = _order(offers, prices, leaving, first)
            taken.append(offers.of(_round(offers, offers.priced(prices), order, room)))
            dealt_out[taken[-1].case] = True
            left = np.setdiff1d(offers.case, taken[-1].case)
    return joined(taken)


def _once(cases: Ints) -> Ints:
    """Each once, in the order in which they come."""
    return cases[np.sort(np.unique(cases, return_index=True)[1])]


def _order(offers: Teams, prices: Floats, leaving: Floats, first: Floats | None) -> Ints:
    """The cases that were offered something, in the order in which they take."""
    cases = np.unique(offers.case)
    if first is not None:
        return np.asarray(cases[np.argsort(first[cases], kind="stable")])
    values = offers.priced(prices)
    order = np.lexsort((values, offers.case))
    ranked, begin = values[order], np.searchsorted(offers.case[order], cases)
    following = np.minimum(begin + 1, len(ranked) - 1)
    second = np.where(offers.case[order][following] == cases, ranked[following], np.inf)
    regret = np.where(following > begin, np.minimum(second, leaving[cases]), leaving[cases]) - ranked[begin]
    return np.asarray(cases[np.argsort(-regret, kind="stable")])


def _round(offers: Teams, values: Floats | Ints, order: Ints, room: Floats) -> Ints:
    """Let every case in turn take the cheapest of its offers whose people still have room."""
    by_value = np.lexsort((values, offers.case))
    begin = np.searchsorted(offers.case[by_value], order)
    end = np.searchsorted(offers.case[by_value], order, side="right")
    one, other = offers.one.tolist(), offers.other.tolist()
    work_one, work_other = offers.work_one.tolist(), offers.work_other.tolist()
    places, taken = by_value.tolist(), []
    for start, stop in zip(begin.tolist(), end.tolist(), strict=True):
        for at in places[start:stop]:
            alone = other[at] < 0
            if work_one[at] <= room[one[at]] + _NEAR and (alone or work_other[at] <= room[other[at]] + _NEAR):
                room[one[at]] -= work_one[at]
                room[other[at]] -= work_other[at]
                taken.append(at)
                break
    return np.array(taken, dtype=np.int64)
