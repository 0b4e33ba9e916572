"""Clauses: each numbered once, each reaching somebody, none through the wall."""

from collections.abc import Iterator

from rjhub.partnership.agreement import law
from rjhub.partnership.agreement.parts import ALL, OWN, Clause, Party
from rjhub.partnership.agreement.schema import Agreement
from rjhub.partnership.pathway.vocabulary import Side, WorksWith
from rjhub.partnership.written.faults import Fault, Rule, repeated

ACROSS = (WorksWith.RESPONSIBLE, WorksWith.NEITHER)


def numbers(agreement: Agreement) -> Iterator[Fault]:
    """A number names one clause."""
    for number in repeated(clause.number for clause in agreement.clauses):
        message = (
            f"clause {agreement.clauses[number].number} stands here twice; give one of them another number"
        )
        yield Fault(("clauses", number, "number"), message)


def alone(agreement: Agreement) -> Iterator[Fault]:
    """`all` and `own` say everything about who gives."""
    for number, clause in enumerate(agreement.clauses):
        for word in (ALL, OWN):
            if word in clause.from_ and len(clause.from_) > 1:
                message = f"'{word}' stands alone; remove it, or the others"
                yield Fault(("clauses", number, "from"), message)


def said_once(agreement: Agreement) -> Iterator[Fault]:
    """Nothing is listed twice in one list of a clause."""
    for number, clause in enumerate(agreement.clauses):
        for key, name in Clause.keys().items():
            listed = getattr(clause, name)
            for place in repeated(listed) if isinstance(listed, tuple) else ():
                yield Fault(("clauses", number, key, place), f"'{listed[place]}' stands in this list twice")


def somebody(agreement: Agreement) -> Iterator[Fault]:
    """A clause reaches somebody."""
    for number, clause in enumerate(agreement.clauses):
        named = {party.type for party in agreement.parties}
        if named.issuperset(clause.agencies) and not agreement.receivers(clause):
            message = "no party is meant by both 'agencies' and 'works_with', so this clause reaches nobody"
            yield Fault(("clauses", number, "works_with"), f"{message}; change one of them")


def wall(agreement: Agreement) -> Iterator[Fault]:
    """How to reach a person harmed and what keeps them safe goes only to those who work with people harmed."""
    for number, clause in enumerate(agreement.clauses):
        behind = [category for category in clause.categories if category in law.BEHIND_THE_WALL]
        if Side.HARMED not in clause.sides or not behind:
            continue
        across = _across(agreement, clause)
        if across is not None:
            kinds = " and ".join(f"'{category}'" for category in behind)
            message = (
                f"clause {clause.number} would give {kinds} of people harmed to {across}; "
                f"add 'works_with: [harmed, both]', or remove {kinds} or 'harmed'"
            )
            yield Fault(("clauses", number, "categories"), message)


def _across(agreement: Agreement, clause: Clause) -> str | None:
    """Who would receive on the wrong side of the wall. An agency may work with others than its type usually does."""
    wrong = next((side for side in clause.works_with or ACROSS if side in ACROSS), None)
    if wrong is None:
        return None
    receivers: tuple[Party, ...] = () if clause.works_with else agreement.receivers(clause)
    party = next((party for party in receivers if party.sides in ACROSS), None)
    if party is None:
        return f"agencies that work with {wrong.label}"
    return f"'{party.type}', which works with {party.sides.label}"


RULES = (
    Rule(("clauses",), numbers),
    Rule(("clauses",), alone),
    Rule(("clauses",), said_once),
    Rule(("parties", "clauses"), somebody),
    Rule(("parties", "clauses"), wall),
)
