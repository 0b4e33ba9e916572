"""A person's own referrals: the list, one of them, changing it, taking it back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from rjhub.design.pages import show
from rjhub.kernel import clock
from rjhub.kernel.decisions import Conflict
from rjhub.partnership.middleware import StaffRequest
from rjhub.referrals import policies
from rjhub.referrals.actions import amending, withdrawing
from rjhub.referrals.forms import amending as forms
from rjhub.referrals.models import Referral
from rjhub.referrals.pages import amending as amending_pages
from rjhub.referrals.pages import sent as pages
from rjhub.referrals.queries import drafts, listing, referrals


@require_GET
def sent(request: StaffRequest) -> HttpResponse:
    """Everything that this member of staff has begun or sent."""
    found = listing.sent_by(request.staff, request.GET.dict())
    begun = drafts.drafts_of(request.staff, at=clock.now())
    return show(request, pages.sent(found, begun, may_refer=bool(policies.may_refer(request.staff))))


def own(request: StaffRequest, referral: Referral) -> HttpResponse:
    """A referral, for whoever sent it."""
    page = pages.own(
        referral,
        referrals.offences_of(referral),
        referrals.parties_of(referral),
        referrals.amendments_of(referral),
        may_amend=bool(policies.may_amend(request.staff, referral)),
        may_withdraw=bool(policies.may_withdraw(request.staff, referral)),
    )
    return show(request, page)


@require_http_methods(["GET", "POST"])
def amendment(request: StaffRequest, reference: str, noun: str) -> HttpResponse:
    """Change one part of a referral."""
    referral = referrals.find_referral(request.staff, reference, may=policies.may_amend)
    row = amending.row_of(referral, noun)
    if row is None:
        raise Http404
    form = forms.amending(row, referral.version, request.POST or None)
    if form.is_valid():
        change = amending.Change(row=row, answers=form.changed(), why=form.reason, version=form.seen)
        try:
            amending.amend_referral(referral, change, by=request.staff, at=clock.now())
        except Conflict as clash:
            return _clash(request, referral, row, form, clash)
        messages.success(request, "Your change was saved. The hub can see it.")
        return redirect("referrals:referral", referral.reference)
    return show(request, amending_pages.amendment(referral, row, form))


@require_http_methods(["GET", "POST"])
def withdrawal(request: StaffRequest, reference: str) -> HttpResponse:
    """Take a referral back."""
    referral = referrals.find_referral(request.staff, reference, may=policies.may_withdraw)
    form = forms.Withdrawing(request.POST or None)
    if form.is_valid():
        withdrawing.withdraw_referral(referral, by=request.staff, at=clock.now(), **form.cleaned_data)
        messages.success(request, "The referral was withdrawn.")
        return redirect("referrals:referral", referral.reference)
    return show(request, amending_pages.Withdrawal(form=form, back=amending_pages.back_to(referral)))


def _clash(
    request: StaffRequest, referral: Referral, row: amending.Row, form: forms.Amending, clash: Conflict
) -> HttpResponse:
    last = next(iter(referrals.amendments_of(referral)), None)
    if last is None:  # something else than an amendment changed it
        raise clash
    theirs = forms.amending(row, referral.version, None).initial
    form.clash_with(theirs, version=referral.version, by=last.by.name, at=last.at)
    return show(request, amending_pages.amendment(referral, row, form), status=409)
