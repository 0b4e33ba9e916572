"""Opening a case in an emergency, and looking at it afterwards."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from rjhub.cases import policies, queries
from rjhub.cases.actions import emergencies
from rjhub.cases.forms import emergencies as forms
from rjhub.cases.pages import emergencies as pages
from rjhub.cases.vocabulary import EmergencyFinding
from rjhub.design.pages import show
from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.partnership.middleware import StaffRequest

# What the frame of every page reads: the session acts for one member of staff, so it says nothing to anybody else.
OPEN_NOW = "emergency"


@require_http_methods(["GET", "POST"])
def emergency(request: StaffRequest) -> HttpResponse:
    """Open a case that is not one's own."""
    policies.may_open_in_an_emergency(request.staff).or_refuse()
    form = forms.Emergency(request.POST or None)
    if form.is_valid():
        reference = form.cleaned_data["reference"].strip().upper()
        try:
            access = emergencies.open_in_an_emergency(
                reference=reference, because=form.cleaned_data["because"], by=request.staff, at=clock.now()
            )
        except Refused as refusal:
            form.add_error("reference", str(refusal))
        else:
            request.session[OPEN_NOW] = {
                "staff": str(request.staff.id), "reference": reference, "until": access.until.timestamp(),
            }  # fmt: skip
            return redirect("cases:case", reference)
    return show(request, pages.opening(form))


@require_http_methods(["GET", "POST"])
def emergency_review(request: StaffRequest, access_id: UUID) -> HttpResponse:
    """Who opened a case and why, and what somebody found who looked at it."""
    access = queries.find_emergency(request.staff, access_id)
    may_review = bool(policies.may_review_emergency(request.staff, access))
    form = forms.Review(request.POST or None) if may_review else None
    if request.method == "POST" and form is None:
        policies.may_review_emergency(request.staff, access).or_refuse()
    if form is not None and form.is_valid():
        emergencies.review_emergency(
            access, finding=EmergencyFinding(form.cleaned_data["finding"]), note=form.cleaned_data["note"],
            by=request.staff, at=clock.now(),
        )  # fmt: skip
        messages.success(request, "Thank you. What you found is on record.")
        return redirect("home")
    return show(request, pages.opened(access, form))
