"""One meeting: its agenda, who is there, and that something changed."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rjhub.cases import queries as cases
from rjhub.cases.models import Case
from rjhub.cases.views.held_words import held_first
from rjhub.cases.views.refusing import accepted
from rjhub.design.pages import show
from rjhub.hubmeetings import forms, keeper, policies, queries
from rjhub.hubmeetings.actions import agenda, arranging, attending
from rjhub.hubmeetings.pages import meeting as pages
from rjhub.hubmeetings.pages.meetings import Asking, back_to
from rjhub.kernel import clock
from rjhub.partnership.middleware import StaffRequest


@require_GET
def meeting(request: StaffRequest, hub_meeting_id: UUID) -> HttpResponse:
    """The meeting as this person may see it."""
    found = queries.find_meeting(request.staff, hub_meeting_id)
    # Asked first: what is shown is then at least as new as it says.
    version = keeper.version_of(found.id)
    page = pages.meeting_page(
        found, queries.agenda_of(found), queries.decisions_of(found), queries.seats_of(found),
        queries.presences_of(found), version=version, reader=request.staff, runs=policies.runs(request.staff, found),
    )  # fmt: skip
    return show(request, page)


@require_GET
def version(request: StaffRequest, hub_meeting_id: UUID) -> HttpResponse:
    """How often something changed, and nothing else: each browser then asks for what it may see."""
    del request
    count = keeper.version_of(hub_meeting_id)
    if not count:
        raise Http404
    answer = JsonResponse({"version": count})
    add_never_cache_headers(answer)
    return answer


@require_http_methods(["GET", "POST"])
def invite(request: StaffRequest, hub_meeting_id: UUID) -> HttpResponse:
    """Invite somebody of an agency of the partnership."""
    found = queries.find_meeting(request.staff, hub_meeting_id)
    policies.may_change(request.staff, found).or_refuse()
    there = {seat.staff_id for seat in queries.seats_of(found)}
    staff = {str(one.id): one for one in cases.staff_of(found.partnership_id) if one.id not in there}
    form = forms.Inviting(request.POST or None, staff=staff.values())
    if form.is_valid():
        chosen = staff[form.cleaned_data["staff"]]
        arranging.invite(found, chosen, by=request.staff, at=clock.now())
        messages.success(request, f"{chosen.name} is invited, and sees the meeting on their first page.")
        return redirect("hubmeetings:meeting", found.id)
    about = (
        "They see of each case what they may see anyway, and of cases that are shut to them nothing at all."
    )
    return show(request, Asking(form, about, "Invite them", back_to(found), "Invite somebody"))


@require_POST
def uninvite(request: StaffRequest, hub_meeting_id: UUID, seat_id: UUID) -> HttpResponse:
    """Invite somebody no longer."""
    found = queries.find_meeting(request.staff, hub_meeting_id)
    seat = queries.find_seat(found, seat_id)
    arranging.take_invitation_back(seat, by=request.staff, at=clock.now())
    return redirect("hubmeetings:meeting", found.id)


@require_POST
def coming(request: StaffRequest, hub_meeting_id: UUID, seat_id: UUID) -> HttpResponse:
    """Somebody is in the room."""
    found = queries.find_meeting(request.staff, hub_meeting_id)
    attending.come_in(queries.find_seat(found, seat_id), by=request.staff, at=clock.now())
    return redirect("hubmeetings:meeting", found.id)


@require_POST
def leaving(request: StaffRequest, hub_meeting_id: UUID, seat_id: UUID) -> HttpResponse:
    """Somebody has left."""
    found = queries.find_meeting(request.staff, hub_meeting_id)
    attending.leave(queries.find_seat(found, seat_id), by=request.staff, at=clock.now())
    return redirect("hubmeetings:meeting", found.id)


@require_POST
def apologies(request: StaffRequest, hub_meeting_id: UUID, seat_id: UUID) -> HttpResponse:
    """Somebody cannot come."""
    found = queries.find_meeting(request.staff, hub_meeting_id)
    attending.send_apologies(queries.find_seat(found, seat_id), by=request.staff, at=clock.now())
    return redirect("hubmeetings:meeting", found.id)


@require_POST
def others(request: StaffRequest, hub_meeting_id: UUID, *, are_here: bool) -> HttpResponse:
    """Somebody is in the room who is not on the list, or not any more."""
    found = queries.find_meeting(request.staff, hub_meeting_id)
    attending.note_others(found, are_here=are_here, by=request.staff, at=clock.now())
    return redirect("hubmeetings:meeting", found.id)


@require_POST
def refresh(request: StaffRequest, hub_meeting_id: UUID) -> HttpResponse:
    """Put on the agenda what waits by now."""
    found = queries.find_meeting(request.staff, hub_meeting_id)
    agenda.bring_up_to_date(found, by=request.staff, at=clock.now())
    messages.success(request, "The agenda holds every case that waits for the hub and that can be put on it.")
    return redirect("hubmeetings:meeting", found.id)


@require_http_methods(["GET", "POST"])
@held_first
def add(request: StaffRequest, hub_meeting_id: UUID) -> HttpResponse:
    """Put a case on the agenda by hand."""
    found = queries.find_meeting(request.staff, hub_meeting_id)
    policies.may_change(request.staff, found).or_refuse()
    form = forms.Adding(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        reference = given["reference"].strip().upper()
        case = Case.objects.filter(partnership_id=found.partnership_id, reference=reference).first()
        if case is None:
            form.add_error("reference", "Enter the reference of a case that you can see")
        elif accepted(
            form,
            lambda: agenda.add_case(found, case, because=given["because"], by=request.staff, at=clock.now()),
        ):
            messages.success(request, f"{case.reference} is on the agenda.")
            return redirect("hubmeetings:meeting", found.id)
    about = "Cases that wait for the hub come by themselves. Name nobody in what you write here."
    return show(request, Asking(form, about, "Add it", back_to(found), "Add a case to the agenda"))
