"""The next-best pair of a case while everybody else keeps theirs, and whether two people suit a case at all."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from rjhub.allocation.needs import (
    Helper,
    Need,
    Weights,
    cannot_be_together,
    may_lead,
    obstacles,
    points_of_one,
    points_of_two,
)
from rjhub.allocation.vocabulary import Aim


@dataclass(frozen=True, slots=True)
class Around:
    """Everybody, how many cases each of them gets in the plan, and what aims weigh."""

    helpers: Sequence[Helper]
    taken: Mapping[UUID, int]
    weights: Weights


def next_best(
    need: Need, own: tuple[Helper, Helper], around: Around
) -> tuple[tuple[Helper, Helper], float] | None:
    """The pair with the fewest points that is not the case's own, and how many; None where there is none.

    People are looked at by what they count alone, so that most pairs need not be looked at.
    """
    has = {one.id for one in own}
    able = sorted(
        (
            (float(sum(points_of_one(need, one, around.weights).values())), one)
            for one in _able(need, has, around)
        ),
        key=lambda each: (each[0], str(each[1].id)),
    )
    must = {*need.standing, *need.keep}
    best: tuple[tuple[Helper, Helper], float] | None = None
    for place, (points, one) in enumerate(able):
        for more, other in able[place + 1 :]:
            if best is not None and points + more - around.weights[Aim.MENTORING] >= best[1]:
                break
            pair = {one.id, other.id}
            if pair == has or not must <= pair or not suits(need, one, other):
                continue
            count = float(sum(points_of_two(need, one, other, around.weights).values()))
            if best is None or count < best[1]:
                best = (one, other), count
    return best


def suits(need: Need, one: Helper, other: Helper) -> bool:
    """Whether two people, whom nothing keeps from a case by themselves, can take it together."""
    pair = (one, other)
    return (
        not cannot_be_together(one, other)
        and any(may_lead(need, each) for each in pair)
        and any(each.reaches_harmed for each in pair)
        and (not need.language or any(need.language in each.languages for each in pair))
        and not (need.mixed and one.charity == other.charity)
        and not (need.apart and one.agency_id == other.agency_id)
        and (bool(need.standing) or bool(need.slots & one.slots & other.slots))
    )


def _able(need: Need, own: set[UUID], around: Around) -> Iterator[Helper]:
    for helper in around.helpers:
        others = around.taken.get(helper.id, 0) - (helper.id in own and helper.id not in need.standing)
        has_room = helper.id in need.standing or helper.room > others
        if has_room and not any(True for _ in obstacles(need, helper)):
            yield replace(helper, has=helper.has + others)
