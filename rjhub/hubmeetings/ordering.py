"""Which cases wait for a decision of the hub, and in which order its pathway says they come."""

from dataclasses import dataclass
from datetime import date

from rjhub.cases import clocks, pathways
from rjhub.cases.gates.state import CaseState
from rjhub.cases.models import Case
from rjhub.hubmeetings.vocabulary import Because
from rjhub.partnership.pathway import queries as rules
from rjhub.partnership.pathway.checks import Check
from rjhub.partnership.pathway.schema import Pathway
from rjhub.partnership.pathway.stages import StageKind
from rjhub.partnership.pathway.vocabulary import Factor

LAST = date.max


@dataclass(frozen=True)
class Waiting:
    """A case that waits, for what, by when, and whether it is sensitive or complex."""

    case: Case
    why: Because
    due_on: date | None
    sensitive: bool


def stages_that_wait(pathway: Pathway) -> frozenset[StageKind]:
    """The stages that a decision of the hub finishes, and the one in which facilitators are asked."""
    decides = (
        stage.stage
        for stage in pathway.stages
        if Check.HUB_DECIDED in rules.gates_to_finish(pathway, stage.stage)
    )
    return frozenset({StageKind.HUB_REVIEW, StageKind.ALLOCATION, *decides})


def waiting(case: Case) -> Waiting | None:
    """What a case waits for, if it is for the hub: its decision, or facilitators that nobody was asked to be."""
    state = CaseState(case)
    kind = StageKind(case.stage)
    decides = Check.HUB_DECIDED in rules.gates_to_finish(state.pathway, kind, state.facts)
    if decides or kind == StageKind.HUB_REVIEW:
        why = Because.DECISION
    elif kind == StageKind.ALLOCATION and not state.allocations:
        why = Because.FACILITATORS
    else:
        return None
    return Waiting(case=case, why=why, due_on=due_on(case), sensitive=bool(state.flags))


def due_on(case: Case) -> date | None:
    """By when the stage of a case is to be finished, as the clock of its pathway says."""
    clock = rules.clock_for(pathways.pathway_of(case), StageKind(case.stage))
    return clocks.due_on(clock, since=case.stage_since) if clock else None


def in_order(found: list[Waiting], today: date) -> list[Waiting]:
    """What is overdue first. Then, where the pathway weighs severity, what is sensitive; then what is due soonest."""

    def place(one: Waiting) -> tuple[bool, bool, date, str]:
        weighs = Factor.SEVERITY in pathways.pathway_of(one.case).allocation.weigh
        due = one.due_on or LAST
        return (due >= today, not (weighs and one.sensitive), due, one.case.reference)

    return sorted(found, key=place)
