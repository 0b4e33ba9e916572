"""Whether two facilitators suit a case: what is wrong by each rule, and whether it may be put aside."""

from collections.abc import Iterator
from dataclasses import dataclass

from rjhub.cases import policies
from rjhub.cases.gates.state import CaseState
from rjhub.facilitators import policies as register
from rjhub.kernel import clock
from rjhub.kernel.decisions import all_of, allow_if
from rjhub.partnership.models import PractitionerLevel, Staff
from rjhub.partnership.pathway import queries as rules
from rjhub.partnership.pathway.agency_types import AgencyType
from rjhub.partnership.pathway.vocabulary import Level, Pairing, Strength
from rjhub.partnership.vocabulary import Role, WorksWith

NUMBERS = {level: number for number, level in enumerate(Level, start=1)}
CHARITIES = {
    AgencyType.RJ_CHARITY, AgencyType.MEDIATION, AgencyType.VICTIM_SUPPORT, AgencyType.VICTIM_CARE,
    AgencyType.WOMENS_CENTRE,
}  # fmt: skip


@dataclass(frozen=True)
class Problem:
    """Something that speaks against a pair. A rule that is a must cannot be put aside."""

    words: str
    must: bool


def problems(state: CaseState, lead: Staff, second: Staff | None) -> tuple[Problem, ...]:
    """Everything that speaks against giving a case to these two."""
    return tuple(_problems(state, lead, second))


def level_of(staff: Staff) -> int:
    """The highest practitioner level that somebody holds today; 0 for none."""
    today = clock.today()
    held = PractitionerLevel.objects.filter(staff=staff, since__lte=today).order_by("-level")
    return next((one.level for one in held if one.until is None or one.until >= today), 0)


def _problems(state: CaseState, lead: Staff, second: Staff | None) -> Iterator[Problem]:
    wanted = rules.allocation_rules(state.pathway, state.facts)
    for somebody in filter(None, (lead, second)):
        may_be_asked = all_of(
            allow_if(somebody.holds(Role.FACILITATOR), f"{somebody.name} is not a facilitator."),
            register.may_be_asked(somebody, clock.today()),
            policies.knows_nobody(somebody, state.case),
        )
        yield from (Problem(reason, must=True) for reason in may_be_asked.reasons)
    if second is None:
        must = wanted.two_facilitators == Strength.MUST
        yield Problem("Every case here has two facilitators.", must=must)
    if second is not None and second.account_id == lead.account_id:
        yield Problem("The two facilitators are the same person.", must=True)
    yield from _levels(wanted, lead, second)
    if all(one.agency.works_with == WorksWith.RESPONSIBLE for one in filter(None, (lead, second))):
        yield Problem(
            "Nobody of these may know how to reach the person harmed: their agencies work with people responsible.",
            must=True,
        )
    if lead.agency.kind != wanted.lead_agency:
        yield Problem(
            f"On a case like this the lead usually comes from: {wanted.lead_agency.label}.", must=False
        )
    if second is not None:
        for line in wanted.pairing:
            words = _pair_problem(line.rule, lead, second)
            if words:
                yield Problem(words, must=line.strength == Strength.MUST)


def _levels(wanted: rules.AllocationRules, lead: Staff, second: Staff | None) -> Iterator[Problem]:
    for somebody, least, part in (
        (lead, wanted.lead_level, "lead"),
        (second, wanted.second_level, "be second"),
    ):
        if somebody is not None and level_of(somebody) < NUMBERS[least]:
            yield Problem(
                f"{somebody.name} needs to hold the level {least.label} to {part} on this case.", must=True
            )


def _pair_problem(rule: Pairing, lead: Staff, second: Staff) -> str:
    levels = level_of(lead), level_of(second)
    charities = [one.agency.kind in CHARITIES for one in (lead, second)]
    broken = {
        Pairing.DIFFERENT_AGENCIES: lead.agency_id == second.agency_id,
        Pairing.LESS_WITH_MORE_EXPERIENCED: levels == (1, 1),
        Pairing.STATUTORY_WITH_CHARITY: all(charities) or not any(charities),
        Pairing.FOUNDATION_NEVER_LEADS: levels[0] <= 1,
        Pairing.NOBODY_INVOLVED: second.line_manager_id == lead.id or lead.line_manager_id == second.id,
    }
    words = {
        Pairing.DIFFERENT_AGENCIES: "The two come from the same agency.",
        Pairing.LESS_WITH_MORE_EXPERIENCED: "Neither of the two is experienced.",
        Pairing.STATUTORY_WITH_CHARITY: "One should come from a public body and one from a charity.",
        Pairing.FOUNDATION_NEVER_LEADS: "Somebody at Foundation level never leads.",
        Pairing.NOBODY_INVOLVED: "One of the two manages the other.",
    }
    return words[rule] if broken[rule] else ""
