"""What an agency's people have read, for its information officer."""

from datetime import datetime

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from rjhub.design.pages import show
from rjhub.partnership.middleware import StaffRequest
from rjhub.reading import policies, queries
from rjhub.reading.actions.looking import note_look
from rjhub.reading.forms import ReadingFilters
from rjhub.reading.pages import readings as pages
from rjhub.reading.queries import Wanted
from rjhub.reading.vocabulary import Pattern

MOST = 50


@require_GET
def readings(request: StaffRequest) -> HttpResponse:
    """Who read what, newest first. What is asked for and shown is on record itself."""
    watcher(request)
    offered = queries.everybody_at(request.staff)
    form = ReadingFilters(request.GET, offered=offered)
    asked = form.cleaned_data if form.is_valid() else {}
    who = next((one for one in offered if one.id == asked.get("who")), None)
    note_look(by=request.staff, at_whom=who or request.staff.agency)
    wanted = Wanted(
        staff_id=who.id if who else None,
        day=asked.get("day"),
        pattern=Pattern(asked["pattern"]) if asked.get("pattern") else None,
        before=_place(request),
    )
    found = queries.readings(wanted, most=MOST + 1) if form.is_valid() else []
    page = pages.page_for(
        request.staff,
        form,
        found,
        queries.members_of(request.staff, (one.staff_id for one in found)),
        most=MOST,
        waiting=queries.how_many_wait(pages.MOST_WAITING + 1),
        asked=request.GET,
    )
    return show(request, page)


def watcher(request: StaffRequest) -> None:
    """Raises Http404 for everybody who is not an information officer: for them there is nothing here."""
    if not policies.may_watch(request.staff):
        raise Http404


def _place(request: StaffRequest) -> tuple[datetime, int] | None:
    """From where the list goes on. Raises Http404 for what is no place."""
    before, row = request.GET.get("before"), request.GET.get("row", "")
    if before is None:
        return None
    try:
        at, number = datetime.fromisoformat(before), int(row)
    except ValueError as error:
        raise Http404 from error
    if at.tzinfo is None or not 0 <= number < 2**63:
        raise Http404
    return at, number
