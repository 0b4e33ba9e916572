"""Who may be asked for information, and who may answer."""

from rjhub.cases.models import InformationRequest, Party
from rjhub.cases.vocabulary import RequestStatus
from rjhub.kernel import contact_details
from rjhub.kernel.decisions import Decision, all_of, allow_if
from rjhub.partnership.models import Agency, Staff
from rjhub.partnership.vocabulary import Role, WorksWith
from rjhub.sharing.vocabulary import Side


def may_be_asked(agency: Agency, party: Party) -> Decision:
    """An agency is asked only about a side that it works with: the question itself says that somebody is in a case."""
    works_with = WorksWith(agency.works_with)
    return allow_if(
        works_with == WorksWith.BOTH or works_with.value == party.side,
        f"{agency.short_name} does not work with this side, so it must not learn that this person is in a case.",
    )


def answer_reaches_nobody(request: InformationRequest, text: str) -> Decision:
    """How a person harmed can be reached never stands in the text of an answer: its side is not the vault."""
    found = contact_details.found_in(text) if request.side == Side.HARMED else ()
    named = ", ".join(f"{one.kind} {one.text}" for one in found)
    return allow_if(
        not found,
        f"Take out how to reach them ({named}). Ring the hub instead: it keeps that where only few can open it.",
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
