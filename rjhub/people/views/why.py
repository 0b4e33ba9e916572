"""Why somebody can see a person's record."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from rjhub.design.pages import show
from rjhub.partnership.middleware import StaffRequest
from rjhub.people import queries
from rjhub.people.pages import why as pages
from rjhub.sharing import explaining
from rjhub.sharing import queries as sharing_queries


@require_GET
def why(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Say what the reader sees of a record, for which task and by which clause."""
    person = queries.find_person_for(request.staff, person_id)
    found = explaining.explain_all(request.staff, person.file)
    return show(request, pages.page_for(person, found, sharing_queries.in_force(person.partnership_id)))
