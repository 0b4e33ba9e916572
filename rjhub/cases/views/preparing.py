"""Preparation sessions."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from rjhub.cases import policies, queries
from rjhub.cases.actions.preparing import change_preparation, record_preparation
from rjhub.cases.forms.preparing import ChangedPreparation, NewPreparation, answers_of
from rjhub.cases.pages import preparing as pages
from rjhub.cases.views.clashing import clash
from rjhub.cases.views.held_words import held_first
from rjhub.design.pages import show
from rjhub.kernel import clock
from rjhub.kernel.decisions import Conflict
from rjhub.partnership.middleware import StaffRequest


@require_GET
def preparations(request: StaffRequest, reference: str) -> HttpResponse:
    """The preparation of everybody in the case."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_read_case)
    policies.may_read_both_sides(request.staff, case).or_refuse()
    parties = queries.parties_of(case)
    may = {party.id: policies.may_prepare(request.staff, case, party) for party in parties}
    may_change = bool(policies.may_bring_together(request.staff, case))
    sessions = queries.preparations_of(case)
    return show(request, pages.preparations_of(case, parties, sessions, may, may_change=may_change))


@require_http_methods(["GET", "POST"])
@held_first
def new_preparation(request: StaffRequest, reference: str, party_id: UUID) -> HttpResponse:
    """Write down a session with somebody."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_bring_together)
    party = queries.find_party(case, party_id)
    policies.may_prepare(request.staff, case, party).or_refuse()
    form = NewPreparation(request.POST or None)
    if form.is_valid():
        key = form.cleaned_data["submission_key"]
        record_preparation(party, form.session(), by=request.staff, at=clock.now(), key=key)
        messages.success(request, "The session is written down.")
        return redirect("cases:preparation", reference)
    return show(request, pages.session_page(case, form, party, new=True))


@require_http_methods(["GET", "POST"])
@held_first
def changed_preparation(request: StaffRequest, reference: str, preparation_id: UUID) -> HttpResponse:
    """Put right what was written down about a session."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_bring_together)
    preparation = queries.find_preparation(case, preparation_id)
    form = ChangedPreparation(
        request.POST or None, initial=answers_of(preparation) | {"version": preparation.version}
    )
    if form.is_valid():
        version = form.cleaned_data["version"]
        try:
            change_preparation(preparation, form.session(), version=version, by=request.staff, at=clock.now())
        except Conflict:
            now = queries.as_it_stands(preparation)
            clash(form, now, answers_of(now), version=now.version)
            return show(request, pages.session_page(case, form, preparation.party, new=False), status=409)
        messages.success(request, "The change is saved.")
        return redirect("cases:preparation", reference)
    return show(request, pages.session_page(case, form, preparation.party, new=False))
