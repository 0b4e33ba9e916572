"""Files and the grants on them, as the actions of the sharing room would leave them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from rjhub.demonstration.writing.area import HubKnown, Member
from rjhub.demonstration.writing.tables import Row
from rjhub.partnership.vocabulary import WorksWith
from rjhub.sharing.actions import granting
from rjhub.sharing.actions.granting import Scope
from rjhub.sharing.vocabulary import Purpose


@dataclass(frozen=True)
class Holder:
    """Whoever can hold a grant."""

    principal: int
    works_with: str


def staff(member: Member) -> Holder:
    """A member of staff."""
    return Holder(member.principal, member.agency.works_with)


def coordinators(hub: HubKnown) -> Holder:
    """The coordinators of a hub."""
    return Holder(hub.coordinators, hub.works_with)


def intake(principal: int) -> Holder:
    """The program while it takes in what the public sends."""
    return Holder(principal, WorksWith.BOTH)


class FileGrants:
    """The grants on one file, and who therefore sees a row of it."""

    def __init__(self) -> None:
        self._grants: list[Row] = []
        self._seen: dict[tuple[str, str], list[int]] = {}

    def wanting(self, holder: Holder, scope: Scope) -> Iterable[tuple[list[str], list[str]]]:
        """The sides and categories of each grant that a holder gets for a scope and has not got yet."""
        for sides, categories in _parts(holder.works_with, scope):
            if not any(
                one["holder_id"] == holder.principal
                and one["purpose"] == scope.purpose
                and one["ended_at"] is None
                and set(sides) <= set(one["sides"])
                and set(categories) <= set(one["categories"])
                for one in self._grants
            ):
                yield sides, categories

    def add(self, grant: Row) -> None:
        """Keep a grant."""
        self._grants.append(grant)

    def end(
        self, *, holder: int | None, purposes: Iterable[Purpose], by: str | None, at: datetime
    ) -> list[Row]:
        """End the grants of a holder (of every one, without) for these purposes, and answer which."""
        ending = [
            one
            for one in self._grants
            if one["ended_at"] is None and one["purpose"] in purposes and holder in {None, one["holder_id"]}
        ]
        for one in ending:
            one["ended_at"], one["ended_by_id"] = at, by
        return ending

    def acl(self, side: str, category: str, holder: int | None = None) -> list[int]:
        """Whoever sees a row of a side and category: what keeper.acl answers once the story is told."""
        key = (side, category)
        if key not in self._seen:
            self._seen[key] = sorted(
                {
                    one["holder_id"]
                    for one in self._grants
                    if one["ended_at"] is None and side in one["sides"] and category in one["categories"]
                }
            )
        seen = self._seen[key]
        return seen if holder is None or holder in seen else sorted((*seen, holder))


@cache
def _parts(works_with: str, scope: Scope) -> tuple[tuple[list[str], list[str]], ...]:
    return tuple(
        ([side.value for side in sides], [category.value for category in categories])
        for sides, categories in granting.within_the_wall(WorksWith(works_with), scope)
    )
