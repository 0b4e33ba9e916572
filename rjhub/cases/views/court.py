"""What is before the court."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rjhub.cases import policies, queries
from rjhub.cases.actions import court as actions
from rjhub.cases.forms import court as forms
from rjhub.cases.gates import CaseState
from rjhub.cases.models import Case, CourtMatter
from rjhub.cases.pages import court as pages
from rjhub.cases.views.clashing import clash
from rjhub.design.forms import Versioned
from rjhub.design.pages import show
from rjhub.kernel import clock
from rjhub.kernel.decisions import Conflict
from rjhub.kernel.invalid import Invalid
from rjhub.partnership.middleware import StaffRequest

SAVED = "Saved. Whoever has to act gets a task in time."


@require_GET
def court(request: StaffRequest, reference: str) -> HttpResponse:
    """The page."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_read_case)
    may_work = bool(policies.may_work_on(request.staff, case))
    return show(request, pages.court_page(CaseState(case), queries.court_reports_of(case), may_work=may_work))


@require_POST
def conditions(request: StaffRequest, reference: str) -> HttpResponse:
    """Note that offence, court and plea were checked."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_work_on)
    actions.check_court_conditions(case, by=request.staff, at=clock.now())
    messages.success(request, "Noted: offence, court and plea were checked.")
    return redirect("cases:court", reference)


@require_http_methods(["GET", "POST"])
def matter(request: StaffRequest, reference: str) -> HttpResponse:
    """Which court, and what happened there."""
    case, row = _found(request, reference, needed=False)
    form = forms.Matter(request.POST or None, initial=forms.answers_of(row, forms.Matter))
    about = () if row is None or not row.deferral_made_on else pages.longest_deferral(case, row)
    page = pages.court_form(case, form, "What is before the court", "Save", *about)

    def save() -> object:
        version = form.cleaned_data["version"]
        return actions.record_matter(case, form.matter(), version=version, by=request.staff, at=clock.now())

    return _ask(request, case, form, page, save, wrong="conviction_dates")


@require_http_methods(["GET", "POST"])
def adjournment(request: StaffRequest, reference: str) -> HttpResponse:
    """Time for assessing both sides."""
    case, row = _found(request, reference)
    form = forms.Adjournment(request.POST or None, initial=forms.answers_of(row, forms.Adjournment))
    words = pages.adjournment_words(CaseState(case))
    page = pages.court_form(case, form, "The court adjourned", "Save", *([words] if words else []))

    def save() -> object:
        version = form.cleaned_data["version"]
        return actions.adjourn(case, form.adjournment(), version=version, by=request.staff, at=clock.now())

    return _ask(request, case, form, page, save, wrong="adjourned_until")


@require_http_methods(["GET", "POST"])
def deferral(request: StaffRequest, reference: str) -> HttpResponse:
    """Sentence put off."""
    case, row = _found(request, reference)
    form = forms.Deferral(request.POST or None, initial=forms.answers_of(row, forms.Deferral))
    about = pages.longest_deferral(case, row) if row else ()
    page = pages.court_form(case, form, "The court deferred sentence", "Save", *about)

    def save() -> object:
        version = form.cleaned_data["version"]
        return actions.defer(case, form.deferral(), version=version, by=request.staff, at=clock.now())

    return _ask(request, case, form, page, save, wrong="deferred_until")


@require_http_methods(["GET", "POST"])
def sentence(request: StaffRequest, reference: str) -> HttpResponse:
    """What the court decided."""
    case, row = _found(request, reference)
    form = forms.Sentence(request.POST or None, initial=forms.answers_of(row, forms.Sentence))
    about = "The work can go on beside the sentence. The case stays where it is in the pathway."
    page = pages.court_form(case, form, "Sentence was passed", "Save", about)

    def save() -> object:
        version = form.cleaned_data["version"]
        return actions.sentence(case, form.passed(), version=version, by=request.staff, at=clock.now())

    return _ask(request, case, form, page, save, wrong="sentenced_on")


def _found(request: StaffRequest, reference: str, *, needed: bool = True) -> tuple[Case, CourtMatter | None]:
    case = queries.find_case_for(request.staff, reference, may=policies.may_work_on)
    row = queries.court_matter_of(case)
    if row is None and needed:
        raise Http404
    return case, row


def _ask(
    request: StaffRequest,
    case: Case,
    form: Versioned,
    page: pages.CourtForm,
    save: Callable[[], Any],
    *,
    wrong: str,
) -> HttpResponse:
    """Show the form; save what was answered; show what is wrong with it, or what somebody else saved first."""
    if not form.is_valid():
        return show(request, page)
    try:
        with transaction.atomic():
            save()
    except Invalid as invalid:
        form.add_error(wrong, invalid.message)
        return show(request, page)
    except Conflict:
        now = queries.court_matter_of(case)
        if now is None:
            raise
        clash(form, now, forms.answers_of(now, type(form)), version=now.version)
        return show(request, page, status=409)
    messages.success(request, SAVED)
    return redirect("cases:court", case.reference)
