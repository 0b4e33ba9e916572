"""The list of cases, a case, its timeline, and its place in the pathway."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from rjhub.cases import listing, policies, queries
from rjhub.cases.forms.listing import CaseFilters
from rjhub.cases.gates import CaseState
from rjhub.cases.pages import case as case_page
from rjhub.cases.pages import listing as listing_page
from rjhub.cases.pages import place, timeline
from rjhub.cases.pages.frame import frame_for
from rjhub.design.filtering import chosen
from rjhub.design.pages import show
from rjhub.partnership.middleware import StaffRequest
from rjhub.partnership.pathway.stages import StageKind


@require_GET
def cases(request: StaffRequest) -> HttpResponse:
    """Every case that the reader may see."""
    filters = CaseFilters(request.GET, staff=request.staff)
    wanted = filters.cleaned_data if filters.is_valid() else {}
    found = listing.cases_for(request.staff, wanted, request.GET.dict())
    page = listing_page.page_for(
        found,
        filters,
        chosen(filters, reverse("cases:cases")),
        may_open_another=request.staff.holds(*policies.MAY_OPEN),
    )
    return show(request, page)


@require_GET
def case(request: StaffRequest, reference: str) -> HttpResponse:
    """The overview of a case."""
    found = queries.find_case_for(request.staff, reference, may=policies.may_read_case)
    events = queries.newest_events_of(found)
    may_move = bool(policies.may_move(request.staff, found))
    pause = queries.open_pause(found) if found.stage == StageKind.DORMANT else None
    resuming = policies.may_resume(request.staff, found) if pause else None
    state = CaseState(found)
    page = case_page.overview(
        state,
        events,
        pause=pause,
        resuming=resuming,
        may_move=may_move,
        may_close=bool(policies.may_coordinate(request.staff, found)),
        may_see_referrals=bool(policies.may_see_attached(request.staff, found)),
    )
    return show(request, page)


@require_GET
def whole_timeline(request: StaffRequest, reference: str) -> HttpResponse:
    """Everything that happened on a case, a page at a time."""
    found = queries.find_case_for(request.staff, reference, may=policies.may_read_case)
    events, older = queries.page_of_events(found, before=request.GET.get("before", ""))
    return show(
        request,
        timeline.Timeline(
            frame=frame_for(found, "timeline"),
            entries=tuple(case_page.entry(event, found) for event in events),
            older_href=f"?before={older}" if older else "",
        ),
    )


@require_GET
def pathway(request: StaffRequest, reference: str) -> HttpResponse:
    """The pathway with the case in it."""
    found = queries.find_case_for(request.staff, reference, may=policies.may_read_case)
    return show(request, place.place_of(CaseState(found), queries.moves_of(found)))
