"""Each clause is lawful: a gateway that reaches, a basis under each regime involved, and the conditions it needs."""

from collections.abc import Callable, Iterator
from itertools import product

from rjhub.partnership.agreement import law
from rjhub.partnership.agreement.parts import OWN, Clause, Party
from rjhub.partnership.agreement.schema import Agreement
from rjhub.partnership.agreement.vocabulary import Gateway, Regime
from rjhub.partnership.pathway.vocabulary import Category, Side
from rjhub.partnership.written.faults import Fault, Rule

Cell = tuple[Side, Category]


def gateways(agreement: Agreement) -> Iterator[Fault]:
    """Every gateway that is named reaches, and together they reach everything that the clause gives."""
    for number, clause in enumerate(agreement.clauses):
        pairs = list(_pairs(agreement, clause))
        idle = [place for place, one in enumerate(clause.gateway) if pairs and not _used(one, clause, pairs)]
        for place in idle:
            one = clause.gateway[place]
            message = f"{one.label} does not reach what clause {clause.number} gives: {law.REACH[one].rule}"
            yield Fault(("clauses", number, "gateway", place), f"{message}; name another gateway")
        if not idle:
            yield from _unreached(number, clause, pairs)


def bases(agreement: Agreement) -> Iterator[Fault]:
    """There is a lawful basis under each regime of those who give and receive."""
    for number, clause in enumerate(agreement.clauses):
        for regime, party in _regimes(agreement, clause).items():
            if not getattr(clause.basis, regime.value):
                message = (
                    f"clause {clause.number} has no basis under {regime.label}, "
                    f"under which '{party.type}' works; add '{regime}' to 'basis'"
                )
                yield Fault(("clauses", number, "basis"), message)


def _condition(
    key: str, regime: Regime, kinds: frozenset[Category], what: str
) -> Callable[..., Iterator[Fault]]:
    def find(agreement: Agreement) -> Iterator[Fault]:
        for number, clause in enumerate(agreement.clauses):
            held = [category for category in clause.categories if category in kinds]
            involved = regime in _regimes(agreement, clause)
            if held and involved and not getattr(clause.condition, key):
                message = (
                    f"clause {clause.number} gives '{held[0]}', which is {what} under {regime.label}; "
                    f"add '{key}' to 'condition'"
                )
                yield Fault(("clauses", number, "categories"), message)

    return find


def _regimes(agreement: Agreement, clause: Clause) -> dict[Regime, Party]:
    """The regimes that a clause involves, each with a party that works under it."""
    parties = (*agreement.givers(clause), *agreement.receivers(clause))
    return {regime: party for party in reversed(parties) for regime in sorted(party.regime.involves)}


def _pairs(agreement: Agreement, clause: Clause) -> Iterator[tuple[Party, Party]]:
    """Who gives to whom. Inside one agency, and what it wrote itself, nothing is given to anybody."""
    if OWN in clause.from_:
        return
    for giver, receiver in product(agreement.givers(clause), agreement.receivers(clause)):
        if giver.type != receiver.type:
            yield giver, receiver


def _used(gateway: Gateway, clause: Clause, pairs: list[tuple[Party, Party]]) -> bool:
    reach = law.REACH[gateway]
    return (
        any(reach.lets(giver.powers, receiver.powers) for giver, receiver in pairs)
        and not reach.sides.isdisjoint(clause.sides)
        and not reach.categories.isdisjoint(clause.categories)
    )


def _unreached(number: int, clause: Clause, pairs: list[tuple[Party, Party]]) -> Iterator[Fault]:
    """The first thing that a clause gives and no gateway lets be given."""
    wanted: set[Cell] = set(product(clause.sides, clause.categories))
    for giver, receiver in pairs:
        reaches = [law.REACH[one] for one in clause.gateway]
        open_to = [reach for reach in reaches if reach.lets(giver.powers, receiver.powers)]
        covered = {cell for reach in open_to for cell in product(reach.sides, reach.categories)}
        if wanted <= covered:
            continue
        side, category = min(wanted - covered)
        what = f"'{category}' about the side '{side}'" if open_to else "anything"
        message = (
            f"no gateway of clause {clause.number} lets '{giver.type}' give {what} to '{receiver.type}'; "
            f"add one that does, or narrow the clause"
        )
        yield Fault(("clauses", number, "gateway"), message)
        return


RULES = (
    Rule(("parties", "clauses"), gateways),
    Rule(("parties", "clauses"), bases),
    Rule(
        ("parties", "clauses"),
        _condition("special", Regime.UK_GDPR, law.SPECIAL, "special category data"),
    ),
    Rule(
        ("parties", "clauses"),
        _condition("offences", Regime.UK_GDPR, law.OFFENCES, "criminal offence data"),
    ),
    Rule(
        ("parties", "clauses"),
        _condition("part_3", Regime.PART_3, law.SPECIAL, "sensitive processing"),
    ),
)
