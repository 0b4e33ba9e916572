"""Reading what somebody answered."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from rjhub.design.pages import show
from rjhub.feedback import forms, policies, queries
from rjhub.feedback.actions import reading as actions
from rjhub.feedback.pages import reading as pages
from rjhub.kernel import clock
from rjhub.partnership.middleware import StaffRequest


@require_http_methods(["GET", "POST"])
def answers(request: StaffRequest, survey_id: UUID) -> HttpResponse:
    """The answers of one person; for whoever they were put before also what was done about them."""
    survey = queries.find_answered(survey_id)
    concern = queries.concern_of(survey)
    may_note = concern is not None and bool(policies.may_note_reading(request.staff, concern))
    if request.method == "POST" and concern is not None:
        policies.may_note_reading(request.staff, concern).or_refuse()
    form = forms.Reading(request.POST or None) if may_note else None
    if form is not None and concern is not None and form.is_valid():
        actions.note_reading(concern, done=form.cleaned_data["done"], by=request.staff, at=clock.now())
        messages.success(request, "It is noted.")
        return redirect("feedback:answers", survey_id)
    page = pages.page_for(
        survey,
        queries.asked_in(survey),
        queries.groups_of(survey),
        queries.answers_of(survey),
        concern,
        name=queries.name_in(survey),
        form=form,
    )
    return show(request, page)
