"""Asking agencies for what they hold, and answering."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rjhub.cases import policies, queries
from rjhub.cases.actions import asking
from rjhub.cases.forms import information as forms
from rjhub.cases.gates.state import CaseState
from rjhub.cases.gates.wanted import unasked
from rjhub.cases.pages import information as pages
from rjhub.cases.pages.ending import Asking
from rjhub.cases.pages.frame import frame_for
from rjhub.cases.pages.gathered import gathered_page
from rjhub.cases.views.held_words import held_first
from rjhub.design.links import Link
from rjhub.design.pages import show
from rjhub.design.words import plural
from rjhub.kernel import clock
from rjhub.partnership.middleware import StaffRequest
from rjhub.partnership.pathway.agency_types import AgencyType
from rjhub.sharing.vocabulary import Category


@require_GET
def information(request: StaffRequest, reference: str) -> HttpResponse:
    """All requests of a case."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_read_case)
    may_ask = bool(policies.may_coordinate(request.staff, case))
    wanted = unasked(CaseState(case)) if may_ask else []
    page = pages.information(
        case,
        queries.requests_of(case),
        queries.police_checks_of(case),
        wanted=tuple(
            f"{AgencyType(one.line.ask).label}, about {one.party.name}: {one.line.why}" for one in wanted
        ),
        today=clock.today(),
        may_ask=may_ask,
    )
    return show(request, page)


@require_GET
def gathered(request: StaffRequest, reference: str) -> HttpResponse:
    """Everything that agencies answered on one page, to print."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_read_case)
    unasked_yet = (
        (AgencyType(one.line.ask).label, one.party.name, one.line.why) for one in unasked(CaseState(case))
    )
    page = gathered_page(
        case,
        queries.requests_of(case),
        queries.police_checks_of(case),
        [] if case.is_closed else unasked_yet,
        clock.today(),
    )
    return show(request, page)


@require_http_methods(["GET", "POST"])
def ask(request: StaffRequest, reference: str) -> HttpResponse:
    """Send the requests that the pathway wants."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_coordinate)
    wanted, why_not = asking.askable(unasked(CaseState(case)), policies.Terms(case.partnership_id))
    form = forms.Asking(request.POST or None, wanted=wanted)
    if form.is_valid():
        sent = asking.ask_wanted(case, form.chosen(), by=request.staff, at=clock.now())
        messages.success(request, f"{plural(len(sent), 'request')} sent.")
        return redirect("cases:information", reference)
    about = "Each agency learns the name and date of birth of one person, and its questions. Nothing else."
    page = Asking(
        frame=frame_for(case, "information"), form=form, about=about, submit="Send these requests",
        back=Link("Information from agencies", reverse("cases:information", args=[reference])),
        title="Ask the agencies", why_not=why_not,
    )  # fmt: skip
    return show(request, page)


@require_http_methods(["GET", "POST"])
@held_first
def question(request: StaffRequest, reference: str) -> HttpResponse:
    """Ask an agency something of one's own."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_coordinate)
    parties = {str(party.id): party for party in queries.parties_of(case) if party.ended_at is None}
    agencies = {str(agency.id): agency for agency in queries.agencies_today(case.partnership_id)}
    form = forms.Question(request.POST or None, parties=parties.values(), agencies=agencies.values())
    if form.is_valid():
        given = form.cleaned_data
        agency, party = agencies[given["agency"]], parties[given["party"]]
        decision = policies.may_be_asked(agency, party).and_(
            policies.Terms(case.partnership_id).let_give(agency, party.side, given["category"])
        )
        if decision:
            asking.ask_agency(
                case,
                asking.Question(
                    agency=agency, party=party, why=given["why"], questions=given["asked"],
                    category=Category(given["category"]), due_on=given["due_on"],
                ),
                by=request.staff,
                at=clock.now(),
            )  # fmt: skip
            messages.success(request, f"{agency.short_name} has been asked.")
            return redirect("cases:information", reference)
        for reason in decision.reasons:
            form.add_error("agency", reason)
    back = Link("Information from agencies", reverse("cases:information", args=[reference]))
    return show(request, pages.Question(frame=frame_for(case, "information"), form=form, back=back))


@require_POST
def cancel(request: StaffRequest, reference: str, request_id: UUID) -> HttpResponse:
    """Take a request back."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_coordinate)
    asking.cancel_request(queries.find_request_of(case, request_id), by=request.staff, at=clock.now())
    messages.success(request, "The request is taken back.")
    return redirect("cases:information", reference)
