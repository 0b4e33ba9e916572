"""Who speaks with somebody first, as the pathway of the area says."""

from rjhub.cases.gates.state import CaseState
from rjhub.cases.models import Party
from rjhub.cases.vocabulary import FacilitatorPart, PartyStatus
from rjhub.kernel.decisions import Decision, allow, allow_if
from rjhub.partnership.models import Staff
from rjhub.partnership.pathway import queries as rules
from rjhub.partnership.pathway.agency_types import AgencyType
from rjhub.partnership.pathway.parts import LEAD
from rjhub.partnership.pathway.vocabulary import Side


def right_person_first(state: CaseState, party: Party, by: Staff) -> Decision:
    """Whether somebody may be the first to approach a person: whoever the pathway names, or the hub.

    Where it names those who take the case, that is each facilitator who accepted it, whatever agency they come from.
    """
    if party.status != PartyStatus.WAITING:
        return allow()
    rule = rules.first_contact_rule(state.pathway, Side(party.side), state.facts)
    hub = any(held.hub_id == state.case.hub_id for held in by.current_roles())
    theirs = rule.agency == LEAD and any(
        one.facilitator_id == by.id and one.accepted_at for one in state.allocations
    )
    return allow_if(
        hub or theirs or by.agency.kind in _kinds(state, rule.agency),
        f"{who_is_first(state, party)}, and nobody else.",
    )


def who_is_first(state: CaseState, party: Party) -> str:
    """Who makes first contact with a person here, in words."""
    side = Side(party.side)
    rule = rules.first_contact_rule(state.pathway, side, state.facts)
    words = state.pathway.words
    whom = words.harmed if side == Side.HARMED else words.responsible
    agency = "the agency that takes the case" if rule.agency == LEAD else AgencyType(rule.agency).label
    return f"First contact with the {whom} is made by: {rule.called}, {agency}"


def _kinds(state: CaseState, agency: str) -> set[str]:
    if agency != LEAD:
        return {agency}
    return {
        one.agency.kind for one in state.allocations if one.part == FacilitatorPart.LEAD and one.accepted_at
    }
