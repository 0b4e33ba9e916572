"""How the work is spread."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from rjhub.design.pages import show
from rjhub.kernel import clock
from rjhub.partnership.middleware import StaffRequest
from rjhub.workload import policies, queries
from rjhub.workload.pages import board as pages


@require_GET
def board(request: StaffRequest) -> HttpResponse:
    """By hub, by agency, and by person."""
    policies.may_see_workload(request.staff).or_refuse()
    today = clock.today()
    page = pages.page_for(
        queries.of_hubs(today),
        queries.of_agencies(today),
        queries.of_people(request.staff.partnership_id, today),
    )
    return show(request, page)
