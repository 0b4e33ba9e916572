"""Checks on the two facilitators of a case."""

from rjhub.cases.gates.state import CaseState
from rjhub.cases.models import Allocation
from rjhub.cases.vocabulary import FacilitatorPart
from rjhub.kernel import clock
from rjhub.partnership.models import PractitionerLevel
from rjhub.partnership.pathway import queries as rules
from rjhub.partnership.pathway.vocabulary import Level, Strength

NUMBERS = {level: number for number, level in enumerate(Level, start=1)}


def two_accepted(state: CaseState) -> bool:
    """Two have accepted; or one, where the pathway lets a case have one and a reason was given."""
    accepted = [one for one in state.allocations if one.accepted_at]
    if len(accepted) == len(FacilitatorPart):
        return True
    wanted = rules.allocation_rules(state.pathway, state.facts).two_facilitators
    return wanted == Strength.SHOULD and len(accepted) == 1 and bool(accepted[0].override)


def level_adequate(state: CaseState) -> bool:
    """Each facilitator holds the level that the pathway asks for on this case, today."""
    wanted = rules.allocation_rules(state.pathway, state.facts)
    least = {FacilitatorPart.LEAD: wanted.lead_level, FacilitatorPart.SECOND: wanted.second_level}
    return bool(state.allocations) and all(
        _level_of(one) >= NUMBERS[least[FacilitatorPart(one.part)]] for one in state.allocations
    )


def _level_of(allocation: Allocation) -> int:
    today = clock.today()
    held = PractitionerLevel.objects.filter(staff=allocation.facilitator_id, since__lte=today).order_by(
        "-level"
    )
    return next((one.level for one in held if one.until is None or one.until >= today), 0)
