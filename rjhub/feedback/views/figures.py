"""What people said, as figures."""

from datetime import date

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from rjhub.design.pages import show
from rjhub.feedback import keeper, policies
from rjhub.feedback.pages import figures as pages
from rjhub.kernel import clock
from rjhub.partnership.middleware import StaffRequest

APRIL, OCTOBER = 4, 10
OFFERED = 4


@require_GET
def figures(request: StaffRequest) -> HttpResponse:
    """What people said in a half of the year that is over."""
    policies.may_see_figures(request.staff).or_refuse()
    halves = _halves(clock.today())
    wanted = request.GET.get("since", "")
    starts = next((one for one in halves if one.isoformat() == wanted), halves[0])
    page = pages.page_for(
        starts,
        halves,
        keeper.figures(starts),
        keeper.returned(starts),
        may_see_questions=bool(policies.may_see_questionnaires(request.staff)),
    )
    return show(request, page)


def _halves(today: date) -> list[date]:
    """The newest halves that are over, the newest first: from April to September, from October to March."""
    half = date(today.year, APRIL, 1) if today.month >= OCTOBER else date(today.year - 1, OCTOBER, 1)
    if today.month < APRIL:
        half = date(today.year - 1, APRIL, 1)
    found = [half]
    while len(found) < OFFERED:
        last = found[-1]
        found.append(date(last.year, APRIL, 1) if last.month == OCTOBER else date(last.year - 1, OCTOBER, 1))
    return found
