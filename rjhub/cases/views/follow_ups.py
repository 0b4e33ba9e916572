"""Follow-ups with each person."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from rjhub.cases import policies, queries
from rjhub.cases.actions import follow_ups as actions
from rjhub.cases.forms.follow_ups import FollowUpAnswer, NewFollowUp
from rjhub.cases.models import Case
from rjhub.cases.pages import follow_ups as pages
from rjhub.cases.pages.contacts import safety_rows
from rjhub.cases.pages.frame import frame_for
from rjhub.cases.pages.questions import Questions
from rjhub.cases.views.held_words import held_first
from rjhub.design import forms
from rjhub.design.links import Link
from rjhub.design.pages import show
from rjhub.design.pieces import Row
from rjhub.kernel import clock
from rjhub.kernel.decisions import allow_if
from rjhub.partnership.middleware import StaffRequest


@require_GET
def follow_ups(request: StaffRequest, reference: str) -> HttpResponse:
    """Every follow-up that the reader may see."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_read_case)
    may_work = bool(policies.may_work_on(request.staff, case))
    page = pages.follow_ups_of(case, queries.parties_of(case), queries.follow_ups_of(case), may_work=may_work)
    return show(request, page)


@require_http_methods(["GET", "POST"])
@held_first
def follow_up(request: StaffRequest, reference: str, follow_up_id: UUID) -> HttpResponse:
    """Write down how somebody is, or why they were not asked."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_work_on)
    found = queries.find_follow_up(case, follow_up_id)
    is_open = found.done_on is None and not found.not_done_because
    allow_if(is_open, "This is written down already.").or_refuse()
    form = FollowUpAnswer(request.POST or None)
    if form.is_valid():
        heard, at = form.heard(), clock.now()
        if heard is None:
            because = form.cleaned_data["not_done_because"]
            actions.leave_out_follow_up(found, because=because, by=request.staff, at=at)
        else:
            actions.follow_up_with(found, heard, by=request.staff, at=at)
        messages.success(request, "It is noted.")
        return redirect("cases:follow_ups", reference)
    rows = safety_rows(queries.safe_contact_of(found.party))
    page = _asking(case, form, f"How is {found.party.name}?", about=(found.ask,), rows=rows)
    return show(request, page)


@require_http_methods(["GET", "POST"])
@held_first
def new_follow_up(request: StaffRequest, reference: str, party_id: UUID) -> HttpResponse:
    """Plan one more follow-up with somebody."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_work_on)
    party = queries.find_party(case, party_id)
    form = NewFollowUp(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        actions.add_follow_up(
            party, ask=given["ask"], due_on=given["due_on"], by=request.staff, at=clock.now(),
            key=given["submission_key"],
        )  # fmt: skip
        messages.success(request, "The follow-up is planned.")
        return redirect("cases:follow_ups", reference)
    return show(request, _asking(case, form, f"Plan a follow-up with {party.name}"))


def _asking(
    case: Case, form: forms.Form, title: str, *, about: tuple[str, ...] = (), rows: tuple[Row, ...] = ()
) -> Questions:
    back = Link("Follow-ups", reverse("cases:follow_ups", args=[case.reference]))
    return Questions(
        frame=frame_for(case, "follow_ups"), form=form, back=back, title=title, submit="Save it",
        about=about, rows=rows,
    )  # fmt: skip
