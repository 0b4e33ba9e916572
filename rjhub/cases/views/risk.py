"""Described risks, the assessment of the case at its stage, and its signing off."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from rjhub.cases import policies, queries
from rjhub.cases.actions import risk_assessing, risks
from rjhub.cases.forms import risk as forms
from rjhub.cases.gates import CaseState
from rjhub.cases.models import Case
from rjhub.cases.pages import risk as pages
from rjhub.cases.pages.assessing import asking
from rjhub.cases.views.clashing import clash
from rjhub.cases.views.held_words import held_first
from rjhub.cases.views.refusing import accepted
from rjhub.design.forms import Form
from rjhub.design.pages import show
from rjhub.kernel import clock
from rjhub.kernel.decisions import Conflict
from rjhub.partnership.middleware import StaffRequest

NO_SCORE = "Say in words what should happen and why. No score decides."
DESCRIBE = "One risk at a time. Likely and bad describe it; they are never added up."
LEAVE_OUT = "Leave out where a person harmed is and how to reach them: that belongs in a risk of its own."


@require_GET
def risk(request: StaffRequest, reference: str) -> HttpResponse:
    """The risks of the case, and what was decided at this stage."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_read_case)
    assessments = queries.risk_assessments_of(case)
    current = CaseState(case).risk_now
    now = next((one for one in assessments if one == current), None)
    page = pages.risks_of(
        case,
        queries.risks_of(case),
        assessments,
        now,
        may_work=bool(policies.may_work_on(request.staff, case)),
        may_assess=bool(policies.may_assess_risk(request.staff, case)),
        may_sign_off=now is not None and bool(policies.may_sign_off(request.staff, case, now)),
    )
    return show(request, page)


@require_http_methods(["GET", "POST"])
@held_first
def assessment(request: StaffRequest, reference: str) -> HttpResponse:
    """Assess the risk of the case at its stage."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_work_on)
    policies.may_assess_risk(request.staff, case).or_refuse()
    form = forms.Assessment(request.POST or None)
    if form.is_valid():
        key = form.cleaned_data["submission_key"]
        job = partial(
            risk_assessing.assess_risk, case, form.decided(), by=request.staff, at=clock.now(), key=key
        )
        if accepted(form, job):
            messages.success(request, "The assessment is saved. The supervisor is asked to sign it off.")
            return redirect("cases:risk", reference)
    return _ask(request, case, form, title="Assess the risk", about=NO_SCORE, submit="Save the assessment")


@require_http_methods(["GET", "POST"])
def sign_off(request: StaffRequest, reference: str) -> HttpResponse:
    """Sign the assessment off, or send it back."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_supervise)
    current = CaseState(case).risk_now
    found = next((one for one in queries.risk_assessments_of(case) if one == current), None)
    if found is None:
        raise Http404
    policies.may_sign_off(request.staff, case, found).or_refuse()
    form = forms.SignOff(request.POST or None)
    if form.is_valid():
        if form.cleaned_data["answer"] == "sign_off":
            risk_assessing.sign_off_risk(found, by=request.staff, at=clock.now())
            messages.success(request, "You have signed it off.")
        else:
            because = form.cleaned_data["because"]
            risk_assessing.return_risk(found, because=because, by=request.staff, at=clock.now())
            messages.success(request, f"{found.assessed_by.name} is asked to assess it again.")
        return redirect("cases:risk", reference)
    return show(request, pages.sign_off_page(case, form, found, queries.risks_of(case)))


@require_http_methods(["GET", "POST"])
@held_first
def new_risk(request: StaffRequest, reference: str) -> HttpResponse:
    """Describe a risk."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_work_on)
    form = forms.NewRisk(
        request.POST or None, staff=queries.working_on(case), parties=queries.parties_of(case)
    )
    if form.is_valid():
        given = form.cleaned_data
        job = partial(
            risks.describe_risk, case, form.described(), party=form.party_chosen(),
            where_they_are=given["where_they_are"], by=request.staff, at=clock.now(), key=given["submission_key"],
        )  # fmt: skip
        if accepted(form, job):
            messages.success(request, "The risk is described. Whoever sees to it has a task.")
            return redirect("cases:risk", reference)
    return _ask(request, case, form, title="Describe a risk", about=DESCRIBE, submit="Save the risk")


@require_http_methods(["GET", "POST"])
@held_first
def changed_risk(request: StaffRequest, reference: str, risk_id: UUID) -> HttpResponse:
    """Change a risk, or date it again."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_work_on)
    found = queries.find_risk(case, risk_id)
    form = forms.ChangedRisk(request.POST or None, staff=queries.working_on(case), risk=found)
    status = 200
    if form.is_valid():
        version = form.cleaned_data["version"]
        job = partial(
            risks.change_risk, found, to=form.described(), version=version, by=request.staff, at=clock.now()
        )
        try:
            if accepted(form, job):
                messages.success(request, "The change is saved.")
                return redirect("cases:risk", reference)
        except Conflict:
            now = queries.as_it_stands(found)
            clash(form, now, forms.answers_of(now), version=now.version)
            status = 409
    about = DESCRIBE if risks.is_behind_the_wall(found) else f"{DESCRIBE} {LEAVE_OUT}"
    return _ask(
        request, case, form, title="Change a risk", about=about, submit="Save the risk", status=status
    )


@require_http_methods(["GET", "POST"])
@held_first
def closed_risk(request: StaffRequest, reference: str, risk_id: UUID) -> HttpResponse:
    """Close a risk."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_work_on)
    found = queries.find_risk(case, risk_id)
    form = forms.ClosedRisk(request.POST or None)
    if form.is_valid():
        risks.close_risk(found, because=form.cleaned_data["because"], by=request.staff, at=clock.now())
        messages.success(request, "The risk is closed. It stays on record.")
        return redirect("cases:risk", reference)
    return _ask(request, case, form, title="Close a risk", about=found.description, submit="Close it")


def _ask(
    request: StaffRequest, case: Case, form: Form, *, title: str, about: str, submit: str, status: int = 200
) -> HttpResponse:
    page = asking(case, "risk", form, title=title, about=about, submit=submit)
    return show(request, page, status=status)
