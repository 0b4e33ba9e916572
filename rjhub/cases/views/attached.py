"""The referrals of one incident: attaching one to its case, saying who is who, taking one out again."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from rjhub.cases import policies, queries
from rjhub.cases.actions import detaching as taking_out
from rjhub.cases.actions import settling_people
from rjhub.cases.forms import attached as forms
from rjhub.cases.models import AttachedReferral, Case
from rjhub.cases.pages import attached as pages
from rjhub.cases.views.refusing import accepted
from rjhub.design.pages import show
from rjhub.kernel import clock
from rjhub.partnership.middleware import StaffRequest
from rjhub.people import queries as people
from rjhub.referrals import policies as referring
from rjhub.referrals.models import Referral
from rjhub.referrals.queries import referrals


@require_GET
def attached(request: StaffRequest, reference: str) -> HttpResponse:
    """Every referral about the incident of a case."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_see_attached)
    first = Referral.objects.select_related("agency").filter(file_id=case.file_id).first()
    may_reopen = policies.may_reopen(request.staff, case)
    return show(request, pages.attached(case, first, queries.attached_to(case), may_reopen))


@require_http_methods(["GET", "POST"])
def attaching(request: StaffRequest, reference: str, case_reference: str) -> HttpResponse:
    """Attach a referral to a case, its people beside those of the case."""
    referral = referrals.find_referral(request.staff, reference)
    case = queries.find_case_for(request.staff, case_reference, may=policies.may_see_attached)
    if case.file_id == referral.file_id:
        raise Http404
    row = queries.attachment_of(referral)
    if row is not None and row.case_id == case.id:
        messages.info(
            request, "This referral is attached to the case already. Look whether it says who is who."
        )
        return redirect("cases:attached", case.reference)
    referring.may_check_duplicates(request.staff, referral).or_refuse()
    beside = _beside(case, referral)
    form = _form(request, beside)
    if form.is_valid() and accepted(form, lambda: settling_people.attach_referral(
        referral, case, who=form.who(), note=form.cleaned_data["note"], by=request.staff, at=clock.now()
    )):  # fmt: skip
        messages.success(request, "Attached. Whoever sent it reads only that it was accepted.")
        return redirect("cases:attached", case.reference)
    return show(request, pages.who_is_who(case, referral, beside, form, attached=False))


@require_http_methods(["GET", "POST"])
def attached_referral(request: StaffRequest, reference: str, attached_id: UUID) -> HttpResponse:
    """Say who is who in a referral that is attached."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_see_attached)
    if (out := queries.taken_out(case, attached_id)) is not None:
        return _already_out(request, case, out)
    row = queries.find_attached(case, attached_id)
    beside = _beside(case, row.referral)
    form = _form(request, beside, with_note=False)
    if form.is_valid() and accepted(
        form, lambda: settling_people.settle_people(row, who=form.who(), by=request.staff, at=clock.now())
    ):
        messages.success(request, "Saved.")
        return redirect("cases:attached", case.reference)
    return show(request, pages.who_is_who(case, row.referral, beside, form, attached=True))


@require_http_methods(["GET", "POST"])
def detaching(request: StaffRequest, reference: str, attached_id: UUID) -> HttpResponse:
    """Take a referral out of a case."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_see_attached)
    form = forms.Detaching(request.POST or None)
    if (out := queries.taken_out(case, attached_id)) is not None:
        return _already_out(request, case, out)
    row = queries.find_attached(case, attached_id)
    if form.is_valid() and accepted(form, lambda: taking_out.detach_referral(
        row, because=form.cleaned_data["because"], by=request.staff, at=clock.now()
    )):  # fmt: skip
        messages.success(request, f"{row.reference} is out of this case and waits for a decision.")
        return redirect("cases:attached", case.reference)
    return show(request, pages.detaching(case, row, form))


def _already_out(request: StaffRequest, case: Case, row: AttachedReferral) -> HttpResponse:
    """What somebody else did first, said to whoever comes second, with why they did it."""
    by = row.detached_by.name if row.detached_by else "Somebody"
    because = f"{by} took {row.reference} out of this case already: “{row.detached_because}”."
    messages.info(request, because)
    return redirect("cases:attached", case.reference)


def _beside(case: Case, referral: Referral) -> list[pages.Beside]:
    named = referrals.parties_of(referral)
    known = people.find_people(party.person_id for party in named)
    parties = queries.parties_of(case)
    theirs = [party.person_id for party in parties]
    pairs = queries.pairs_between(known, theirs)
    joined = queries.joined_between(known, theirs)
    return [
        pages.Beside(
            named=one,
            person=known.get(one.person_id),
            parties=[party for party in parties if party.side == one.side],
            pairs=pairs,
            joined=frozenset(joined.get(one.person_id, ())) | {one.person_id},
        )
        for one in named
    ]


def _form(request: StaffRequest, beside: list[pages.Beside], *, with_note: bool = True) -> forms.WhoIs:
    return forms.WhoIs(
        request.POST or None,
        named={one.named.id: one.named.named_as for one in beside},
        offered={one.named.id: one.offered for one in beside},
        known={one.named.id: one.known for one in beside},
        with_note=with_note,
    )
