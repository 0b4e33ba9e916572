"""How much work there will be."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from rjhub.design.pages import show
from rjhub.kernel import clock
from rjhub.partnership.middleware import StaffRequest
from rjhub.workload import forecasting, policies, queries
from rjhub.workload.forms import Ahead, Question
from rjhub.workload.pages import forecast as pages


@require_GET
def forecast(request: StaffRequest) -> HttpResponse:
    """How many facilitators it takes, if referrals rise by so much until then."""
    policies.may_see_workload(request.staff).or_refuse()
    leads = queries.leads_now()
    usual = {"change": 0, "ahead": str(Ahead.HALF.value), "each": forecasting.usual_for(leads)}
    form = Question(request.GET or usual)
    today = clock.today()
    found: tuple[forecasting.Found, ...] = ()
    if form.is_valid():
        found = forecasting.forecasts(
            queries.cases_led(),
            rise=form.cleaned_data["change"] / 100,
            weeks=int(form.cleaned_data["ahead"]),
            today=today,
        )
    return show(request, pages.page_for(form, found, today=today))
