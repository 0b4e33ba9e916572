"""Which requests for information the pathway wants on a case, to whom they can go, and which nobody has sent yet."""

from dataclasses import dataclass

from rjhub.cases import queries
from rjhub.cases.gates.state import CaseState
from rjhub.cases.models import Party
from rjhub.cases.vocabulary import RequestStatus
from rjhub.partnership.models import Agency, Office
from rjhub.partnership.pathway import queries as rules
from rjhub.partnership.pathway.parts import Request
from rjhub.people import queries as people
from rjhub.sharing.vocabulary import Side


@dataclass(frozen=True)
class Wanted:
    """A request that should be sent: the pathway's line, about whom, and the agencies of that type."""

    line: Request
    party: Party
    agencies: tuple[Agency, ...]
    likely: Agency | None

    @property
    def key(self) -> str:
        """What tells it from the others on a page."""
        return f"{self.line.key}-{self.party.id}"


def unasked(state: CaseState) -> list[Wanted]:
    """Every request that the pathway wants and nobody has sent. Types that the area does not have are left out."""
    of_type = queries.agencies_by_type(state.case.partnership_id)
    asked = {(one.key, one.party_id) for one in state.requests if one.status != RequestStatus.CANCELLED}
    return [
        Wanted(line, party, agencies, _likely(state, party, agencies))
        for line in rules.requests_for(state.pathway, state.facts)
        for agencies in [of_type.get(line.ask, ())]
        for party in _about(state, line)
        if agencies and (line.key, party.id) not in asked
    ]


def _about(state: CaseState, line: Request) -> list[Party]:
    """A question about neither side is asked once, by the name of a person responsible."""
    side = Side(line.about)
    if side != Side.NEUTRAL:
        return state.going(side)
    return [*state.going(Side.RESPONSIBLE), *state.going(Side.HARMED)][:1]


def _likely(state: CaseState, party: Party, agencies: tuple[Agency, ...]) -> Agency | None:
    """The one agency; of several prisons the one that holds the person; of several services that of the district."""
    if len(agencies) == 1:
        return agencies[0]
    custody = people.current_custody(party.person) if agencies[0].prison else None
    held = [agency for agency in agencies if custody and agency.prison == custody.prison_code]
    return next(iter([*held, *_near(state, agencies)]), None)


def _near(state: CaseState, agencies: tuple[Agency, ...]) -> list[Agency]:
    if not state.case.district:
        return []
    there = Office.objects.filter(agency__in=agencies, district=state.case.district)
    near = set(there.values_list("agency_id", flat=True))
    return [agency for agency in agencies if agency.id in near]
