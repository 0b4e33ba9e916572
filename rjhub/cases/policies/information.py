"""Who may be asked for information, and who may answer."""

from rjhub.cases.models import InformationRequest, Party
from rjhub.cases.vocabulary import RequestStatus
from rjhub.kernel.decisions import Decision, all_of, allow_if
from rjhub.partnership.models import Agency, Staff
from rjhub.partnership.vocabulary import Role, WorksWith


def may_be_asked(agency: Agency, party: Party) -> Decision:
    """An agency is asked only about a side that it works with: the question itself says that somebody is in a case."""
    works_with = WorksWith(agency.works_with)
    return allow_if(
        works_with == WorksWith.BOTH or works_with.value == party.side,
        f"{agency.short_name} does not work with this side, so it must not learn that this person is in a case.",
    )


def may_answer_request(staff: Staff, request: InformationRequest) -> Decision:
    """Answering: a lead contact of the agency that was asked, once."""
    return all_of(
        allow_if(
            staff.agency_id == request.agency_id and staff.holds(Role.LEAD_CONTACT),
            "Only a lead contact of the agency that was asked can answer.",
        ),
        allow_if(request.status == RequestStatus.ASKED, "This request was answered or taken back already."),
    )
