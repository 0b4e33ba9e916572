"""Answering whether one takes on a case: by people who cannot see it yet."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rjhub.cases import queries
from rjhub.cases.actions import allocating, handing_over, stepping_back
from rjhub.cases.forms import responsibility as forms
from rjhub.cases.pages import responsibility as pages
from rjhub.design.links import Link
from rjhub.design.pages import show
from rjhub.kernel import clock
from rjhub.partnership.middleware import StaffRequest
from rjhub.sharing.vocabulary import Acquaintance

TODAY = "Today"


@require_http_methods(["GET", "POST"])
def allocation(request: StaffRequest, allocation_id: UUID) -> HttpResponse:
    """Accept or decline to facilitate a case."""
    asked = queries.find_allocation(request.staff, allocation_id)
    if asked.accepted_at:
        return redirect("cases:case", asked.case_reference)
    form = forms.AllocationAnswer(request.POST or None)
    if form.is_valid():
        if form.cleaned_data["answer"] == "accept":
            allocating.accept_allocation(asked, knows_nobody=True, by=request.staff, at=clock.now())
            messages.success(request, "The case is yours. Everything that you need for it is here.")
            return redirect("cases:case", asked.case_reference)
        if form.cleaned_data["answer"] == "conflict":
            kind = Acquaintance(form.cleaned_data["kind"])
            stepping_back.decline_for_conflict(asked, kind=kind, by=request.staff, at=clock.now())
        else:
            allocating.decline_allocation(
                asked, because=form.cleaned_data["because"], by=request.staff, at=clock.now()
            )
        messages.success(request, "Thank you for saying so. The hub will ask somebody else.")
        return redirect("home")
    about = "Read the names. If you know anybody, or an agency of yours works with their family, say no."
    page = pages.Answering(
        form=form, rows=pages.allocation_rows(asked), about=about, title="Can you take this case?",
        back=Link(TODAY, reverse("home")),
    )  # fmt: skip
    return show(request, page)


@require_http_methods(["GET", "POST"])
def handover(request: StaffRequest, handover_id: UUID) -> HttpResponse:
    """Accept or decline to answer for a case."""
    asked = queries.find_handover(request.staff, handover_id)
    form = forms.HandoverAnswer(request.POST or None)
    if form.is_valid():
        if form.cleaned_data["answer"] == "accept":
            handing_over.accept_handover(asked, by=request.staff, at=clock.now())
            messages.success(request, "You answer for this case now.")
            return redirect("cases:case", asked.case_reference)
        handing_over.decline_handover(
            asked, because=form.cleaned_data["because"], by=request.staff, at=clock.now()
        )
        messages.success(request, "Thank you for saying so. Nothing changes.")
        return redirect("home")
    about = "Whoever answers for a case makes sure that the next step is taken, and is asked when something goes wrong."
    page = pages.Answering(
        form=form, rows=pages.handover_rows(asked), about=about, title="Will you answer for this case?",
        back=Link(TODAY, reverse("home")),
    )  # fmt: skip
    return show(request, page)
