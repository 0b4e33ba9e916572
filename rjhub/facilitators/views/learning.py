"""Hours of learning and supervision."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from rjhub.design.pages import show
from rjhub.facilitators import forms, policies, queries
from rjhub.facilitators.actions import learning as actions
from rjhub.facilitators.pages import entry as pages
from rjhub.kernel import clock
from rjhub.partnership.middleware import StaffRequest


@require_http_methods(["GET", "POST"])
def new_learning(request: StaffRequest) -> HttpResponse:
    """Note what one did to learn."""
    form = forms.NewLearning(request.POST or None)
    if form.is_valid():
        actions.note_learning(**form.cleaned_data, by=request.staff, at=clock.now())
        messages.success(request, "Noted. Your supervisor can approve it.")
        return redirect("facilitators:own")
    return show(request, pages.own_asking(form, "Note hours of learning", submit="Note them"))


@require_POST
def taking_back(request: StaffRequest, learning_id: UUID) -> HttpResponse:
    """Take one's own entry back."""
    own = queries.entry_for(request.staff, request.staff.id)
    actions.take_back(queries.learning_of(own, learning_id), by=request.staff, at=clock.now())
    messages.success(request, "Taken back.")
    return redirect("facilitators:own")


@require_POST
def approval(request: StaffRequest, staff_id: UUID, learning_id: UUID) -> HttpResponse:
    """Approve hours of somebody whom one supervises."""
    staff = queries.entry_for(request.staff, staff_id)
    found = queries.learning_of(staff, learning_id)
    actions.approve(found, by=request.staff, at=clock.now())
    messages.success(request, f"Approved: {found.what}.")
    return redirect("facilitators:entry", staff_id)


@require_http_methods(["GET", "POST"])
def new_supervision(request: StaffRequest, staff_id: UUID) -> HttpResponse:
    """Record a session with somebody whom one supervises."""
    staff = queries.entry_for(request.staff, staff_id)
    if not policies.may_record_supervision(request.staff, staff):
        raise Http404
    form = forms.NewSupervision(request.POST or None)
    if form.is_valid():
        actions.record_supervision(staff, **form.cleaned_data, by=request.staff, at=clock.now())
        messages.success(request, "Recorded.")
        return redirect("facilitators:entry", staff_id)
    title = f"Record a supervision session with {staff.name}"
    about = (
        f"Whoever sees {staff.name} in the register sees that it took place and when, and never your notes."
    )
    return show(request, pages.asking(staff, form, title, about=about, submit="Record it"))
