"""What was sent to somebody."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from rjhub.design.pages import show
from rjhub.letters import policies, queries
from rjhub.letters.pages import sent as pages
from rjhub.partnership.middleware import StaffRequest
from rjhub.people.queries import find_person_for


@require_GET
def sent(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """What was written to somebody in any case and what left for them, for whoever may know how they are reached."""
    person = find_person_for(request.staff, person_id, may=policies.may_write)
    page = pages.page_for(person, queries.letters_to(person), queries.dispatches_to(person))
    return show(request, page)
