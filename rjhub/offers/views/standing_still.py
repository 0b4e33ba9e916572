"""Contact that stands still after a restore: how it stands, and deciding that it goes on."""

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from rjhub.design.pages import show
from rjhub.kernel import clock
from rjhub.offers import forms, freeze, policies, queries
from rjhub.offers.actions import reconciling
from rjhub.offers.freeze import Freeze, Left
from rjhub.offers.pages import standing_still as pages
from rjhub.partnership.middleware import StaffRequest
from rjhub.partnership.models import Staff
from rjhub.people import queries as people


@require_http_methods(["GET", "POST"])
def standing_still(request: StaffRequest) -> HttpResponse:
    """What happened, what was brought back, and the decision that people may be contacted again."""
    policies.may_reconcile(request.staff).or_refuse()
    frozen = freeze.newest()
    left = freeze.left_to_do(frozen.id) if frozen else Left()
    deciders = queries.deciders_of(frozen) if frozen else {}
    form = _form(request, frozen, left, deciders) if frozen else None
    if frozen and form and form.is_bound and form.is_valid():
        came = reconciling.open_again(
            frozen.id, why=form.cleaned_data["why"], by=request.staff, at=clock.now()
        )
        messages.success(request, f"{came.label}.")
        return redirect("offers:standing_still")
    named = [*(one for pair in left.joins for one in pair), *left.erased]
    found = people.find_people(named) if named else {}
    names = {number: one.name for number, one in deciders.items()}
    return show(request, pages.page_for(frozen, left, found, names, form))


def _form(
    request: StaffRequest, frozen: Freeze, left: Left, deciders: Mapping[UUID, Staff]
) -> forms.RegisterCompared | forms.AgenciesAsked | None:
    first = deciders.get(frozen.confirmed_by) if frozen.confirmed_by else None
    if not pages.may_go_on(frozen, left, first.account_id if first else None, request.staff.account_id):
        return None
    return (forms.RegisterCompared if frozen.is_whole else forms.AgenciesAsked)(request.POST or None)
