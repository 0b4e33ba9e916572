"""Reading requests for information and their answers."""

from datetime import date
from itertools import groupby
from uuid import UUID

from django.db.models import Prefetch
from django.http import Http404

from rjhub.cases.models import Case, InformationItem, InformationRequest, OutsideLink, PoliceCheck
from rjhub.cases.vocabulary import Limit, PoliceCheckKind, Regime, RequestStatus
from rjhub.kernel import clock
from rjhub.partnership import acting
from rjhub.partnership.models import Agency, RoleHeld, Staff
from rjhub.partnership.vocabulary import Role
from rjhub.sharing import queries as agreements


def requests_of(case: Case) -> list[InformationRequest]:
    """The requests of a case with their answers, as far as the reader may see them."""
    items = InformationItem.objects.select_related("given_by__account", "document").order_by("given_at", "id")
    items = items.defer("document__sealed", "document__digest")
    return list(
        InformationRequest.objects.filter(case=case)
        .select_related("agency", "party__person", "passed_on_from__agency")
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
            outside_agency="",
        )
        .select_related("agency")
        .order_by("due_on", "asked_at", "id")
    )


def unanswered_by(partnership_id: int, last_day: date) -> list[InformationRequest]:
    """The open requests that are due by a day, of which somebody may have to be told, the oldest first."""
    waiting = InformationRequest.objects.filter(
        partnership_id=partnership_id, status=RequestStatus.ASKED, due_on__lte=last_day, hub_told_at=None
    )
    return list(waiting.order_by("due_on", "asked_at", "id"))


def lead_contacts_of(agency: Agency) -> list[Staff]:
    """Who answers requests for an agency today, whoever has done so longest first."""
    now = clock.now()
    held = (
        RoleHeld.objects.filter(staff__agency=agency, role=Role.LEAD_CONTACT, staff__account__is_active=True)
        .select_related("staff__account", "staff__agency")
        .order_by("started_at", "staff__since", "id")
    )
    return [one.staff for one in held if one.is_held_at(now) and one.staff.may_act_at(now)]


def find_request(staff: Staff, request_id: UUID) -> InformationRequest:
    """The door to a request that somebody's agency was asked. Raises Http404 for anybody else's."""
    found = (
        InformationRequest.objects.filter(
            partnership_id=staff.partnership_id,
            id=request_id,
            holder_id__in=acting.principals_of(staff),
            outside_agency="",
        )
        .select_related("agency")
        .first()
    )
    if found is None:
        raise Http404
    return found


def asked_by_link(link: OutsideLink) -> InformationRequest | None:
    """The request that a one-time link is for. The program reads it for whoever holds the link."""
    return (
        InformationRequest.objects.filter(partnership_id=link.partnership_id, id=link.request_id)
        .select_related("agency")
        .first()
    )


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


def police_check_of(request: InformationRequest, kind: PoliceCheckKind) -> PoliceCheck | None:
    """The result of a search for a request, if it is there and the reader may see it."""
    return (
        PoliceCheck.objects.filter(partnership_id=request.partnership_id, request=request, kind=kind)
        .select_related("recorded_by__account")
        .first()
    )


def police_checks_of(case: Case) -> list[PoliceCheck]:
    """Everything that the police found for a case, for whoever may see it."""
    return list(
        PoliceCheck.objects.filter(case=case)
        .select_related("recorded_by__account", "request__agency")
        .order_by("recorded_at", "id")
    )


def trail_of(request: InformationRequest) -> list[InformationRequest]:
    """The request and those that it was passed on from, the newest first, as far as the reader may see them."""
    found: list[InformationRequest] = []
    here: InformationRequest | None = request
    while here is not None:
        found.append(here)
        here = (
            InformationRequest.objects.filter(
                partnership_id=here.partnership_id, id=here.passed_on_from_id
            ).first()
            if here.passed_on_from_id
            else None
        )
    return found


def kept_from_the_court(case: Case) -> list[InformationItem]:
    """What agencies gave on condition that it does not stand in a report to the court, as the reader may see it."""
    return list(
        InformationItem.objects.filter(request__case=case, limits__contains=[Limit.NOT_IN_COURT])
        .select_related("request__agency")
        .order_by("given_at", "id")
    )


def given_within_limits(case: Case) -> list[InformationItem]:
    """What agencies gave for some people and not for others, as the reader may see it."""
    limits = [Limit.HUB_ONLY, Limit.NOT_TO_PERSON, Limit.NOT_TO_OTHER_SIDE]
    return list(
        InformationItem.objects.filter(request__case=case, limits__overlap=limits)
        .select_related("request__agency", "request__party", "given_by__account")
        .order_by("given_at", "id")
    )


def regime_of(agency: Agency) -> Regime | None:
    """Under which law the agreement in force says that an agency works; None where that depends on the purpose."""
    version = agreements.in_force(agency.partnership_id)
    parties = agreements.read(version).parties if version else ()
    said = {party.regime.value for party in parties if party.type == agency.kind}
    return Regime(next(iter(said))) if len(said) == 1 and said <= set(Regime.values) else None


def agencies_by_type(partnership_id: int) -> dict[str, tuple[Agency, ...]]:
    """The agencies of each type that exist today, in the order of their codes."""
    today = clock.today()
    found = Agency.objects.filter(partnership_id=partnership_id).order_by("kind", "code")
    there = (agency for agency in found if agency.exists_on(today))
    return {kind: tuple(agencies) for kind, agencies in groupby(there, lambda agency: agency.kind)}


def agencies_today(partnership_id: int) -> list[Agency]:
    """All agencies of a partnership that exist today, by name."""
    today = clock.today()
    found = Agency.objects.filter(partnership_id=partnership_id).order_by("name")
    return [agency for agency in found if agency.exists_on(today)]
