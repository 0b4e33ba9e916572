"""Results of searches of police systems, for the lead contacts of the police."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from rjhub.cases import policies, queries
from rjhub.cases.actions import police_checking
from rjhub.cases.forms import police_checks as forms
from rjhub.cases.models import InformationRequest
from rjhub.cases.pages import police_checks as pages
from rjhub.cases.views.clashing import clash
from rjhub.cases.views.refusing import accepted
from rjhub.cases.vocabulary import PoliceCheckKind
from rjhub.design.pages import show
from rjhub.kernel import clock
from rjhub.kernel.decisions import Conflict
from rjhub.partnership.middleware import StaffRequest


@require_http_methods(["GET", "POST"])
def police_check(request: StaffRequest, request_id: UUID, kind: str) -> HttpResponse:
    """Give the result of a search, or put it right."""
    asked = queries.find_request(request.staff, request_id)
    if kind not in PoliceCheckKind.values or not policies.asks_for_checks(asked):
        raise Http404
    policies.may_record_check(request.staff, asked).or_refuse()
    system = PoliceCheckKind(kind)
    before = queries.police_check_of(asked, system)
    form = forms.FORMS[system](request.POST or None, initial=forms.kept(before))
    if form.is_valid():
        try:
            if _recorded(request, asked, system, form):
                messages.success(request, "The result is saved. Now answer the request.")
                return redirect("cases:request", request_id)
        except Conflict:
            now = queries.police_check_of(asked, system)
            if now is None:
                raise
            clash(form, now, forms.kept(now), version=now.version)
            return show(request, pages.check_page(asked, system, form), status=409)
    return show(request, pages.check_page(asked, system, form))


def _recorded(
    request: StaffRequest, asked: InformationRequest, kind: PoliceCheckKind, form: forms.PncCheck
) -> bool:
    version = form.cleaned_data["version"]
    return accepted(
        form,
        lambda: police_checking.record_check(
            asked, kind, form.given(), version=version, by=request.staff, at=clock.now()
        ),
    )
