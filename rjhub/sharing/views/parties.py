"""Signing for an agency, withdrawing, and putting a version into force: each asked once more before it counts."""

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rjhub.design.forms import Form
from rjhub.design.links import Link
from rjhub.design.pages import show
from rjhub.design.words import plural
from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.partnership import queries as partnership_queries
from rjhub.partnership.middleware import StaffRequest
from rjhub.partnership.models import Agency, AgreementVersion
from rjhub.sharing import forms, policies, queries
from rjhub.sharing.actions import agreeing
from rjhub.sharing.pages import changing as pages
from rjhub.sharing.views.agreements import find
from rjhub.sharing.views.changing import effects_of

questions = require_http_methods(["GET", "POST"])


@questions
def signing(request: StaffRequest, number: int, code: str) -> HttpResponse:
    """Sign for an agency."""
    version, agency = find(request, number), _agency(request, code)
    policies.may_sign(request.staff, version, agency).or_refuse()
    form = forms.Sign(request.POST or None)

    def sign() -> object:
        signed_for = f"{form.cleaned_data['name']}, {form.cleaned_data['position']}"
        return agreeing.sign(version, agency, signed_for=signed_for, by=request.staff, at=clock.now())

    if form.is_valid() and _accepted(form, sign):
        messages.success(request, f"{agency.short_name} has signed version {number}.")
        return redirect("sharing:version", number)
    return show(
        request,
        pages.Signing(
            form=form,
            agency=agency.name,
            number=number,
            version=Link(f"Read version {number}", reverse("sharing:version", args=[number])),
            back=_back(version),
            title=f"Sign for {agency.short_name}",
        ),
    )


@questions
def withdrawal(request: StaffRequest, number: int, code: str) -> HttpResponse:
    """Withdraw an agency, after saying what stops."""
    version, agency = find(request, number), _agency(request, code)
    policies.may_withdraw(request.staff, version, agency).or_refuse()
    signature = next(
        (one for one in version.signatures.all() if one.agency_id == agency.id and one.withdrawn_at is None),
        None,
    )
    if signature is None:
        raise Refused(f"{agency.short_name} has not signed this version, so it cannot withdraw.")
    form = forms.Withdraw(request.POST or None)

    def withdraw() -> object:
        because = form.cleaned_data["because"]
        return agreeing.withdraw(signature, because=because, by=request.staff, at=clock.now())

    if form.is_valid() and _accepted(form, withdraw):
        messages.success(request, f"{agency.short_name} has withdrawn from version {number}.")
        return redirect("sharing:version", number)
    return show(
        request,
        pages.Withdrawal(
            form=form,
            agency=agency.name,
            stops=_what_stops(version, agency),
            back=_back(version),
            title=f"Withdraw {agency.short_name} from the agreement",
        ),
    )


@questions
def putting_into_force(request: StaffRequest, number: int) -> HttpResponse:
    """Put a version into force, after showing what is missing and what it would do."""
    version = find(request, number)
    policies.may_change_agreement(request.staff, version.partnership).or_refuse()
    if request.method == "POST":
        agreeing.put_into_force(version, by=request.staff, at=clock.now())
        messages.success(request, f"Version {number} is in force. It decides from now on who sees what.")
        return redirect("sharing:version", number)
    agreement = queries.read(version)
    decision = agreeing.may_come_into_force(version, agreement, by=request.staff)
    required, left_out = agreeing.not_signed(version, agreement), queries.left_out_by(version)
    return show(
        request,
        pages.PuttingIntoForce(
            number=number,
            missing=() if decision else decision.reasons,
            left_out=tuple(agency.short_name for agency in left_out if agency.short_name not in required),
            effects=effects_of(version.partnership, agreement),
            back=_back(version),
            title=f"Put version {number} into force",
        ),
    )


def _agency(request: StaffRequest, code: str) -> Agency:
    agency = partnership_queries.agency_for(request.staff, code)
    if agency is None:
        raise Http404
    return agency


def _accepted(form: Form, job: Callable[[], object]) -> bool:
    """Do it. A refusal becomes an error of the form, so that nothing typed is lost."""
    try:
        with transaction.atomic():
            job()
    except Refused as refusal:
        for reason in refusal.reasons:
            form.add_error(None, reason)
        return False
    return True


def _what_stops(version: AgreementVersion, agency: Agency) -> tuple[str, ...]:
    counts = queries.in_force(version.partnership_id)
    if counts is None or counts.id != version.id:
        return ("This version is not in force, so nothing stops today.",)
    people, cases = queries.reach_of(agency)
    reach = f"{plural(people, 'member of staff', 'members of staff')}, {plural(cases, 'case')}"
    stops = [
        f"From their next click on, nobody at {agency.short_name} can see any case, referral or person: {reach}.",
        "What they wrote stays with the partners who still work on the cases.",
        "It starts again when the agency signs anew.",
    ]
    if agency.hubs.filter(until=None).exists():
        stops.insert(1, "It runs a hub: referrals can no longer be taken in there, also not from the public.")
    return tuple(stops)


def _back(version: AgreementVersion) -> Link:
    return Link(f"Back to version {version.number}", reverse("sharing:version", args=[version.number]))
