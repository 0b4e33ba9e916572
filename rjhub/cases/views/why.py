"""Why can I see this? Whoever may ask it for others is led to where that is on record."""

from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from rjhub.cases import policies, queries
from rjhub.cases.pages import why as pages
from rjhub.design.pages import show
from rjhub.partnership.middleware import StaffRequest
from rjhub.partnership.vocabulary import Role
from rjhub.sharing import explaining
from rjhub.sharing import queries as sharing_queries


@require_GET
def why(request: StaffRequest, reference: str) -> HttpResponse:
    """Say what the reader sees of a case, for which task and by which clause."""
    found = queries.find_case_for(request.staff, reference, may=policies.may_read_case)
    asks = request.staff.holds(Role.INFORMATION_OFFICER)
    if "who" in request.GET:
        if not asks:
            raise Http404
        query = urlencode({"reference": found.reference, "who": request.GET["who"]})
        return redirect(f"{reverse('reading:why')}?{query}")
    page = pages.why(
        found,
        explaining.explain_all(request.staff, found.file),
        sharing_queries.in_force(found.partnership_id),
        [party.person for party in queries.parties_of(found)],
        asks=asks,
    )
    return show(request, page)
