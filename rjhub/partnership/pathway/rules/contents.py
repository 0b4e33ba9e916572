"""What lists must hold: keys once, clocks that exist, consents and reasons that every pathway needs."""

from collections.abc import Iterator

from rjhub.partnership.pathway.case_words import ClosingReason
from rjhub.partnership.pathway.plain_english import unknown
from rjhub.partnership.pathway.schema import Pathway
from rjhub.partnership.pathway.stages import StageKind
from rjhub.partnership.pathway.vocabulary import DocumentKind, InterventionType, Side
from rjhub.partnership.written.faults import Fault, Rule, repeated
from rjhub.partnership.written.reading import Path

KEYED = ("hubs", "streams", "clocks", "requests", "approvals", "follow_ups", "documents")
NEEDED_REASONS = (ClosingReason.HARMED_WITHDREW, ClosingReason.RESPONSIBLE_WITHDREW, ClosingReason.DUPLICATE)
NEEDED_CONSENTS = (DocumentKind.CONSENT_TO_ASSESSMENT, DocumentKind.CONSENT_TO_TAKE_PART)


def _keys_once(section: str) -> Rule:
    def find(pathway: Pathway) -> Iterator[Fault]:
        items = getattr(pathway, section)
        for number in repeated(item.key for item in items):
            message = f"the key '{items[number].key}' stands in '{section}' twice; give one of them another"
            yield Fault((section, number, "key"), message)

    return Rule((section,), find)


def clocks(pathway: Pathway) -> Iterator[Fault]:
    """Clocks that are used exist, and clocks that exist are used."""
    known = tuple(clock.key for clock in pathway.clocks)
    used = dict(_clock_uses(pathway))
    for path, key in used.items():
        if key not in known:
            yield Fault(path, unknown("clock", key, known))
    for number, clock in enumerate(pathway.clocks):
        if clock.key not in used.values():
            message = (
                f"nothing uses clock '{clock.key}'; name it in a stage, request or follow-up, or remove it"
            )
            yield Fault(("clocks", number, "key"), message)


def _clock_uses(pathway: Pathway) -> Iterator[tuple[Path, str]]:
    for section in ("stages", "requests", "follow_ups"):
        for number, item in enumerate(getattr(pathway, section)):
            if item.clock is not None:
                yield (section, number, "clock"), item.clock


def consents(pathway: Pathway) -> Iterator[Fault]:
    """Each side has words to agree to, and a leaflet that says what they agree to."""
    held = {(document.kind, document.side) for document in pathway.documents}
    for side in (Side.HARMED, Side.RESPONSIBLE):
        for kind in (DocumentKind.LEAFLET, *NEEDED_CONSENTS):
            if (kind, side) not in held and (kind, Side.NEUTRAL) not in held:
                yield Fault(
                    ("documents",), f"there is no '{kind}' for the {side.label}; add one with its wording"
                )


def closing_reasons(pathway: Pathway) -> Iterator[Fault]:
    """Reasons stand once; people can always withdraw."""
    reasons = pathway.closing.reasons
    for number in repeated(reasons):
        yield Fault(
            ("closing", "reasons", number), f"closing reason '{reasons[number]}' stands in the list twice"
        )
    for reason in NEEDED_REASONS:
        if reason not in reasons:
            yield Fault(
                ("closing", "reasons"), f"closing reason '{reason}' is missing; every pathway needs it"
            )


def interventions(pathway: Pathway) -> Iterator[Fault]:
    """What is offered has a stage in which it can take place."""
    offered, kinds = pathway.interventions.offered, {stage.stage for stage in pathway.stages}
    preferred = pathway.interventions.preferred
    if preferred is not None and preferred not in offered:
        yield Fault(
            ("interventions", "preferred"), f"'{preferred}' is preferred but not in 'offered'; add it there"
        )
    if InterventionType.SHUTTLE in offered and StageKind.MESSAGES not in kinds:
        yield Fault(
            ("interventions", "offered"), "messages are offered, but there is no stage 'messages'; add it"
        )
    if any(kind.is_direct for kind in offered) and StageKind.MEETING not in kinds:
        yield Fault(
            ("interventions", "offered"), "meetings are offered, but there is no stage 'meeting'; add it"
        )


RULES = (
    *(_keys_once(section) for section in KEYED),
    Rule(("clocks", "stages", "requests", "follow_ups"), clocks),
    Rule(("documents",), consents),
    Rule(("closing",), closing_reasons),
    Rule(("interventions", "stages"), interventions),
)
