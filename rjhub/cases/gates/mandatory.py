"""The gates before any meeting or message, as the database sees them now, and what else is to do before a meeting."""

from rjhub.cases import pathways, queries
from rjhub.cases.gates.checks import CHECKS
from rjhub.cases.gates.obstacles import Obstacle
from rjhub.cases.gates.state import CaseState
from rjhub.cases.models import Case
from rjhub.kernel.decisions import Decision, all_of, allow_if
from rjhub.partnership.pathway import queries as rules
from rjhub.partnership.pathway.checks import Check
from rjhub.partnership.pathway.stages import StageKind


def shut_gates(case: Case, *, indirect: bool) -> tuple[Obstacle, ...]:
    """Each gate that keeps people from meeting, or with `indirect` keeps a message from being passed on."""
    pathway = pathways.pathway_of(case)
    shut = queries.stands_in_the_way(case, indirect=indirect)
    return tuple(
        Obstacle(check, rules.missing_sentence(pathway, check), mandatory=True)
        for check in Check
        if check in shut
    )


def no_gate_shut(case: Case, *, indirect: bool) -> Decision:
    """Whether every gate that cannot be switched off is open; each that is not is a reason."""
    gates = shut_gates(case, indirect=indirect)
    return all_of(*(allow_if(condition=False, otherwise=gate.words) for gate in gates))


def to_do_before_meeting(state: CaseState) -> tuple[Obstacle, ...]:
    """What the pathway wants besides, before people meet. Booking does not wait for it."""
    wanted = rules.gates_for(state.pathway, StageKind.MEETING, state.facts)
    asked = dict.fromkeys((*wanted, Check.SUPPORTERS_PREPARED))
    return tuple(
        Obstacle(check, rules.missing_sentence(state.pathway, check), mandatory=False)
        for check in asked
        if not check.mandatory and check != Check.VENUE_RISK_ASSESSED and not CHECKS[check](state)
    )
