"""Files and the grants on them, as the actions of the sharing room would leave them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from rjhub.demonstration.writing.area import Allowances, Area, HubKnown, Member
from rjhub.demonstration.writing.tables import Row
from rjhub.kernel import clock, months
from rjhub.partnership.vocabulary import WorksWith
from rjhub.sharing.actions import granting
from rjhub.sharing.actions.granting import Scope
from rjhub.sharing.models import Allowance
from rjhub.sharing.vocabulary import Purpose


@dataclass(frozen=True)
class Holder:
    """Whoever can hold a grant."""

    principal: int
    kind: str
    works_with: str


def staff(member: Member) -> Holder:
    """A member of staff."""
    return Holder(member.principal, member.agency.kind, member.agency.works_with)


def coordinators(hub: HubKnown) -> Holder:
    """The coordinators of a hub."""
    return Holder(hub.coordinators, hub.kind, hub.works_with)


def intake(area: Area) -> Holder:
    """The program while it takes in what the public sends, for the agency that runs the first hub."""
    return Holder(area.intake, area.hubs[0].kind, WorksWith.BOTH)


class FileGrants:
    """The grants on one file, and who therefore sees a row of it, as far as clauses of the agreement allow."""

    def __init__(self, file: Row, allowances: Allowances) -> None:
        self._file = file
        self._allowances = allowances
        self._grants: list[Row] = []
        self._kinds: dict[int, str] = {}
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

    def add(self, grant: Row, holder: Holder) -> None:
        """Keep a grant."""
        self._grants.append(grant)
        self._kinds[holder.principal] = holder.kind

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
                    if one["ended_at"] is None
                    and side in one["sides"]
                    and category in one["categories"]
                    and self._is_allowed(one, side, category)
                }
            )
        seen = self._seen[key]
        return seen if holder is None or holder in seen else sorted((*seen, holder))

    def stands_at(self, stage: str, closed_at: datetime | None) -> None:
        """Note the stage of the case to which the file belongs."""
        self._file["stages"] = [stage]
        self._file["closed_on"] = clock.day_of(closed_at) if closed_at else None

    def _is_allowed(self, grant: Row, side: str, category: str) -> bool:
        key = (grant["purpose"], self._kinds[grant["holder_id"]], grant["works_with"])
        return any(
            side in one.sides and category in one.categories and self._counts(one, grant)
            for one in self._allowances.get(key, ())
        )

    def _counts(self, allowance: Allowance, grant: Row) -> bool:
        if allowance.stages and not set(allowance.stages) & set(self._file["stages"]):
            return False
        since = clock.day_of(grant["granted_at"]) if allowance.months is not None else self._file["closed_on"]
        lasts = allowance.months if allowance.months is not None else allowance.months_after_closing
        return since is None or lasts is None or months.add_months(since, lasts) > clock.today()


@cache
def _parts(works_with: str, scope: Scope) -> tuple[tuple[list[str], list[str]], ...]:
    return tuple(
        ([side.value for side in sides], [category.value for category in categories])
        for sides, categories in granting.within_the_wall(WorksWith(works_with), scope)
    )
