"""What an agency is asked, and its answer: for its lead contacts, who see nothing else of the case."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from rjhub.cases import policies, queries
from rjhub.cases.actions import answering
from rjhub.cases.forms import information as forms
from rjhub.cases.models import InformationRequest
from rjhub.cases.pages import requests as pages
from rjhub.cases.pages.police_checks import checks_to_give
from rjhub.cases.views.refusing import accepted
from rjhub.cases.vocabulary import PoliceCheckKind
from rjhub.design.pages import show
from rjhub.design.pieces import Row
from rjhub.kernel import clock
from rjhub.partnership.middleware import StaffRequest
from rjhub.partnership.models import Staff


@require_GET
def requests(request: StaffRequest) -> HttpResponse:
    """What the reader's agency has been asked."""
    return show(request, pages.requests_page(queries.open_requests_to(request.staff), clock.today()))


@require_http_methods(["GET", "POST"])
def answer(request: StaffRequest, request_id: UUID) -> HttpResponse:
    """Answer for one's agency. What is sent too late gets a page that shows it again, so that nothing is lost."""
    asked = queries.find_request(request.staff, request_id)
    decision = policies.may_answer_request(request.staff, asked)
    if request.method == "POST":
        decision.or_refuse()
    form = _form(request, asked) if decision else None
    if form is not None and form.is_valid() and _answered(asked, form, by=request.staff):
        messages.success(request, "Thank you. The hub has your answer.")
        return redirect("cases:requests")
    checks = _checks(asked) if decision else ()
    return show(request, pages.request_page(asked, form, checks, over=" ".join(decision.reasons)))


def _checks(asked: InformationRequest) -> tuple[Row, ...]:
    if not policies.asks_for_checks(asked):
        return ()
    given = [queries.police_check_of(asked, kind) for kind in PoliceCheckKind]
    return checks_to_give(asked, [check for check in given if check is not None])


def _form(request: StaffRequest, asked: InformationRequest) -> forms.Answer:
    return forms.answer_to(asked, request.POST or None, request.FILES or None)


def _answered(asked: InformationRequest, form: forms.Answer, *, by: Staff) -> bool:
    given = form.given()
    keeps_out = policies.answer_reaches_nobody(asked, given.answer)
    if not keeps_out:
        form.add_error("answer", keeps_out.reasons[0])
        return False
    return accepted(
        form, lambda: answering.answer_request(asked, given, by=by, at=clock.now()), invalid="upload"
    )
