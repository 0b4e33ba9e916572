"""From clauses to grants: what a clause lets somebody see of what is asked for.

The wall is applied by whoever makes the grants, and by the database; no clause reaches through it either. What an
agreement says here counts only while it is in force; that is for whoever keeps its signatures and its review.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from rjhub.partnership.agreement.parts import Clause
from rjhub.partnership.agreement.schema import Agreement
from rjhub.partnership.agreement.vocabulary import Purpose
from rjhub.partnership.pathway.agency_types import AgencyType
from rjhub.partnership.pathway.stages import StageKind
from rjhub.partnership.pathway.vocabulary import Category, Side


@dataclass(frozen=True, slots=True)
class Allowed:
    """What one clause allows of what was asked: every one of its sides with every one of its categories.

    `stages` is empty where the stage does not matter. Exactly one of `months` (from the day of giving) and
    `months_after_closing` is a number: the other is None.
    """

    clause: str
    sides: tuple[Side, ...]
    categories: tuple[Category, ...]
    stages: tuple[StageKind, ...]
    months: int | None
    months_after_closing: int | None

    def holds_at(self, stage: StageKind) -> bool:
        """Whether it holds at a stage of the case."""
        return not self.stages or stage in self.stages


def clauses_for(
    agreement: Agreement,
    *,
    purpose: str,
    agency_kind: str,
    works_with: str,
    sides: Iterable[str],
    categories: Iterable[str],
) -> tuple[Allowed, ...]:
    """What the clauses allow somebody for a purpose, of the sides and categories that are asked for.

    `agency_kind` and `works_with` are those of the agency for which they act; the program that takes in a referral
    from the public acts for the agency that hosts the hub. The answers together cover exactly what some clause
    allows; clauses that overlap both answer, because each is a ground of its own. An agency that is no party is
    allowed nothing.

    Raises ValueError for a purpose, side or category that no agreement knows.
    """
    wanted = Purpose(purpose)
    of, what = {Side(side) for side in sides}, {Category(category) for category in categories}
    found = []
    for clause in agreement.clauses:
        if not receives(agreement, clause, purpose=wanted, agency_kind=agency_kind, works_with=works_with):
            continue
        allowed = tuple(side for side in clause.sides if side in of)
        kinds = tuple(category for category in clause.categories if category in what)
        if allowed and kinds:
            found.append(_allowed(clause, allowed, kinds))
    return tuple(found)


def receives(
    agreement: Agreement, clause: Clause, *, purpose: Purpose, agency_kind: str, works_with: str
) -> bool:
    """Whether a clause gives anything for a purpose to staff of such an agency."""
    return (
        any(recipient.purpose == purpose for recipient in clause.to)
        and any(party.type == agency_kind for party in agreement.parties)
        and (not clause.agencies or agency_kind in clause.agencies)
        and (not clause.works_with or works_with in clause.works_with)
    )


def asks(
    agreement: Agreement, *, from_kind: str, sides: Iterable[str], categories: Iterable[str]
) -> Clause | None:
    """The clause by which the hub may ask an agency for all of this, or None.

    No agency is asked about a side of the case that it does not work with.
    """
    of, what = {Side(side) for side in sides}, {Category(category) for category in categories}
    party = next((party for party in agreement.parties if party.type == from_kind), None)
    if party is None or not all(party.sides.may_be_asked_about(side) for side in of):
        return None
    return next(
        (clause for clause in agreement.clauses if _asks(agreement, clause, party.type, of, what)), None
    )


def _asks(
    agreement: Agreement, clause: Clause, kind: AgencyType, sides: set[Side], categories: set[Category]
) -> bool:
    return (
        any(recipient.purpose == Purpose.COORDINATE for recipient in clause.to)
        and (not clause.stages or StageKind.INFORMATION in clause.stages)
        and any(party.type == kind for party in agreement.givers(clause))
        and sides.issubset(clause.sides)
        and categories.issubset(clause.categories)
    )


def _allowed(clause: Clause, sides: tuple[Side, ...], categories: tuple[Category, ...]) -> Allowed:
    return Allowed(
        clause=clause.number,
        sides=sides,
        categories=categories,
        stages=clause.stages,
        months=clause.lasts.months,
        months_after_closing=clause.lasts.months_after_closing,
    )
