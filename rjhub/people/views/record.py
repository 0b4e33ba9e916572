"""Finding a person, their record, and what was changed on it."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from rjhub.design.pages import show
from rjhub.partnership.middleware import StaffRequest
from rjhub.people import forms, policies, queries
from rjhub.people.pages import history as history_page
from rjhub.people.pages import record
from rjhub.people.pages import search as search_page
from rjhub.people.queries import Sought


@require_http_methods(["GET", "POST"])
def search(request: StaffRequest) -> HttpResponse:
    """Find people. The questions are posted, so that no name stands in an address, a history or a server's log."""
    form = forms.Search(request.POST or None)
    found = queries.search(Sought(**form.cleaned_data)) if form.is_valid() else None
    return show(
        request, search_page.page_for(form, found, compares=bool(policies.may_compare(request.staff)))
    )


@require_GET
def person(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """A person's record."""
    found = queries.find_person_for(request.staff, person_id)
    compares = bool(policies.may_compare(request.staff))
    tells = bool(policies.may_tell_who_has_seen(request.staff, found))
    return show(request, record.page_for(queries.contents_of(found), compares=compares, tells=tells))


@require_GET
def history(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """What was changed on a record."""
    found = queries.find_person_for(request.staff, person_id, may=policies.may_amend)
    return show(request, history_page.page_for(found, queries.amendments(found)))
