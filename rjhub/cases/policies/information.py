"""Who may be asked for information, and who may answer."""

from collections.abc import Iterable

from rjhub.cases.models import Case, InformationItem, InformationRequest, Party
from rjhub.cases.vocabulary import PoliceCheckKind, RequestStatus
from rjhub.kernel import contact_details, quoting
from rjhub.kernel.decisions import Decision, all_of, allow_if
from rjhub.partnership.models import Agency, Staff
from rjhub.partnership.pathway.agency_types import AgencyType
from rjhub.partnership.vocabulary import Role, WorksWith
from rjhub.people.vocabulary import IdentifierKind
from rjhub.sharing import queries as sharing_queries
from rjhub.sharing.vocabulary import Category, Side

POLICE = frozenset({AgencyType.POLICE.value, AgencyType.ROAD_POLICING.value})
PNC_ID = f"{IdentifierKind.PNC.label} "
_SAME = "Nothing that you sent now was kept. If something has changed, ring the hub."
NO_LONGER = {
    RequestStatus.ASKED: "",
    RequestStatus.ANSWERED: f"This request is not open any more: it was answered already. {_SAME}",
    RequestStatus.REFUSED: f"This request is not open any more: your agency refused it. {_SAME}",
    RequestStatus.PASSED_ON: f"This request is not open any more: it was passed on to another agency. {_SAME}",
    RequestStatus.CANCELLED: f"This request is not open any more: the hub took it back, or closed the case. {_SAME}",
}


def may_ask_agencies(case: Case) -> Decision:
    """A question would tell an agency's lead contacts that a case is there of which nobody else is to know."""
    return allow_if(
        sharing_queries.sealing_of(case.file) is None,
        "This case is sealed. Ask agencies by telephone, and write down what they say.",
    )


def may_be_asked(agency: Agency, party: Party) -> Decision:
    """An agency is asked only about a side that it works with: the question itself says that somebody is in a case."""
    works_with = WorksWith(agency.works_with)
    return allow_if(
        works_with == WorksWith.BOTH or works_with.value == party.side,
        f"{agency.short_name} does not work with this side, so it must not learn that this person is in a case.",
    )


def may_hear_of(agency: Agency, side: str) -> Decision:
    """Whether an agency may be named to take a question on, where its person is not shown: one that has that side."""
    works_with = WorksWith(agency.works_with)
    return allow_if(
        works_with == WorksWith.BOTH or works_with.value == side,
        f"{agency.short_name} does not work with this side.",
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
        waits_for_an_answer(request),
    )


def may_be_asked_elsewhere(kind: AgencyType, party: Party) -> Decision:
    """An agency elsewhere is asked only about a side that its type works with, as one of the partnership is."""
    works_with = kind.works_with
    return allow_if(
        works_with.value in {"both", party.side},
        "Agencies of this type do not work with this side, so they must not learn that this person is in a case.",
    )


def is_asked_elsewhere(request: InformationRequest) -> Decision:
    """Only an agency elsewhere answers by a link."""
    return allow_if(request.outside_agency, "This agency answers by signing in.")


def may_record_check(staff: Staff, request: InformationRequest) -> Decision:
    """Giving the result of a search of police systems: the police, for a question about police information."""
    return all_of(
        may_answer_request(staff, request),
        allow_if(
            asks_for_checks(request),
            "Only the police give checks, where they are asked for police information.",
        ),
    )


def asks_for_checks(request: InformationRequest) -> bool:
    """Whether the police are asked what they hold about somebody. Nobody looks up a person harmed."""
    return (
        request.agency.kind in POLICE
        and request.answer_category == Category.POLICE
        and request.side != Side.HARMED
    )


def check_names_no_contact(text: str) -> Decision:
    """What bears on risk is told without how anybody can be reached."""
    named = ", ".join(f"{one.kind} {one.text}" for one in contact_details.found_in(text))
    return allow_if(not named, f"Take out how to reach people ({named}).")


def is_the_same_person(request: InformationRequest, kind: PoliceCheckKind, reference: str) -> Decision:
    """The PNC ID that was found is the one that the hub gave, where it gave any."""
    given = [known.removeprefix(PNC_ID) for known in request.find_by if known.startswith(PNC_ID)]
    return allow_if(
        kind != PoliceCheckKind.PNC or not reference or not given or reference in given,
        f"The hub knows this person by another PNC ID ({', '.join(given)}). Check that it is the same person. If it "
        "is, ring the hub to put its record right.",
    )


def waits_for_an_answer(request: InformationRequest) -> Decision:
    """A request is answered, passed on or taken back once; what comes later changes nothing."""
    return allow_if(request.status == RequestStatus.ASKED, NO_LONGER[RequestStatus(request.status)])


def was_not_asked_before(agency: Agency, trail: Iterable[InformationRequest]) -> Decision:
    """A question goes on to an agency that has not had it, so that it comes to an end."""
    return allow_if(
        agency.id not in {one.agency_id for one in trail},
        f"{agency.short_name} had this question already. Name another agency, or say whom to ask in words.",
    )


def quotes_nothing(text: str, kept_out: Iterable[InformationItem]) -> Decision:
    """A paper that leaves the case does not repeat what an agency gave on condition that it stays out of it."""
    return all_of(
        *(
            allow_if(
                not run,
                f"The report repeats what {item.request.asked_name} gave on condition that it does not stand in "
                f"a report to the court (“{run}”). Take it out, or ask them first.",
            )
            for item in kept_out
            for run in [quoting.quoted(text, item.answer)]
        )
    )
