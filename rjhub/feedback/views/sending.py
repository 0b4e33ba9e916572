"""Asking people of a case how it was."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rjhub.cases import policies as case_policies
from rjhub.cases import queries as cases
from rjhub.cases.models import Case
from rjhub.cases.pages.contacts import safety_rows
from rjhub.cases.pages.letters import why_not_by
from rjhub.cases.views.refusing import accepted
from rjhub.design.pages import show
from rjhub.feedback import policies, queries
from rjhub.feedback.actions import sending as actions
from rjhub.feedback.forms import Sending
from rjhub.feedback.models import Survey
from rjhub.feedback.pages import sending as pages
from rjhub.kernel import clock
from rjhub.kernel.decisions import Decision, all_of
from rjhub.letters import policies as writing
from rjhub.partnership.middleware import StaffRequest
from rjhub.people.vocabulary import Channel


@require_GET
def surveys(request: StaffRequest, reference: str) -> HttpResponse:
    """Who was or is to be asked, and how far that has come. Not what anybody answered."""
    case = cases.find_case_for(request.staff, reference, may=case_policies.may_read_case)
    may_send = bool(policies.may_send(request.staff, case))
    page = pages.surveys_page(
        case,
        cases.parties_of(case),
        queries.surveys_of(case),
        may_send=may_send,
        may_read=case_policies.coordinates(request.staff, case),
    )
    return show(request, page)


@require_http_methods(["GET", "POST"])
def sending(request: StaffRequest, reference: str, survey_id: UUID) -> HttpResponse:
    """Send somebody the questions, at a time that is safe."""
    case = cases.find_case_for(request.staff, reference, may=policies.may_send)
    survey = queries.find_survey(case, survey_id)
    if not writing.may_write(request.staff, survey.party.person):
        raise Http404
    policies.is_due(survey).or_refuse()
    may_go = {way: _may_go_by(request, case, survey, way) for way in actions.WAYS}
    ways = tuple(way for way, may in may_go.items() if may)
    if request.method == "POST" and not ways:
        all_of(*may_go.values()).or_refuse()
    ring = request.staff.agency.contact_phone or request.staff.partnership.phone
    initial = {"ring": ring, "way": ways[0] if len(ways) == 1 else None}
    form = Sending(request.POST or None, ways=ways, initial=initial) if ways else None
    if (
        form is not None
        and form.is_valid()
        and accepted(form, lambda: _send(request, survey, form), invalid="at")
    ):
        messages.success(
            request, "The questions are sent at the time that you chose, if nothing comes between."
        )
        return redirect(pages.HERE, reference)
    page = pages.sending_page(
        case,
        survey,
        form=form,
        safety=safety_rows(cases.safe_contact_of(survey.party)),
        not_by=tuple(why_not_by(way, may) for way, may in may_go.items() if not may),
    )
    return show(request, page)


@require_POST
def leaving_out(request: StaffRequest, reference: str, survey_id: UUID) -> HttpResponse:
    """Decide not to ask somebody."""
    case = cases.find_case_for(request.staff, reference, may=policies.may_send)
    actions.leave_out(queries.find_survey(case, survey_id), by=request.staff, at=clock.now())
    messages.success(request, "They are not asked.")
    return redirect(pages.HERE, reference)


def _send(request: StaffRequest, survey: Survey, form: Sending) -> Survey:
    given = actions.Sending(
        way=form.cleaned_data["way"],
        ring=form.cleaned_data["ring"],
        when=form.moment(),
        opens_at=request.build_absolute_uri(reverse("feedback:link", args=["-"])).removesuffix("-"),
    )
    return actions.send_survey(survey, given, by=request.staff, at=clock.now())


def _may_go_by(request: StaffRequest, case: Case, survey: Survey, way: Channel) -> Decision:
    """Whether a way is worth offering: the server asks all of it once more before anything is kept."""
    return all_of(
        writing.can_go_by(way),
        policies.may_ask(request.staff, case, survey.party, way),
        writing.may_be_written_to(survey.party.person, way),
    )
