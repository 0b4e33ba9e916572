"""Whether other records are of the same person: for coordinators."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rjhub.design.pages import show
from rjhub.kernel import clock
from rjhub.kernel.decisions import Decision
from rjhub.partnership.middleware import StaffRequest
from rjhub.partnership.models import Staff
from rjhub.people import forms, policies, queries
from rjhub.people.actions import linking
from rjhub.people.models import Person
from rjhub.people.pages import duplicates as pages
from rjhub.people.views.saving import saved


def _may_compare(by: Staff, _: Person) -> Decision:
    return policies.may_compare(by)


@require_GET
def duplicates(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Records that may be of the same person, and what was decided."""
    person = queries.find_person_for(request.staff, person_id, may=_may_compare)
    decided = queries.links(person)
    others = queries.find_people(id_ for link in decided for id_ in (link.first_id, link.second_id))
    return show(request, pages.page_for(person, queries.possible_duplicates(person), decided, others))


@require_http_methods(["GET", "POST"])
def comparison(request: StaffRequest, person_id: UUID, other_id: UUID) -> HttpResponse:
    """Compare two records and decide."""
    ours = queries.find_person_for(request.staff, person_id, may=_may_compare)
    theirs = queries.find_person_for(request.staff, other_id, may=_may_compare)
    if ours.id == theirs.id:
        raise Http404
    form = forms.Decision(request.POST or None)

    def decide() -> None:
        linking.decide_link(ours, theirs, by=request.staff, at=clock.now(), **form.cleaned_data)

    if form.is_valid() and saved(form, decide):
        messages.success(request, "The decision was saved. It can be undone.")
        return redirect("people:duplicates", ours.id)
    page = pages.comparison(queries.contents_of(ours), queries.contents_of(theirs), form)
    return show(request, page)


@require_POST
def undoing(request: StaffRequest, person_id: UUID, link_id: UUID) -> HttpResponse:
    """Take a decision back."""
    person = queries.find_person_for(request.staff, person_id, may=_may_compare)
    link = next((one for one in queries.links(person) if one.id == link_id), None)
    if link is None:
        raise Http404
    linking.undo_link(link, by=request.staff, at=clock.now())
    messages.success(request, "The decision was undone.")
    return redirect("people:duplicates", person.id)
