"""What is in the way of a case going on, in the words of its own pathway."""

from collections.abc import Iterable
from dataclasses import dataclass

from rjhub.cases.gates.checks import CHECKS
from rjhub.cases.gates.state import CaseState
from rjhub.kernel.decisions import Decision, all_of, allow_if
from rjhub.partnership.pathway import queries as rules
from rjhub.partnership.pathway.checks import Check
from rjhub.partnership.pathway.stages import StageKind


@dataclass(frozen=True)
class Obstacle:
    """Something that is missing: the check that does not hold, and the sentence that says so."""

    check: Check
    words: str
    mandatory: bool


def obstacles_to(state: CaseState, stage: StageKind) -> tuple[Obstacle, ...]:
    """All that keeps a case from going to a stage now."""
    wanted = rules.gates_between(state.pathway, StageKind(state.case.stage), stage, state.facts)
    return _missing(state, wanted)


def in_the_way(state: CaseState) -> dict[StageKind, tuple[Obstacle, ...]]:
    """For each stage to which the case may go next, all that keeps it from going there now."""
    ahead = rules.next_stages(state.pathway, StageKind(state.case.stage), state.facts)
    return {stage: obstacles_to(state, stage) for stage in ahead}


def no_obstacle(state: CaseState, stage: StageKind) -> Decision:
    """Whether nothing keeps a case from going to a stage; each thing in the way is a reason."""
    return all_of(*(allow_if(condition=False, otherwise=one.words) for one in obstacles_to(state, stage)))


def _missing(state: CaseState, checks: Iterable[Check]) -> tuple[Obstacle, ...]:
    return tuple(
        Obstacle(check, rules.missing_sentence(state.pathway, check), bool(check.mandatory))
        for check in checks
        if not CHECKS[check](state)
    )
