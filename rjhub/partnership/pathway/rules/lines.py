"""Lists of which the first line that fits counts: each must have a last line for all other cases."""

from collections.abc import Iterator, Sequence

from rjhub.partnership.pathway.conditions import Conditional
from rjhub.partnership.pathway.parts import REFERRER
from rjhub.partnership.pathway.schema import Pathway
from rjhub.partnership.written.faults import Fault, Rule
from rjhub.partnership.written.reading import Path


def next_stages(pathway: Pathway) -> Iterator[Fault]:
    """Where a stage leads."""
    for number, stage in enumerate(pathway.stages):
        yield from _complete(stage.next, ("stages", number, "next"))


def first_contact(pathway: Pathway) -> Iterator[Fault]:
    """Who makes first contact."""
    yield from _complete(pathway.first_contact.harmed, ("first_contact", "harmed"))
    yield from _complete(pathway.first_contact.responsible, ("first_contact", "responsible"))


def named_contact(pathway: Pathway) -> Iterator[Fault]:
    """Who stays the named contact."""
    yield from _complete(pathway.named_contact, ("named_contact",))


def received_by(pathway: Pathway) -> Iterator[Fault]:
    """Who receives a referral."""
    yield from _complete(pathway.routing.received_by, ("routing", "received_by"))


def lead(pathway: Pathway) -> Iterator[Fault]:
    """Which agency takes a case."""
    yield from _complete(pathway.allocation.lead, ("allocation", "lead"))


def streams(pathway: Pathway) -> Iterator[Fault]:
    """Which stream a case counts in."""
    yield from _complete(pathway.streams, ("streams",))


def _complete(lines: Sequence[Conditional], path: Path) -> Iterator[Fault]:
    for number, line in enumerate(lines[:-1]):
        if line.when is None and getattr(line, "agency", None) != REFERRER:
            yield Fault(
                (*path, number + 1), "this line never counts, because the one above has no 'when'; move it up"
            )
    if not lines:
        return
    last = (*path, len(lines) - 1)
    if lines[-1].when is not None:
        yield Fault(
            last,
            "the last line must have no 'when', so that there is an answer for every case; add such a line",
        )
    elif getattr(lines[-1], "agency", None) == REFERRER:
        yield Fault(
            last, "the last line cannot be 'referrer', who may not be an agency; add a line, such as 'hub'"
        )


RULES = (
    Rule(("stages",), next_stages),
    Rule(("first_contact",), first_contact),
    Rule(("named_contact",), named_contact),
    Rule(("routing",), received_by),
    Rule(("allocation",), lead),
    Rule(("streams",), streams),
)
