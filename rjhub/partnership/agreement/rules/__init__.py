"""What the sections of an agreement must be to each other. Each rule finds faults; none stops at the first."""

from collections.abc import Iterator

from rjhub.partnership.agreement.rules import clauses, contradictions, lawfulness, parties
from rjhub.partnership.agreement.schema import Agreement
from rjhub.partnership.written.faults import Fault, Rule

RULES: tuple[Rule, ...] = (
    *parties.RULES,
    *clauses.RULES,
    *lawfulness.RULES,
    *contradictions.RULES,
)


def faults(agreement: Agreement, sound: frozenset[str]) -> Iterator[Fault]:
    """Every fault that the sections which could be read (`sound`) show."""
    for rule in RULES:
        if sound.issuperset(rule.needs):
            yield from rule.find(agreement)
