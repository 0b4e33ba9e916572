"""No two clauses say different things about the same information, from and to the same agencies, at the same stage."""

from collections.abc import Iterator
from itertools import combinations

from rjhub.partnership.agreement.parts import OWN, Clause
from rjhub.partnership.agreement.schema import Agreement
from rjhub.partnership.pathway.agency_types import AgencyType
from rjhub.partnership.pathway.stages import StageKind
from rjhub.partnership.pathway.vocabulary import WorksWith
from rjhub.partnership.written.faults import Fault, Rule


def contradictions(agreement: Agreement) -> Iterator[Fault]:
    """Clauses that overlap last as long, and may be passed on as far."""
    for (_, first), (number, second) in combinations(enumerate(agreement.clauses), 2):
        if not _overlap(agreement, first, second):
            continue
        if first.lasts != second.lasts:
            said = (
                f"clause {first.number} lasts {first.lasts.text}, clause {second.number} {second.lasts.text}"
            )
            yield _fault(number, "lasts", f"{said}, {_same(first, second)}")
        if set(first.onward) != set(second.onward):
            said = f"clauses {first.number} and {second.number} limit passing on differently"
            yield _fault(number, "onward", f"{said}, {_same(first, second)}")


def _fault(number: int, key: str, message: str) -> Fault:
    return Fault(("clauses", number, key), f"{message}; make them say the same, or narrow one of them")


def _same(first: Clause, second: Clause) -> str:
    side = next(side for side in first.sides if side in second.sides)
    category = next(category for category in first.categories if category in second.categories)
    return f"and both give '{category}' about the side '{side}'"


def _overlap(agreement: Agreement, first: Clause, second: Clause) -> bool:
    """Whether something is given by both clauses, from the same to the same, at the same stage of a case."""
    pairs = (
        (set(first.to), set(second.to)),
        (set(first.sides), set(second.sides)),
        (set(first.categories), set(second.categories)),
        (set(first.stages or StageKind), set(second.stages or StageKind)),
        (set(first.works_with or WorksWith), set(second.works_with or WorksWith)),
        (_named(agreement, first), _named(agreement, second)),
        (_givers(agreement, first), _givers(agreement, second)),
    )
    return all(not one.isdisjoint(other) for one, other in pairs)


def _named(agreement: Agreement, clause: Clause) -> set[AgencyType]:
    return set(clause.agencies) or {party.type for party in agreement.parties}


def _givers(agreement: Agreement, clause: Clause) -> set[str]:
    return {OWN} if OWN in clause.from_ else {party.type for party in agreement.givers(clause)}


RULES = (Rule(("parties", "clauses"), contradictions),)
