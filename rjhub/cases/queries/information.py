"""Reading requests for information and their answers."""

from uuid import UUID

from django.db.models import Prefetch
from django.http import Http404

from rjhub.cases.models import Case, InformationItem, InformationRequest
from rjhub.cases.vocabulary import RequestStatus
from rjhub.kernel import clock
from rjhub.partnership import acting
from rjhub.partnership.models import Agency, Staff


def requests_of(case: Case) -> list[InformationRequest]:
    """The requests of a case with their answers, as far as the reader may see them."""
    items = InformationItem.objects.select_related("given_by__account").order_by("given_at")
    return list(
        InformationRequest.objects.filter(case=case)
        .select_related("agency", "party__person")
        .prefetch_related(Prefetch("items", queryset=items))
        .order_by("asked_at", "id")
    )


def open_requests_to(staff: Staff) -> list[InformationRequest]:
    """What an agency has been asked and has not answered, the most urgent first, for its lead contacts."""
    return list(
        InformationRequest.objects.filter(
            partnership_id=staff.partnership_id,
            holder_id__in=acting.principals_of(staff),
            status=RequestStatus.ASKED,
        )
        .select_related("agency")
        .order_by("due_on", "asked_at")
    )


def find_request(staff: Staff, request_id: UUID) -> InformationRequest:
    """The door to a request that somebody's agency was asked. Raises Http404 for anybody else's."""
    found = (
        InformationRequest.objects.filter(
            partnership_id=staff.partnership_id, id=request_id, holder_id__in=acting.principals_of(staff)
        )
        .select_related("agency")
        .first()
    )
    if found is None:
        raise Http404
    return found


def find_request_of(case: Case, request_id: UUID) -> InformationRequest:
    """A request of a case. Raises Http404 if the reader cannot see it."""
    found = (
        InformationRequest.objects.filter(case=case, id=request_id).select_related("agency", "case").first()
    )
    if found is None:
        raise Http404
    return found


def lock_request(request: InformationRequest) -> InformationRequest:
    """A request as it stands now, locked until the end of the transaction."""
    return (
        InformationRequest.objects.select_for_update(of=("self",))
        .select_related("agency")
        .get(partnership_id=request.partnership_id, id=request.id)
    )


def agencies_of_type(partnership_id: int, kind: str) -> list[Agency]:
    """The agencies of a type that exist today, in the order of their codes."""
    today = clock.today()
    found = Agency.objects.filter(partnership_id=partnership_id, kind=kind).order_by("code")
    return [agency for agency in found if agency.exists_on(today)]


def agencies_today(partnership_id: int) -> list[Agency]:
    """All agencies of a partnership that exist today, by name."""
    today = clock.today()
    found = Agency.objects.filter(partnership_id=partnership_id).order_by("name")
    return [agency for agency in found if agency.exists_on(today)]
