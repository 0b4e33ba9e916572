"""Assessments of suitability."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from rjhub.cases import policies, queries
from rjhub.cases.actions.suitability import assess_suitability
from rjhub.cases.forms.suitability import form_for
from rjhub.cases.pages import suitability as pages
from rjhub.cases.views.held_words import held_first
from rjhub.cases.views.refusing import accepted
from rjhub.design.pages import show
from rjhub.kernel import clock
from rjhub.partnership.middleware import StaffRequest


@require_GET
def suitability(request: StaffRequest, reference: str) -> HttpResponse:
    """Every assessment of everybody in the case."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_read_case)
    parties = queries.parties_of(case)
    may = {party: policies.may_assess(request.staff, case, party) for party in parties}
    return show(request, pages.suitability_of(case, parties, queries.suitability_of(case), may))


@require_http_methods(["GET", "POST"])
@held_first
def assessment(request: StaffRequest, reference: str, party_id: UUID) -> HttpResponse:
    """Assess somebody."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_work_on)
    party = queries.find_party(case, party_id)
    policies.may_assess(request.staff, case, party).or_refuse()
    form = form_for(party, request.POST or None)
    if form.is_valid():
        key = form.cleaned_data["submission_key"]
        job = partial(assess_suitability, party, form.assessed(), by=request.staff, at=clock.now(), key=key)
        if accepted(form, job):
            messages.success(request, "The assessment is saved.")
            return redirect("cases:suitability", reference)
    return show(request, pages.form_page(case, party, form))
