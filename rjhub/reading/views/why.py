"""Why can somebody see this, or could at a moment? An information officer asks it for anybody at their agency."""

from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from rjhub.design.pages import show
from rjhub.kernel import clock
from rjhub.partnership.middleware import StaffRequest
from rjhub.partnership.models import Staff
from rjhub.reading import explaining, policies
from rjhub.reading.actions.looking import note_asking
from rjhub.reading.forms import Asking
from rjhub.reading.pages import why as pages


@require_GET
def why(request: StaffRequest) -> HttpResponse:
    """Ask it, and read the answer below. Asking is on record, with about whom and which file."""
    if not policies.may_ask(request.staff):
        raise Http404
    offered = explaining.askable(request.staff)
    asked = Asking(request.GET if "who" in request.GET else None, offered=offered, initial=request.GET.dict())
    if not asked.is_valid():
        return show(request, pages.question(asked))
    said = asked.cleaned_data
    staff = next(one for one in offered if one.id == said["who"])
    file = explaining.file_of(reference=said["reference"], file=_file(request))
    if file is None:
        asked.add_error("reference", pages.NOT_FOUND)
        return show(request, pages.question(asked))
    at: datetime | None = said["at"]
    note_asking(file, by=request.staff, staff=staff)
    return show(request, _answered(asked, staff, file, at))


def _answered(
    asked: Asking, staff: Staff, file: explaining.FileToExplain, at: datetime | None
) -> pages.WhyPage:
    found = explaining.explain(staff, file, at=at)
    return pages.answer(asked, staff, file, found, at=at or clock.now(), past=at is not None)


def _file(request: StaffRequest) -> UUID | None:
    """The file that a link named. Raises Http404 for what is no such name."""
    said = request.GET.get("file", "")
    if not said:
        return None
    try:
        return UUID(said)
    except ValueError as error:
        raise Http404 from error
