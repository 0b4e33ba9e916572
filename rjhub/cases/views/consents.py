"""Consents, and what people acknowledge."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from rjhub.cases import pathways, policies, queries
from rjhub.cases.actions.acknowledging import record_acknowledgement
from rjhub.cases.actions.consents import record_consent, withdraw_consent
from rjhub.cases.forms import consents as forms
from rjhub.cases.pages import acknowledgements as acknowledgement_pages
from rjhub.cases.pages import consents as pages
from rjhub.cases.pages.assessing import asking
from rjhub.cases.views.held_words import held_first
from rjhub.cases.views.refusing import accepted
from rjhub.cases.vocabulary import ConsentPurpose
from rjhub.design.pages import show
from rjhub.kernel import clock
from rjhub.partnership.middleware import StaffRequest


@require_GET
def consents(request: StaffRequest, reference: str) -> HttpResponse:
    """Every consent of the case, with its history."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_read_case)
    parties = queries.parties_of(case)
    page = pages.consents_of(
        case,
        parties,
        queries.consents_of(case),
        may_record={party: policies.may_record_consent(request.staff, case, party) for party in parties},
        may_withdraw={party: policies.may_record_withdrawal(request.staff, case, party) for party in parties},
    )
    return show(request, page)


@require_http_methods(["GET", "POST"])
def consent(request: StaffRequest, reference: str, party_id: UUID, purpose: str) -> HttpResponse:
    """Record that somebody agrees to one thing."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_work_on)
    party = queries.find_party(case, party_id)
    if purpose not in ConsentPurpose.values:
        raise Http404
    form = forms.Consent(
        request.POST or None, request.FILES or None, purpose=ConsentPurpose(purpose), party=party
    )
    if form.is_valid():
        given = {"key": form.cleaned_data["submission_key"], "signed_form": form.cleaned_data["signed_form"]}
        job = partial(record_consent, party, form.agreed(), by=request.staff, at=clock.now(), **given)
        if accepted(form, job, invalid="signed_form"):
            messages.success(request, "Their consent is recorded.")
            return redirect("cases:consents", reference)
    wording = pathways.wording_of(case, form.purpose, party.side)
    return show(request, pages.given(case, party, form, wording))


@require_http_methods(["GET", "POST"])
def withdrawal(request: StaffRequest, reference: str, consent_id: UUID) -> HttpResponse:
    """Record that somebody takes a consent back."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_read_case)
    given = queries.find_consent(case, consent_id)
    if not policies.may_record_withdrawal(request.staff, case, given.party):
        raise Http404
    form = forms.Withdrawal(request.POST if request.method == "POST" else None)
    if form.is_valid():
        withdraw_consent(given, by=request.staff, at=clock.now())
        messages.success(request, "Their withdrawal is recorded. What depends on it has stopped.")
        return redirect("cases:consents", reference)
    return show(request, pages.withdrawn(case, given, form))


@require_GET
def acknowledgements(request: StaffRequest, reference: str) -> HttpResponse:
    """What everybody acknowledges."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_read_case)
    parties = queries.parties_of(case)
    may = {party: policies.may_record_acknowledgement(request.staff, case, party) for party in parties}
    rows = queries.acknowledgements_of(case)
    return show(request, acknowledgement_pages.acknowledgements_of(case, parties, rows, may))


@require_http_methods(["GET", "POST"])
@held_first
def acknowledgement(request: StaffRequest, reference: str, party_id: UUID) -> HttpResponse:
    """Write down what somebody acknowledges now."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_work_on)
    party = queries.find_party(case, party_id)
    form = forms.Acknowledgement(request.POST or None, party=party)
    if form.is_valid():
        key = form.cleaned_data["submission_key"]
        job = partial(record_acknowledgement, party, form.said(), by=request.staff, at=clock.now(), key=key)
        if accepted(form, job):
            messages.success(request, "What they said is recorded.")
            return redirect("cases:acknowledgements", reference)
    about = "Write down what they say themselves. What they said before stays on record."
    page = asking(
        case, "acknowledgements", form, title=f"What {party.name} acknowledges", about=about, submit="Record it"
    )  # fmt: skip
    return show(request, page)
