"""Whom a proof asks as: somebody of every role on every side of the wall, who knows most, and who knows nothing.

Somebody counts by all that they do at once: a coordinator who facilitates is let in by either role.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from rjhub.partnership.models import Staff

T = TypeVar("T")
Role = tuple[str, str]  # what they do, beside whom


def roles_of(staff: Staff) -> frozenset[Role]:
    """What somebody does now, with the side that their agency works with; "nothing" where they have no role."""
    held = {held.role for held in staff.roles.all() if held.ended_at is None} or {"nothing"}
    return frozenset((role, staff.agency.works_with) for role in held)


def choose(
    people: Sequence[T], most: int, *, of: Callable[[T], Staff], knows: Callable[[T], int], roles: bool = True
) -> list[T]:
    """So many people, or with `roles` as many more as it takes for every role, in the order in which they were given.

    First whoever adds most roles, and of those whoever knows most; then those who know most, but each third somebody
    who knows nothing.
    """
    chosen = _of_every_role(people, of, knows) if roles else []
    left = sorted((one for one in people if one not in chosen), key=lambda one: -knows(one))
    knowing, others = [one for one in left if knows(one)], [one for one in left if not knows(one)]
    more = max(0, most - len(chosen))
    outside = min(len(others), max(more // 3, more - len(knowing), int(not roles)))
    chosen += [*knowing[: more - outside], *others[:outside]]
    return [one for one in people if one in chosen]


def every_role(people: Iterable[Staff]) -> set[Role]:
    """What all of them do."""
    return {role for staff in people for role in roles_of(staff)}


def _of_every_role(people: Sequence[T], of: Callable[[T], Staff], knows: Callable[[T], int]) -> list[T]:
    missing, chosen = every_role(map(of, people)), list[T]()
    while missing:
        best = max(people, key=lambda one: (len(roles_of(of(one)) & missing), knows(one)))
        chosen.append(best)
        missing -= roles_of(of(best))
    return chosen
