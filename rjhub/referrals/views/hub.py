"""The hub's doors to referrals: the list, the duplicate check, accepting and declining."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rjhub.design.filtering import chosen
from rjhub.design.pages import show
from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.partnership.middleware import StaffRequest
from rjhub.partnership.models import PathwayVersion
from rjhub.people import approach
from rjhub.people import queries as people
from rjhub.referrals import policies
from rjhub.referrals.actions import deciding as actions
from rjhub.referrals.forms import hub as forms
from rjhub.referrals.models import Referral
from rjhub.referrals.pages import deciding, with_us, wording
from rjhub.referrals.pages import hub as pages
from rjhub.referrals.queries import listing, referrals, routing, similar
from rjhub.referrals.vocabulary import Sameness, Status


@require_GET
def hub_referrals(request: StaffRequest) -> HttpResponse:
    """The referrals of the reader's hubs; whoever coordinates none goes to their own."""
    if not policies.may_see_hub_list(request.staff):
        return redirect("referrals:sent")
    filters = forms.ReferralFilters(request.GET, staff=request.staff)
    wanted = filters.cleaned_data if filters.is_valid() else {}
    found = listing.received_by_hubs_of(request.staff, wanted, request.GET.dict())
    return show(request, pages.listing(found, filters, chosen(filters, reverse("referrals:referrals"))))


def received(request: StaffRequest, referral: Referral) -> HttpResponse:
    """A referral, for the hub and those who work on it."""
    return _received(request, referral, forms.Accepting(offered=_offered(referral)))


def _received(request: StaffRequest, referral: Referral, accepting: forms.Accepting) -> HttpResponse:
    parties = referrals.parties_of(referral)
    known = people.find_people(party.person_id for party in parties)
    check = referrals.current_check(referral)
    decides = bool(policies.coordinates(request.staff, referral))
    parts = pages.Parts(
        referral=referral,
        offences=referrals.offences_of(referral),
        parties=parties,
        risks=referrals.risks_of(referral),
        changes=wording.changes(referrals.amendments_of(referral)),
        checks=referrals.checks_of(referral),
        people=known,
        approaches={person_id: approach.may_be_approached(person_id) for person_id in known}
        if decides
        else {},
        obstacles=policies.may_accept(request.staff, referral, check).reasons if decides else (),
        decides=decides,
        already=_already(referral) if decides and referral.status == Status.RECEIVED else (),
        accepting=accepting,
    )
    return show(request, pages.received(parts))


@require_http_methods(["GET", "POST"])
def duplicates(request: StaffRequest, reference: str) -> HttpResponse:
    """Compare a referral with what the hubs have, and decide."""
    referral = referrals.find_referral(request.staff, reference, may=policies.may_check_duplicates)
    candidates = similar.candidates_for(referral)
    form = forms.Duplicates(request.POST or None, offered=deciding.offered(candidates))
    if form.is_valid():
        actions.decide_duplicates(referral, _comparison(form), by=request.staff, at=clock.now())
        messages.success(request, "Your decision was saved.")
        return redirect("referrals:referral", referral.reference)
    return show(request, deciding.duplicates(referral, similar.account_of(referral), candidates, form))


@require_POST
def acceptance(request: StaffRequest, reference: str) -> HttpResponse:
    """Take a referral on."""
    referral = referrals.find_referral(request.staff, reference, may=policies.coordinates)
    form = forms.Accepting(request.POST, offered=_offered(referral))
    if not form.is_valid():
        return _received(request, referral, form)
    chosen_one = form.cleaned_data.get("pathway")
    pathway = next((version for version, _ in _in_force(referral) if str(version.id) == chosen_one), None)
    actions.accept_referral(referral, by=request.staff, at=clock.now(), pathway=pathway)
    messages.success(request, "Accepted. Whoever sent it can see that.")
    return redirect("referrals:referral", referral.reference)


@require_http_methods(["GET", "POST"])
def declining(request: StaffRequest, reference: str) -> HttpResponse:
    """Do not take a referral on."""
    referral = referrals.find_referral(request.staff, reference, may=policies.may_decline)
    parties = referrals.parties_with_people(referral)
    form = forms.Declining(request.POST or None, parties=parties)
    if form.is_valid():
        said = form.cleaned_data
        said_no = [party for party in parties if str(party.id) in (said["said_no"] or ())]
        actions.decline_referral(
            referral,
            by=request.staff,
            at=clock.now(),
            reason=said["reason"],
            words=said["words"],
            said_no=said_no,
        )
        messages.success(request, "Declined. Whoever sent it can read why.")
        return redirect("referrals:referral", referral.reference)
    return show(request, deciding.Declining(form=form, back=deciding.back_to(referral)))


def _already(referral: Referral) -> tuple[with_us.Already, ...]:
    likely = [one for one in similar.candidates_for(referral) if one.is_likely]
    return tuple(with_us.already(referral, case) for case in with_us.cases_of(likely).values())


def _in_force(referral: Referral) -> list[tuple[PathwayVersion, str]]:
    return routing.pathways_for(referral.partnership_id)


def _offered(referral: Referral) -> list[tuple[int, str]]:
    return [(version.id, name) for version, name in _in_force(referral)]


def _comparison(form: forms.Duplicates) -> actions.Comparison:
    said = form.cleaned_data
    target: UUID | None = None
    if said["decision"] == Sameness.SAME:
        if said["joined_to"] == forms.ANOTHER:
            target = referrals.id_of(said["reference"])
            if target is None:
                raise Refused(f"You see no referral {said['reference']}. Check the reference.")
        else:
            target = UUID(said["joined_to"])
    return actions.Comparison(decision=said["decision"], joined_to=target, note=said["note"])
