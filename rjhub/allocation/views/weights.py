"""What a plan weighs, and where somebody decided otherwise."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from rjhub.allocation import forms, policies, queries
from rjhub.allocation.actions import asking
from rjhub.allocation.pages import report as report_pages
from rjhub.allocation.pages import weights as pages
from rjhub.design.pages import show
from rjhub.kernel import clock
from rjhub.partnership.middleware import StaffRequest


@require_http_methods(["GET", "POST"])
def weights(request: StaffRequest) -> HttpResponse:
    """Say how much each aim weighs."""
    policies.may_plan(request.staff).or_refuse()
    partnership = request.staff.partnership_id
    now = queries.weights_of(queries.weighing_now(partnership))
    form = forms.Weights(request.POST or None, initial=dict(now))
    if form.is_valid():
        asking.weigh(form.points(), by=request.staff, at=clock.now())
        messages.success(request, "Saved. It counts from the next plan on.")
        return redirect("allocation:weights")
    before = list(queries.weighings(partnership)[: queries.HISTORY])
    return show(request, pages.weights_page(form, queries.newest_plan(request.staff, ready=True), before))


@require_GET
def report(request: StaffRequest) -> HttpResponse:
    """Where somebody decided otherwise than their plans, why, and what would have changed."""
    policies.may_plan(request.staff).or_refuse()
    found = queries.decided_otherwise(request.staff)
    page = report_pages.report(
        queries.counted(request.staff), found, queries.cases_of(found), queries.reasons_of(found)
    )
    return show(request, page)
