"""Asking other areas, hearing what they asked, and the keys by which it is done."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rjhub.asking import forms, policies, queries
from rjhub.asking.actions import elsewhere as actions
from rjhub.asking.pages import elsewhere as pages
from rjhub.asking.vocabulary import Answer
from rjhub.design.pages import show
from rjhub.partnership.middleware import StaffRequest


@require_http_methods(["GET", "POST"])
def ask(request: StaffRequest) -> HttpResponse:
    """Ask. The questions are posted, so that no name stands in an address, a history or a server's log."""
    policies.may_ask(request.staff).or_refuse()
    form = forms.Elsewhere(request.POST or None)
    if form.is_valid():
        question, answers = actions.ask_elsewhere(form.asked(), by=request.staff)
        if not answers:
            return show(request, pages.nobody_to_ask(request.staff))
        if Answer.LIMITED in answers.values():
            return show(request, pages.limited(queries.whom_to_ring(request.staff)), status=429)
        return redirect("asking:answer_elsewhere", question)
    return show(request, pages.asking(form, queries.asked_elsewhere()))


@require_GET
def answer(request: StaffRequest, question_id: UUID) -> HttpResponse:
    """What each area answered."""
    return show(request, pages.answered(queries.answers_elsewhere(question_id)))


@require_GET
def heard(request: StaffRequest) -> HttpResponse:
    """Every question of other areas of the last month, those first about which somebody has to be rung."""
    policies.may_hear(request.staff).or_refuse()
    return show(request, pages.heard(queries.heard_from_elsewhere()))


@require_POST
def settling(request: StaffRequest, question_id: UUID, key_id: UUID) -> HttpResponse:
    """Record that one has spoken with the hub that asked."""
    actions.settle_elsewhere(question_id, key_id, by=request.staff)
    messages.success(request, "Recorded.")
    return redirect("asking:heard_elsewhere")


@require_GET
def keys(request: StaffRequest) -> HttpResponse:
    """Which areas can be asked, and can ask."""
    policies.may_hear(request.staff).or_refuse()
    return show(request, pages.keys(queries.keys_with_others()))


@require_POST
def proposal(request: StaffRequest, other: int) -> HttpResponse:
    """Propose a key to another area."""
    actions.propose_key(other, by=request.staff)
    messages.success(request, "Proposed. A coordinator of the other area has to agree.")
    return redirect("asking:keys")


@require_POST
def agreement(request: StaffRequest, key_id: UUID) -> HttpResponse:
    """Agree to what another area proposed."""
    actions.agree_key(key_id, by=request.staff)
    messages.success(request, "Agreed. You can ask each other as soon as both registers are ready.")
    return redirect("asking:keys")


@require_POST
def ending(request: StaffRequest, key_id: UUID) -> HttpResponse:
    """End a key, or take back or decline a proposal."""
    actions.end_key(key_id, by=request.staff)
    messages.success(request, "Ended. What was made from it is destroyed.")
    return redirect("asking:keys")
