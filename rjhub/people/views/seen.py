"""Who has seen the information about a person: for whoever answers to them for it."""

from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from rjhub.design.pages import show
from rjhub.partnership.middleware import StaffRequest
from rjhub.people import policies, queries
from rjhub.people import seen as logged
from rjhub.people.pages import seen as pages

MOST = 100


@require_GET
def seen(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Who looked at, changed or was given what, newest first; `names=agencies` leaves out who it was."""
    person = queries.find_person_for(request.staff, person_id, may=policies.may_tell_who_has_seen)
    found = logged.rows(person, after=_place(request), most=MOST + 1)
    known = pages.Known(
        person=person,
        staff=logged.staff_of(found),
        agencies=logged.agencies_of(person),
        names=request.GET.get("names") != "agencies",
    )
    page = pages.page_for(known, logged.counts(person), found, most=MOST, begins=logged.log_begins_at())
    return show(request, page)


def _place(request: StaffRequest) -> logged.Place | None:
    """From where the list goes on. Raises Http404 for what is no place."""
    before = request.GET.get("before")
    if before is None:
        return None
    try:
        at = datetime.fromisoformat(before)
    except ValueError as error:
        raise Http404 from error
    if at.tzinfo is None:
        raise Http404
    return logged.Place(at, request.GET.get("key", ""))
