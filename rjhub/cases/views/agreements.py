"""Agreements: what was agreed, who does what, what became of it, and who was told."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from rjhub.cases import policies, queries
from rjhub.cases.actions import agreements as actions
from rjhub.cases.forms import agreements as forms
from rjhub.cases.models import Agreement, AgreementItem, AgreementReport, Case, Party
from rjhub.cases.pages import agreements as pages
from rjhub.cases.pages.frame import frame_for
from rjhub.cases.pages.questions import Questions
from rjhub.cases.views.clashing import clash
from rjhub.cases.views.held_words import held_first
from rjhub.cases.views.refusing import accepted
from rjhub.design import forms as questions
from rjhub.design.links import Link
from rjhub.design.pages import show
from rjhub.kernel import clock
from rjhub.kernel.decisions import Conflict
from rjhub.partnership.middleware import StaffRequest
from rjhub.partnership.models import Staff
from rjhub.sharing.vocabulary import Side


@require_GET
def agreements(request: StaffRequest, reference: str) -> HttpResponse:
    """Every agreement of a case."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_read_case)
    may_record = policies.may_record_agreement(request.staff, case)
    page = pages.agreements_of(
        case, queries.agreements_of(case), queries.items_of(case), may_record=may_record
    )
    return show(request, page)


@require_http_methods(["GET", "POST"])
@held_first
def new_agreement(request: StaffRequest, reference: str) -> HttpResponse:
    """Write down what was agreed."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_bring_together)
    policies.may_record_agreement(request.staff, case).or_refuse()
    form = forms.NewAgreement(request.POST or None)
    form.offer(queries.held_meetings(case), messages=queries.message_was_passed_on(case))
    made: list[Agreement] = []
    if form.is_valid() and accepted(form, lambda: made.append(_recorded(case, form, by=request.staff))):
        messages.success(request, "The agreement is written down.")
        return redirect("cases:agreement", reference, made[0].id)
    return show(request, _asking(case, form, "Write down what was agreed", "Save the agreement"))


@require_GET
def agreement(request: StaffRequest, reference: str, agreement_id: UUID) -> HttpResponse:
    """One agreement."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_read_case)
    parties = queries.parties_of(case)
    page = pages.agreement_page(
        case,
        queries.find_agreement(case, agreement_id),
        queries.items_of(case),
        queries.reports_of(case),
        parties,
        may_work=bool(policies.may_bring_together(request.staff, case)),
        tellers={party.id for party in parties if policies.may_report_agreement(request.staff, case, party)},
    )
    return show(request, page)


