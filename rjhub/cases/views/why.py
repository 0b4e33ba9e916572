"""Why can I see this? An information officer may ask it for anybody at their own agency."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from rjhub.cases import policies, queries
from rjhub.cases.forms.why import Whose
from rjhub.cases.pages import why as pages
from rjhub.design.pages import show
from rjhub.partnership import queries as partnership_queries
from rjhub.partnership.middleware import StaffRequest
from rjhub.partnership.models import Staff
from rjhub.partnership.vocabulary import Role
from rjhub.sharing import explaining
from rjhub.sharing import queries as sharing_queries


@require_GET
def why(request: StaffRequest, reference: str) -> HttpResponse:
    """Say what somebody sees of a case, for which task and by which clause."""
    found = queries.find_case_for(request.staff, reference, may=policies.may_read_case)
    form, staff = None, request.staff
    if request.staff.holds(Role.INFORMATION_OFFICER):
        offered = partnership_queries.colleagues_of(request.staff)
        form = Whose(request.GET, offered=offered)
        staff = _chosen(form, offered, request.staff)
    elif "who" in request.GET:
        raise Http404
    page = pages.why(
        found,
        staff,
        explaining.explain_all(staff, found.file),
        sharing_queries.in_force(found.partnership_id),
        reader=request.staff,
        form=form,
    )
    return show(request, page)


def _chosen(form: Whose, offered: list[Staff], reader: Staff) -> Staff:
    wanted = form.cleaned_data.get("who") if form.is_valid() else None
    return next((one for one in offered if one.id == wanted), reader)
