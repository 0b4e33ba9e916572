"""One case of a plan: why these two, asking others, and what the next plan has to keep to."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rjhub.allocation import forms, policies, queries
from rjhub.allocation.actions import asking, deciding
from rjhub.allocation.models import Plan, Proposal
from rjhub.allocation.pages import plans as pages
from rjhub.allocation.views.plans import waiting_of
from rjhub.cases import queries as cases
from rjhub.cases.forms.responsibility import facilitators_offered
from rjhub.cases.models import Case
from rjhub.design.links import Link
from rjhub.design.pages import show
from rjhub.facilitators import queries as register
from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.partnership.middleware import StaffRequest


@require_GET
def proposal(request: StaffRequest, plan_id: UUID, proposal_id: UUID) -> HttpResponse:
    """Why these two, what the next best would cost, or what stands in the way."""
    plan, found, case = _find(request, plan_id, proposal_id)
    waiting = waiting_of(request)
    ids = {*found.next_pair, *(UUID(one) for one, _ in found.nearest)}
    wishes = tuple(
        (f"{one.staff.name}: {one.get_kind_display()}", reverse("allocation:wish_ending", args=[one.id]))
        for one in queries.wishes_of(request.staff, [case.id])
    )
    seen = pages.Seen(
        cases={case.id: case},
        waiting=waiting,
        names=queries.names_of(plan.partnership_id, ids),
        stale={} if found.became else {found.id: deciding.why_stale(found, waiting)},
    )
    return show(request, pages.proposal_page(plan, found, seen, wishes))


@require_http_methods(["GET", "POST"])
def otherwise(request: StaffRequest, plan_id: UUID, proposal_id: UUID) -> HttpResponse:
    """Ask others than the plan proposes, for a reason."""
    plan, found, case = _find(request, plan_id, proposal_id)
    staff = cases.facilitators_of(case.partnership_id)
    known = register.beside_names(staff, clock.today())
    form = forms.Otherwise(request.POST or None, people=facilitators_offered(staff, known))
    if form.is_valid():
        lead, second = (forms.chosen(staff, form.cleaned_data[part]) for part in ("lead", "second"))
        try:
            deciding.decide_otherwise(
                found,
                lead=lead,
                second=second,
                because=form.cleaned_data["because"],
                by=request.staff,
                at=clock.now(),
            )
        except Refused as refusal:
            for reason in refusal.reasons:
                form.add_error(None, reason)
        else:
            messages.success(request, "They have been asked. What the plan said is kept beside it.")
            return redirect("allocation:plan", plan.id)
    back = Link("Back to the proposal", reverse("allocation:proposal", args=[plan.id, found.id]))
    about = "The plan keeps its own proposal, so that it can be told later what changed."
    return show(request, pages.Asking(form, about, "Ask them", back, f"Ask others to take {case.reference}"))


@require_http_methods(["GET", "POST"])
def wishing(request: StaffRequest, plan_id: UUID, proposal_id: UUID) -> HttpResponse:
    """Say who has to be on a case in the next plan, or must not be."""
    plan, found, case = _find(request, plan_id, proposal_id)
    staff = list(register.in_register(request.staff).order_by("account__name", "id"))
    form = forms.Wishing(
        request.POST or None, people=[(str(one.id), f"{one.name}, {one.agency.short_name}") for one in staff]
    )
    if form.is_valid():
        who = forms.chosen(staff, form.cleaned_data["staff"])
        try:
            asking.wish(found, staff=who, kind=form.cleaned_data["kind"], by=request.staff, at=clock.now())
        except Refused as refusal:
            for reason in refusal.reasons:
                form.add_error(None, reason)
        else:
            messages.success(request, "Kept. It counts when you plan again.")
            return redirect("allocation:proposal", plan.id, found.id)
    back = Link("Back to the proposal", reverse("allocation:proposal", args=[plan.id, found.id]))
    about = "This changes nothing now. It counts in your next plan, until you take it back or the case is given out."
    return show(
        request,
        pages.Asking(form, about, "Keep it", back, f"What the next plan has to keep to for {case.reference}"),
    )


@require_POST
def wish_ending(request: StaffRequest, wish_id: UUID) -> HttpResponse:
    """Take back what was asked of the next plan."""
    found = next((one for one in queries.wishes_of(request.staff) if one.id == wish_id), None)
    if found is None:
        raise Http404
    asking.take_back(found, by=request.staff, at=clock.now())
    messages.success(request, "Taken back.")
    return redirect("allocation:overview")


def _find(request: StaffRequest, plan_id: UUID, proposal_id: UUID) -> tuple[Plan, Proposal, Case]:
    """A proposal whose case the asker still sees."""
    policies.may_plan(request.staff).or_refuse()
    plan = queries.plan_for(request.staff, plan_id)
    found = queries.proposal_for(plan, proposal_id)
    case = queries.cases_of([found]).get(found.case_id)
    if case is None:
        raise Http404
    return plan, found, case
