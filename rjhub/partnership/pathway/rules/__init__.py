"""What the sections of a pathway must be to each other. Each rule finds faults; none stops at the first."""

from collections.abc import Iterator

from rjhub.partnership.pathway.rules import agencies, contents, court, districts, gates, lines, stages, ways
from rjhub.partnership.pathway.schema import Pathway
from rjhub.partnership.written.faults import Fault, Rule

RULES: tuple[Rule, ...] = (
    *stages.RULES,
    *ways.RULES,
    *gates.RULES,
    *lines.RULES,
    *agencies.RULES,
    *districts.RULES,
    *contents.RULES,
    *court.RULES,
)


def faults(pathway: Pathway, sound: frozenset[str]) -> Iterator[Fault]:
    """Every fault that the sections which could be read (`sound`) show."""
    for rule in RULES:
        if sound.issuperset(rule.needs):
            yield from rule.find(pathway)
