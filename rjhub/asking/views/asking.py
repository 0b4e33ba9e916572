"""Asking, the answer, and recording that somebody was approached."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from rjhub.asking import forms, policies, queries
from rjhub.asking.actions import asking as actions
from rjhub.asking.pages import asking as pages
from rjhub.asking.vocabulary import Answer
from rjhub.design.pages import show
from rjhub.partnership.middleware import StaffRequest
from rjhub.partnership.vocabulary import Role


@require_http_methods(["GET", "POST"])
def ask(request: StaffRequest) -> HttpResponse:
    """Ask. The questions are posted, so that no name stands in an address, a history or a server's log."""
    policies.may_ask(request.staff).or_refuse()
    form = forms.Asking(request.POST or None)
    if form.is_valid():
        answered = actions.ask_before_approaching(form.asked(), by=request.staff)
        if answered.answer == Answer.LIMITED:
            return show(request, pages.limited(queries.whom_to_ring(request.staff)), status=429)
        return redirect("asking:answer", answered.id)
    return show(request, pages.asking(request.staff, form, queries.my_questions()))


@require_GET
def answer(request: StaffRequest, question_id: UUID) -> HttpResponse:
    """What somebody was told."""
    found = queries.my_question(question_id)
    refers = request.staff.holds(Role.REFERRER)
    return show(request, pages.answered(found, queries.whom_to_ring(request.staff), refers=refers))


@require_http_methods(["GET", "POST"])
def approach(request: StaffRequest, question_id: UUID) -> HttpResponse:
    """Record that somebody was approached."""
    found = queries.my_question(question_id)
    form = forms.Approach(request.staff.agency.works_with, request.POST or None)
    if form.is_valid():
        actions.record_approach(question_id, by=request.staff, **form.cleaned_data)
        messages.success(request, "Recorded. Whoever asks about them next is told to ring the hub.")
        return redirect("asking:answer", question_id)
    return show(request, pages.approach(found, form))