@require_http_methods(["GET", "POST"])
@held_first
def new_item(request: StaffRequest, reference: str, agreement_id: UUID) -> HttpResponse:
    """Add what somebody is to do."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_bring_together)
    found = queries.find_agreement(case, agreement_id)
    policies.may_add_item(request.staff, case, found).or_refuse()
    form = forms.NewItem(request.POST or None)
    form.offer(queries.parties_of(case), _working_on(case, request.staff))
    if form.is_valid() and accepted(form, lambda: _added(found, form, by=request.staff)):
        messages.success(request, "It is part of the agreement.")
        return redirect("cases:agreement", reference, agreement_id)
    return show(request, _asking(case, form, "Add what somebody is to do", "Add it", found))


@require_http_methods(["GET", "POST"])
@held_first
def item(request: StaffRequest, reference: str, agreement_id: UUID, item_id: UUID) -> HttpResponse:
    """Change what somebody is to do."""
    case, found, row = _item_of(request.staff, reference, agreement_id, item_id)
    policies.may_change_item(request.staff, case, row).or_refuse()
    initial = forms.item_answers(row) | {"version": row.version}
    form = forms.ChangedItem(request.POST or None, initial=initial)
    form.offer(queries.parties_of(case), _working_on(case, request.staff, row.checked_by))
    page = _asking(case, form, "Change what somebody is to do", "Save the change", found)
    if form.is_valid():
        try:
            if not accepted(form, lambda: _changed(row, form, by=request.staff)):
                return show(request, page)
        except Conflict:
            now = queries.as_it_stands(row)
            clash(form, now, forms.item_answers(now), version=now.version)
            return show(request, page, status=409)
        messages.success(request, "The change is saved.")
        return redirect("cases:agreement", reference, agreement_id)
    return show(request, page)


@require_http_methods(["GET", "POST"])
@held_first
def item_settling(request: StaffRequest, reference: str, agreement_id: UUID, item_id: UUID) -> HttpResponse:
    """Say what became of an item."""
    case, found, row = _item_of(request.staff, reference, agreement_id, item_id)
    kept = {"status": row.status, "settled_on": row.settled_on, "evidence": row.evidence}
    initial = kept | {"version": row.version}
    form = forms.Settling(request.POST or None, request.FILES or None, initial=initial)
    page = _asking(case, form, "What became of it?", "Save it", found, about=(row.words,))
    if form.is_valid():
        try:
            if not accepted(form, lambda: _settled(row, form, by=request.staff), invalid="upload"):
                return show(request, page)
        except Conflict:
            now = queries.as_it_stands(row)
            theirs = {"status": now.status, "settled_on": now.settled_on, "evidence": now.evidence}
            clash(form, now, theirs, version=now.version)
            return show(request, page, status=409)
        messages.success(request, "What became of it is noted.")
        return redirect("cases:agreement", reference, agreement_id)
    return show(request, page)


@require_http_methods(["GET", "POST"])
def agreement_report(
    request: StaffRequest, reference: str, agreement_id: UUID, party_id: UUID
) -> HttpResponse:
    """Note that a person harmed was told how an agreement ended."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_work_on)
    found = queries.find_agreement(case, agreement_id)
    party = queries.find_party(case, party_id)
    if party.side != Side.HARMED:
        raise Http404
    policies.may_report_agreement(request.staff, case, party).or_refuse()
    form = forms.Telling(request.POST or None)
    if form.is_valid() and accepted(form, lambda: _reported(found, party, form, by=request.staff)):
        messages.success(request, "It is noted.")
        return redirect("cases:agreement", reference, agreement_id)
    title = f"Telling {party.name} how the agreement ended"
    return show(request, _asking(case, form, title, "Save it", found))


def _recorded(case: Case, form: forms.NewAgreement, *, by: Staff) -> Agreement:
    key = form.cleaned_data["submission_key"]
    return actions.record_agreement(case, form.agreed(), by=by, at=clock.now(), key=key)


def _added(found: Agreement, form: forms.NewItem, *, by: Staff) -> AgreementItem:
    return actions.add_item(
        found, form.item(), by=by, at=clock.now(), key=form.cleaned_data["submission_key"]
    )


def _changed(row: AgreementItem, form: forms.ChangedItem, *, by: Staff) -> AgreementItem:
    return actions.change_item(row, form.item(), version=form.cleaned_data["version"], by=by, at=clock.now())


def _settled(row: AgreementItem, form: forms.Settling, *, by: Staff) -> AgreementItem:
    given = form.cleaned_data
    return actions.settle_item(
        row, form.settled(), version=given["version"], upload=given["upload"], by=by, at=clock.now()
    )


def _reported(found: Agreement, party: Party, form: forms.Telling, *, by: Staff) -> AgreementReport:
    key = form.cleaned_data["submission_key"]
    return actions.report_agreement(found, party, form.report(), by=by, at=clock.now(), key=key)


def _item_of(
    staff: Staff, reference: str, agreement_id: UUID, item_id: UUID
) -> tuple[Case, Agreement, AgreementItem]:
    case = queries.find_case_for(staff, reference, may=policies.may_bring_together)
    found = queries.find_agreement(case, agreement_id)
    row = queries.find_item(case, item_id)
    if row.agreement_id != found.id:
        raise Http404
    return case, found, row


def _working_on(case: Case, *also: Staff) -> list[Staff]:
    there = [*queries.accepted_facilitators(case), case.supervisor, case.answering_staff, *also]
    return list({staff.id: staff for staff in there if staff is not None}.values())


def _asking(
    case: Case,
    form: questions.Form,
    title: str,
    submit: str,
    found: Agreement | None = None,
    *,
    about: tuple[str, ...] = (),
) -> Questions:
    if found is None:
        back = Link("Agreements", reverse("cases:agreements", args=[case.reference]))
    else:
        back = Link("The agreement", reverse("cases:agreement", args=[case.reference, found.id]))
    return Questions(
        frame=frame_for(case, "agreements"), form=form, back=back, title=title, submit=submit, about=about
    )
