"""The contact log."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from rjhub.cases import policies, queries
from rjhub.cases.actions.contacts import log_contact
from rjhub.cases.forms.contacts import Contact
from rjhub.cases.gates.state import CaseState
from rjhub.cases.models import Party
from rjhub.cases.pages import contacts as pages
from rjhub.cases.pages.frame import frame_for
from rjhub.cases.views.held_words import held_first
from rjhub.cases.views.refusing import accepted
from rjhub.design.links import Link
from rjhub.design.pages import show
from rjhub.kernel import clock
from rjhub.partnership.middleware import StaffRequest
from rjhub.partnership.models import Staff
from rjhub.sharing.vocabulary import Side


@require_GET
def contacts(request: StaffRequest, reference: str) -> HttpResponse:
    """Every contact that the reader may see."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_read_case)
    works = bool(policies.may_work_on(request.staff, case))
    may_log = {side for side in Side if works and policies.may_speak_with(request.staff, side)}
    state = CaseState(case)
    may_approach = {
        party.id: policies.may_be_approached(party) for party in state.parties if not party.ended_at
    }
    page = pages.contacts_of(state, queries.contacts_of(case), may_log=may_log, may_approach=may_approach)
    return show(request, page)


@require_http_methods(["GET", "POST"])
@held_first
def contact(request: StaffRequest, reference: str, party_id: UUID) -> HttpResponse:
    """Write a contact into the log."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_work_on)
    party = queries.find_party(case, party_id)
    form = Contact(request.POST or None)
    if form.is_valid() and accepted(form, _logging(party, form, by=request.staff)):
        messages.success(request, "The contact is in the log.")
        return redirect("cases:contacts", reference)
    page = pages.Contact(
        frame=frame_for(case, "contacts"),
        form=form,
        not_now=pages.do_not(policies.may_be_approached(party)),
        safety=pages.safety_rows(queries.safe_contact_of(party)),
        back=Link("Contacts", reverse("cases:contacts", args=[reference])),
        title=f"Log a contact with {party.name}",
    )
    return show(request, page)


def _logging(party: Party, form: Contact, *, by: Staff) -> Callable[[], object]:
    return partial(
        log_contact, party, form.contact(), told=bool(form.cleaned_data["told"]), by=by, at=clock.now()
    )
