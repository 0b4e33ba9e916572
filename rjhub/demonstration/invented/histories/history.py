"""The whole history of an invented case, in the order in which its area works."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from rjhub.demonstration.invented.histories import afterwards, approach, arrival, assessment, together
from rjhub.demonstration.invented.histories.events import NEUTRAL, Event
from rjhub.demonstration.invented.histories.outcomes import DIRECT, INDIRECT, Outcome, draw_outcome
from rjhub.demonstration.invented.histories.pen import Pen, Request
from rjhub.demonstration.invented.matters import Matter
from rjhub.demonstration.invented.person import HARMED, RESPONSIBLE

USUAL_ORDER = (
    "enquiry",
    "referred",
    "duplicate_check",
    "information",
    "hub_review",
    "allocation",
    "first_contact_harmed",
    "first_contact_responsible",
    "court_adjournment",
    "suitability",
    "court_report",
    "deferral",
    "preparation",
    "ready",
    "meeting",
    "messages",
    "sentence_report",
    "agreement",
    "follow_up",
)
USUALLY_ASKED = (
    Request("police_checks", "police", RESPONSIBLE),
    Request("police_case", "police", NEUTRAL),
    Request("police_statements", "police", HARMED),
    Request("victim_support", "victim_support", HARMED),
    Request("victim_liaison", "victim_liaison", HARMED),
    Request("probation", "probation", RESPONSIBLE),
    Request("prison", "prison", RESPONSIBLE),
    Request("youth_justice", "yjs", RESPONSIBLE),
    Request("health", "nhs", RESPONSIBLE),
)

_FIRST_CONTACTS = ("first_contact_harmed", "first_contact_responsible")
_BEFORE_SENTENCE_ONLY = frozenset({"court_adjournment", "court_report", "deferral", "sentence_report"})
_WAYS_OUT = frozenset({"dormant", "closed"})

Segment = Callable[[Pen, Outcome], bool]


class History(NamedTuple):
    """What happened, how it ends, and the stage in which the case is at the end of what is told."""

    outcome: Outcome
    events: tuple[Event, ...]
    stage: str


def history(
    matter: Matter,
    *,
    seed: int,
    order: Sequence[str] = (),
    asked: Sequence[Request] = USUALLY_ASKED,
    outcome: Outcome | None = None,
    as_of: datetime | None = None,
) -> History:
    """Tell what happened on a case, the same for the same seed.

    `order` is that in which this case goes through its area's stages; without one, the usual order.
    Stages that its ending has no use for (messages where people met) and ways out may stand in it.
    `asked` is what the area asks agencies. Without an `outcome` one is drawn, in the shares of the
    table. Nothing after `as_of` is told, so a case that was opened lately is still open. Raises
    KeyError for a stage that cannot be told.
    """
    pen = Pen(matter, asked=tuple(asked), seed=seed)
    ending = outcome or draw_outcome(matter, pen.chance)
    for stage in _fitting(matter, order or asking_side_first(matter, USUAL_ORDER), ending):
        if not _SEGMENTS[stage](pen, ending) or (as_of is not None and pen.diary.now > as_of):
            break
    events = tuple(event for event in pen.events if as_of is None or event.at <= as_of)
    stages: list[str] = [event.detail["stage"] for event in events if event.kind == "stage_started"]
    return History(ending, events, stages[-1] if stages else "")


def asking_side_first(matter: Matter, order: Sequence[str]) -> list[str]:
    """The same order, but with the person responsible approached first where they asked."""
    stages = list(order)
    if matter.initiator == RESPONSIBLE and all(stage in stages for stage in _FIRST_CONTACTS):
        first, second = sorted(stages.index(stage) for stage in _FIRST_CONTACTS)
        stages[first], stages[second] = "first_contact_responsible", "first_contact_harmed"
    return stages


def _fitting(matter: Matter, order: Sequence[str], ending: Outcome) -> list[str]:
    left_out = set(_WAYS_OUT)
    left_out |= {"messages"} if ending.mode != INDIRECT else set()
    left_out |= {"meeting"} if ending.mode != DIRECT else set()
    left_out |= set() if matter.is_before_sentence else _BEFORE_SENTENCE_ONLY
    left_out |= {"deferral"} if matter.cj_stage != "pre_sentence_deferred" else set()
    left_out |= {"enquiry"} if matter.source not in arrival.PUBLIC else set()
    return [stage for stage in order if stage not in left_out]


def _first_contact_harmed(pen: Pen, outcome: Outcome) -> bool:
    return approach.first_contact(pen, HARMED, outcome)


def _first_contact_responsible(pen: Pen, outcome: Outcome) -> bool:
    return approach.first_contact(pen, RESPONSIBLE, outcome)


_SEGMENTS: Mapping[str, Segment] = {
    "enquiry": arrival.enquiry,
    "referred": arrival.referred,
    "duplicate_check": arrival.duplicate_check,
    "information": arrival.information,
    "hub_review": arrival.hub_review,
    "allocation": approach.allocation,
    "first_contact_harmed": _first_contact_harmed,
    "first_contact_responsible": _first_contact_responsible,
    "suitability": assessment.suitability,
    "court_adjournment": afterwards.court_adjournment,
    "court_report": afterwards.court_report,
    "deferral": afterwards.deferral,
    "preparation": together.preparation,
    "ready": together.ready,
    "meeting": together.meeting,
    "messages": together.messages,
    "sentence_report": afterwards.sentence_report,
    "agreement": afterwards.agreement,
    "follow_up": afterwards.follow_up,
}
