"""How many people's records each member of staff could read."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from rjhub.design.pages import show
from rjhub.partnership.middleware import StaffRequest
from rjhub.reading import exposing, policies
from rjhub.reading.pages import exposure as pages

MOST = 200


@require_GET
def exposure(request: StaffRequest) -> HttpResponse:
    """The newest count and those of three months: of one's own agency, or of everybody at an agency with a hub."""
    staff = request.staff
    if not policies.may_ask(staff):
        raise Http404
    day = exposing.newest_day(staff.partnership_id)
    found = exposing.of_day(staff.partnership_id, day) if day else []
    page = pages.page_for(
        staff.partnership.name if policies.watches_everybody(staff) else staff.agency.short_name,
        found,
        exposing.a_month_before(staff.partnership_id, day) if day else {},
        exposing.days(staff.partnership_id, day) if day else [],
        most=MOST,
        watches=bool(policies.may_watch(staff)),
    )
    return show(request, page)
