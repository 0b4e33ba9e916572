"""What makes a case sensitive or complex, and its approval."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from rjhub.cases import policies, queries
from rjhub.cases.actions import approvers, approving, flagging
from rjhub.cases.forms import sensitivity as forms
from rjhub.cases.forms.responsibility import Somebody
from rjhub.cases.gates.state import CaseState
from rjhub.cases.models import Case
from rjhub.cases.pages import sensitivity as pages
from rjhub.cases.pages.assessing import asking
from rjhub.cases.views.refusing import accepted
from rjhub.design.pages import show
from rjhub.kernel import clock
from rjhub.partnership.middleware import StaffRequest
from rjhub.partnership.models import Staff
from rjhub.partnership.vocabulary import Role


@require_GET
def sensitivity(request: StaffRequest, reference: str) -> HttpResponse:
    """What the case is marked with, and its approval."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_read_case)
    state = CaseState(case)
    wanted = approvers.wanted_roles(state)
    page = pages.sensitivity(
        state,
        queries.flags_of(case),
        queries.approvals_of(case),
        queries.asked_to(case, approvers.APPROVE),
        may_raise=bool(policies.may_work_on(request.staff, case)),
        may_lower=bool(policies.may_lower_flag(request.staff, case)),
        may_ask=bool(wanted and policies.may_coordinate(request.staff, case)),
        may_decide=_role_of(request.staff, case, wanted) is not None,
    )
    return show(request, page)


@require_http_methods(["GET", "POST"])
def flag(request: StaffRequest, reference: str) -> HttpResponse:
    """Mark the case with something."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_work_on)
    form = forms.Raising(request.POST or None, up=[one.flag for one in CaseState(case).flags])
    if form.is_valid():
        job = partial(flagging.raise_flag, case, by=request.staff, at=clock.now(), **form.cleaned_data)
        if accepted(form, job):
            messages.success(request, "The case is marked.")
            return redirect("cases:sensitivity", reference)
    about = "Whoever is in doubt marks it. What was approved before has to be approved again."
    page = asking(case, "sensitivity", form, title="Mark the case", about=about, submit="Mark it")
    return show(request, page)


@require_http_methods(["GET", "POST"])
def lowering(request: StaffRequest, reference: str, flag_id: UUID) -> HttpResponse:
    """Take a mark away."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_lower_flag)
    found = queries.find_flag(case, flag_id)
    form = forms.Lowering(request.POST or None)
    if form.is_valid():
        flagging.lower_flag(found, because=form.cleaned_data["because"], by=request.staff, at=clock.now())
        messages.success(request, "The case is no longer marked with this.")
        return redirect("cases:sensitivity", reference)
    title = f"Take away: {found.get_flag_display()}"
    about = "What the case was marked with stays on record."
    return show(request, asking(case, "sensitivity", form, title=title, about=about, submit="Take it away"))


@require_http_methods(["GET", "POST"])
def ask(request: StaffRequest, reference: str) -> HttpResponse:
    """Ask one named person to approve the case."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_coordinate)
    wanted = approvers.wanted_roles(CaseState(case))
    if not wanted:
        raise Http404
    staff = [one for one in queries.staff_of(case.partnership_id, *wanted) if _role_of(one, case, wanted)]
    form = Somebody(request.POST or None, staff=staff)
    if form.is_valid():
        chosen = next(one for one in staff if str(one.id) == form.cleaned_data["staff"])
        job = partial(approving.ask_approval, case, of=chosen, by=request.staff, at=clock.now())
        if accepted(form, job):
            messages.success(request, f"{chosen.name} is asked, and sees the case until they have decided.")
            return redirect("cases:sensitivity", reference)
    about = "They see the case until they have decided. Nobody approves a case that they facilitate."
    page = asking(
        case, "sensitivity", form, title="Ask somebody to approve the case", about=about, submit="Ask them"
    )
    return show(request, page)


@require_http_methods(["GET", "POST"])
def approval(request: StaffRequest, reference: str) -> HttpResponse:
    """Say whether the case may go on."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_read_case)
    state = CaseState(case)
    role = _role_of(request.staff, case, approvers.wanted_roles(state))
    if role is None:
        raise Http404
    form = forms.Approval(request.POST or None)
    if form.is_valid():
        key = form.cleaned_data["submission_key"]
        job = partial(
            approving.decide_approval, case, form.approving(role), by=request.staff, at=clock.now(), key=key
        )
        if accepted(form, job):
            messages.success(request, "Your decision is saved.")
            return redirect("home")
    return show(request, pages.approving(state, form, queries.flags_of(case)))


def _role_of(staff: Staff, case: Case, wanted: list[Role]) -> Role | None:
    """As what somebody may approve the case now, if as anything."""
    return next((role for role in wanted if policies.may_approve(staff, case, role)), None)
