"""How records are compared."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from rjhub.design.pages import show
from rjhub.matching import policies, queries
from rjhub.matching.pages import models as pages
from rjhub.partnership.middleware import StaffRequest


@require_GET
def models(request: StaffRequest) -> HttpResponse:
    """The model in force, what its thresholds cost, and who put it into force."""
    policies.may_see_models(request.staff).or_refuse()
    partnership = request.staff.partnership_id
    weighing = queries.weighing_of(partnership)
    return show(
        request, pages.page_for(weighing, queries.models_of(partnership), queries.in_force(partnership))
    )
