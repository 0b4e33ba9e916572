"""Plans: asking for one, watching it, and accepting what it proposes."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from rjhub.allocation import forms, policies, queries
from rjhub.allocation.actions import asking, deciding
from rjhub.allocation.models import Plan, Proposal
from rjhub.allocation.pages import plans as pages
from rjhub.allocation.queries.waiting import Waiting, waiting_for
from rjhub.design.pages import show
from rjhub.design.words import plural
from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.partnership.middleware import StaffRequest

AGAIN_IN = "3"  # seconds until the browser asks how far a plan is


@require_http_methods(["GET", "POST"])
def overview(request: StaffRequest) -> HttpResponse:
    """What waits, and asking for a plan."""
    policies.may_plan(request.staff).or_refuse()
    form = forms.NewPlan(request.POST or None)
    if form.is_valid():
        try:
            made = asking.ask_for_plan(
                from_before=bool(form.cleaned_data["again"]), submission_key=form.cleaned_data["submission_key"],
                by=request.staff, at=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            messages.warning(request, " ".join(refusal.reasons))
            return redirect("allocation:overview")
        return redirect("allocation:plan", made.id)
    hubs = queries.hubs_of(request.staff)
    page = pages.overview(
        waiting_of(request),
        [hub.name for hub in hubs],
        form,
        queries.newest_plan(request.staff),
        can_move_few=queries.newest_plan(request.staff, ready=True) is not None,
    )
    return show(request, page)


@require_http_methods(["GET", "POST"])
def plan(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """A plan: how far it is, or what it proposes, to be accepted one by one or all."""
    found = queries.plan_for(request.staff, plan_id)
    proposals = queries.proposals_of(found)
    waiting = waiting_of(request)
    seen = pages.Seen(
        cases=queries.cases_of(proposals),
        waiting=waiting,
        names=queries.names_of(found.partnership_id, _named(found, proposals)),
        stale={one.id: deciding.why_stale(one, waiting) for one in proposals if not one.became},
    )
    offered = pages.offered(proposals, seen)
    ticked = [value for value, _ in offered] if request.GET.get("tick") == "all" else []
    form = forms.Accepting(request.POST or None, offered=offered, ticked=ticked)
    if form.is_valid():
        return _accept(request, found, proposals, form)
    answer = show(request, pages.plan_page(found, proposals, seen, form if offered else None))
    if found.is_going_on:
        answer["Refresh"] = AGAIN_IN
    return answer


@require_POST
def stopping(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """End a plan with the best so far."""
    asking.stop_plan(queries.plan_for(request.staff, plan_id), by=request.staff, at=clock.now())
    return redirect("allocation:plan", plan_id)


def waiting_of(request: StaffRequest) -> Waiting:
    """What waits in the hubs of whoever asks, as it stands now."""
    return waiting_for(request.staff, [hub.id for hub in queries.hubs_of(request.staff)], clock.now())


def _accept(
    request: StaffRequest, found: Plan, proposals: Iterable[Proposal], form: forms.Accepting
) -> HttpResponse:
    wanted = set(form.cleaned_data["proposals"])
    outcomes = deciding.accept(
        [one for one in proposals if str(one.id) in wanted], because=form.cleaned_data["because"],
        by=request.staff, at=clock.now(),
    )  # fmt: skip
    asked = [one for one in outcomes if not one.refused]
    if asked:
        messages.success(
            request,
            f"The facilitators of {plural(len(asked), 'case')} have been asked. They answer on their own pages.",
        )
    for one in outcomes:
        if one.refused:
            messages.warning(request, f"{one.reference or 'One case'}: not asked. {' '.join(one.refused)}")
    return redirect("allocation:plan", found.id)


def _named(found: Plan, proposals: Iterable[Proposal]) -> set[UUID]:
    ids = {UUID(one) for one, _, _ in found.over}
    ids |= {UUID(part["staff"]) for part in found.clash if part["staff"]}
    ids |= {UUID(one) for part in found.clash for one in part["against"]}
    for each in proposals:
        ids |= {*each.next_pair, *(UUID(one) for one, _ in each.nearest)}
    return ids
