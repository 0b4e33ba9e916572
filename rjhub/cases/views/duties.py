"""Duties under the Victims' Code: of a case, of a person, of an agency, and all of a hub's."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from rjhub.cases import policies, queries
from rjhub.cases.actions import code_duties
from rjhub.cases.actions.attaching import as_the_program
from rjhub.cases.forms import duties as forms
from rjhub.cases.models import Case, CodeDuty
from rjhub.cases.pages import duties as pages
from rjhub.cases.views.refusing import accepted
from rjhub.design.pages import show
from rjhub.kernel import clock
from rjhub.partnership.middleware import StaffRequest
from rjhub.people import queries as people


@require_GET
def duties(request: StaffRequest, reference: str) -> HttpResponse:
    """What is owed to the people harmed of a case."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_read_case)
    may_date = bool(policies.may_work_on(request.staff, case))
    rows, parties = queries.duties_of(case), queries.parties_of(case)
    return show(request, pages.duties(case, rows, parties, clock.today(), may_date=may_date))


@require_http_methods(["GET", "POST"])
def report(request: StaffRequest, reference: str, party_id: UUID) -> HttpResponse:
    """Say when the crime was reported."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_work_on)
    party = queries.find_party(case, party_id)
    if not any(row.party_id == party.id for row in queries.duties_of(case)):
        raise Http404
    form = forms.Reported(request.POST or None)
    if form.is_valid() and accepted(form, lambda: code_duties.note_report(
        case, party, reported_on=form.cleaned_data["reported_on"], by=request.staff, at=clock.now()
    )):  # fmt: skip
        messages.success(request, "Saved. The clocks run from that day.")
        return redirect("cases:duties", reference)
    return show(request, pages.reporting(case, party, form))


@require_http_methods(["GET", "POST"])
def duty(request: StaffRequest, duty_id: UUID) -> HttpResponse:
    """One duty: its agency says when it was done, or whoever works on the case writes it down."""
    found = queries.find_duty(request.staff, duty_id)
    form = forms.Done(request.POST or None) if _may_note(request, found) else None
    if form is not None and form.is_valid() and accepted(form, lambda: code_duties.note_done(
        found, done_on=form.cleaned_data["done_on"], by=request.staff, at=clock.now()
    )):  # fmt: skip
        messages.success(request, "Saved. Thank you.")
        return redirect("cases:duty", duty_id)
    return show(request, pages.duty_page(found, form, clock.today()))


@require_GET
def duties_of_person(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """What is owed to one person, over all of their cases."""
    person = people.find_person_for(request.staff, person_id)
    return show(request, pages.duties_to(person, queries.duties_to(person), clock.today()))


@require_GET
def all_duties(request: StaffRequest) -> HttpResponse:
    """What is owed in the cases of a hub, overdue first, and how the partnership keeps the Code."""
    if not policies.may_see_all_duties(request.staff):
        raise Http404
    partnership, today = request.staff.partnership_id, clock.today()
    with as_the_program(partnership):
        kept = queries.how_duties_were_kept(partnership, today=today)
    return show(request, pages.all_duties(queries.duties_left(partnership), kept, today))


def _may_note(request: StaffRequest, found: CodeDuty) -> bool:
    case = Case.objects.filter(id=found.case_id).first()
    held = policies.is_held_by(found, request.staff)
    works = case is not None and bool(policies.may_work_on(request.staff, case))
    return (held or works) and bool(policies.is_not_written_down(found))
