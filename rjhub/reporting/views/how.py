"""How everything is counted, for everybody at work."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from rjhub.design.pages import show
from rjhub.partnership.middleware import StaffRequest
from rjhub.reporting.pages import how as pages
from rjhub.reporting.rules.definitions import shipped


@require_GET
def how(request: StaffRequest) -> HttpResponse:
    """Every indicator, and what is not counted, because."""
    return show(request, pages.how_we_count(shipped()))


@require_GET
def rule(request: StaffRequest, key: str) -> HttpResponse:
    """How one indicator is counted, and was before."""
    indicator = shipped().indicators.get(key)
    if indicator is None:
        raise Http404
    return show(request, pages.rule(indicator, shipped()))
