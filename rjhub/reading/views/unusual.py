"""What was pointed out in the reading of an agency's people, and what came of it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from rjhub.design.pages import show
from rjhub.kernel import clock
from rjhub.kernel.decisions import Conflict
from rjhub.partnership.middleware import StaffRequest
from rjhub.reading import policies, queries
from rjhub.reading.actions import settling
from rjhub.reading.actions.looking import note_look
from rjhub.reading.forms import FindingFilters, Settling
from rjhub.reading.models import Finding
from rjhub.reading.pages import unusual as pages
from rjhub.reading.queries import Wanted
from rjhub.reading.views.reading import watcher
from rjhub.reading.vocabulary import Decision, Pattern

MOST, FURTHEST = 25, 10_000


@require_GET
def unusual(request: StaffRequest) -> HttpResponse:
    """Everything that was pointed out, the newest day first; settled ones only if asked for."""
    watcher(request)
    offered = queries.everybody_at(request.staff)
    form = FindingFilters(request.GET, offered=offered)
    asked = form.cleaned_data if form.is_valid() else {}
    start = _start(request)
    note_look(by=request.staff, at_whom=request.staff.agency, what="unusual")
    found = queries.findings(
        pattern=Pattern(asked["pattern"]) if asked.get("pattern") else None,
        staff_id=asked.get("who") or None,
        waiting=asked.get("state") != "all",
        start=start,
        most=MOST + 1,
    )
    later = request.GET.copy()
    later["from"] = str(start + MOST)
    href = f"{reverse('reading:unusual')}?{later.urlencode()}"
    return show(request, pages.unusual(form, found, start=start, most=MOST, more_href=href))


@require_http_methods(["GET", "POST"])
def finding(request: StaffRequest, finding_id: UUID) -> HttpResponse:
    """One of it, with the readings, and what the officer records about it."""
    watcher(request)
    found = queries.finding_for(finding_id)
    may = policies.may_settle(request.staff, found)
    if request.method == "POST":
        may.or_refuse()
    recorded = len(found.outcomes.all())
    form = Settling(request.POST or None, initial={"version": recorded}) if may else None
    if form is not None and form.is_valid() and _settled(request, found, form):
        messages.success(request, "Recorded.")
        return redirect("reading:unusual")
    note_look(by=request.staff, at_whom=found, what="finding")
    files = queries.files_of(found) or ()
    readings = queries.readings(
        Wanted(staff_id=found.staff_id, day=found.day, files=tuple(one.file for one in files)), most=MOST + 1
    )
    staff = queries.members_of(request.staff, [found.staff_id])
    return show(
        request,
        pages.pointed(
            found,
            files,
            readings,
            staff,
            form=form,
            refused=" ".join(may.reasons) if not may else "",
            most=MOST,
        ),
    )


def _settled(request: StaffRequest, found: Finding, form: Settling) -> bool:
    """Record it; or say that somebody else did meanwhile, and keep what was typed."""
    said = form.cleaned_data
    try:
        settling.settle(
            found, decision=Decision(said["decision"]), reason=said["reason"], version=said["version"],
            submission_key=said["submission_key"], by=request.staff, at=clock.now(),
        )  # fmt: skip
    except Conflict as clash:
        form.add_error(None, clash.message)
        form.seen_now(len(found.outcomes.all()))
        return False
    return True


def _start(request: StaffRequest) -> int:
    """How far into the list. Raises Http404 for what is no place."""
    said = request.GET.get("from", "0")
    if not said.isdecimal() or not said.isascii() or int(said[:6]) > FURTHEST:
        raise Http404
    return int(said)
