"""Inviting people, and accepting an invitation."""

from collections.abc import Callable
from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from rjhub.design import words
from rjhub.design.links import Link
from rjhub.design.pages import show
from rjhub.design.pieces import Column, Shown, Tag, Tone
from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.partnership import forms, policies, queries
from rjhub.partnership.actions import inviting
from rjhub.partnership.admission import open_to_all
from rjhub.partnership.middleware import StaffRequest
from rjhub.partnership.models import Account, Invitation
from rjhub.partnership.pages import staff as pages
from rjhub.partnership.views import agencies
from rjhub.partnership.vocabulary import Role
from rjhub.settings.sign_on import Provider

COLUMNS = (Column("Name"), Column("Email address"), Column("As"), Column("Sent"), Column("What you can do"))


@require_GET
def invitations(request: StaffRequest) -> HttpResponse:
    """List whom one's agency has invited."""
    _administrator(request)
    found = queries.invitations_of(request.staff.agency)
    return show(
        request,
        pages.Invitations(
            title=f"Invitations to {request.staff.agency.short_name}",
            columns=COLUMNS,
            rows=tuple(_line(invitation) for invitation in found),
            invite=Link("Invite somebody", reverse("partnership:new_invitation")),
            breadcrumbs=(agencies.to_partnership(),),
        ),
    )


@require_http_methods(["GET", "POST"])
def new_invitation(request: StaffRequest) -> HttpResponse:
    """Invite somebody to one's own agency."""
    _administrator(request)
    agency = request.staff.agency
    hubs = queries.hubs_at(agency)
    form = forms.Invite(request.POST or None, hubs=hubs)
    back = Link("Back to invitations", reverse("partnership:invitations"))
    page = pages.NewInvitation(form=form, agency=agency.name, back=back)
    if not form.is_valid():
        return show(request, page)
    answers = dict(form.cleaned_data)
    answers.pop("hub", None)
    who = inviting.Invited(**answers, hub=form.hub_for(answers["roles"], hubs))
    try:
        sent = inviting.invite(who, agency=agency, by=request.staff, address=_address(request))
    except Refused as refusal:
        form.add_error(None, " ".join(refusal.reasons))
        return show(request, page)
    until = words.moment(sent.expires_at)
    messages.success(request, f"The invitation is on its way to {sent.email}. The link works until {until}.")
    return redirect("partnership:invitations")


@require_http_methods(["GET", "POST"])
def withdrawal(request: StaffRequest, invitation_id: UUID) -> HttpResponse:
    """Withdraw an invitation, asked once more."""
    _administrator(request)
    waiting = queries.invitations_of(request.staff.agency)
    found = next((invitation for invitation in waiting if invitation.id == invitation_id), None)
    if found is None:
        raise Http404
    if request.method == "POST":
        inviting.withdraw(found, by=request.staff)
        messages.success(request, f"The link that was sent to {found.email} does not work any more.")
        return redirect("partnership:invitations")
    back = Link("Back to invitations", reverse("partnership:invitations"))
    return show(request, pages.WithdrawInvitation(name=found.name, email=found.email, back=back))


@open_to_all
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def acceptance(request: HttpRequest, key: str) -> HttpResponse:
    """Accept an invitation: choose a password, use one's agency's sign-on, or join with the account one has."""
    slower: HttpResponse | None = ratelimit.consume_or_429(
        request, app="allauth.account", action="invitation", limit_get=True
    )
    if slower:
        return slower
    found = inviting.find_open(key)
    if found is None:
        return show(request, pages.NoInvitation(), status=404)
    known = Account.objects.filter(email=found.email).first()
    return _join(request, key, found, known) if known else _begin(request, key, found)


def _join(request: HttpRequest, key: str, found: Invitation, known: Account) -> HttpResponse:
    yours = request.user == known
    if request.method == "POST" and yours:
        staff = inviting.accept_as(key, account=known)
        messages.success(request, f"You work for {staff.agency.short_name} now. Choose it to act for it.")
        return redirect("partnership:acting_as")
    sign_in = f"{reverse('account_login')}?{urlencode({'next': request.path})}"
    return show(request, _page(found, form=None, sign_in=Link("Sign in to accept", sign_in), yours=yours))


def _begin(request: HttpRequest, key: str, found: Invitation) -> HttpResponse:
    provider = _provider(found)
    if provider and request.method == "POST" and request.POST.get("how") == "sign-on":
        inviting.accept_as_newcomer(key, password="")
        messages.success(request, f"Your account is ready. Sign in with {provider.name}.")
        return redirect("account_login")
    form = forms.Accept(request.POST or None)
    form.fields["password"].account = Account(name=found.name, email=found.email)  # type: ignore[attr-defined]
    if not form.is_valid():
        return show(request, _page(found, form=form, provider=provider))
    staff = inviting.accept_as_newcomer(key, password=form.cleaned_data["password"])
    return _sign_in(request, staff.account)


def _sign_in(request: HttpRequest, account: Account) -> HttpResponse:
    adapter = get_adapter(request)
    if request.user.is_authenticated:
        adapter.logout(request)
    record_authentication(request, account, "password")
    adapter.login(request, account)
    answer: HttpResponse = adapter.post_login(
        request,
        account,
        email_verification="none",
        signal_kwargs=None,
        email=account.email,
        signup=False,
        redirect_url=settings.LOGIN_REDIRECT_URL,
    )
    return answer


def _page(
    found: Invitation,
    *,
    form: forms.Accept | None,
    provider: Provider | None = None,
    sign_in: Link | None = None,
    yours: bool = False,
) -> pages.Acceptance:
    return pages.Acceptance(
        form=form,
        name=found.name,
        email=found.email,
        agency=found.agency.name,
        partnership=found.agency.partnership.name,
        roles=tuple(Role(role).label for role in found.roles),
        until=found.expires_at,
        sign_on=provider.name if provider else "",
        sign_in=sign_in,
        yours=yours,
    )


def _provider(found: Invitation) -> Provider | None:
    of = (found.agency.partnership.code, found.agency.code)
    return next((each for each in settings.SIGN_ON_PROVIDERS if (each.partnership, each.agency) == of), None)


def _line(invitation: Invitation) -> tuple[Shown, ...]:
    over = not invitation.is_open(clock.now())
    sent = f"{words.day(invitation.invited_at)} by {invitation.invited_by.name if invitation.invited_by else 'RJ Hub'}"
    withdraw = Link("Withdraw", reverse("partnership:withdrawal", args=[invitation.id]))
    return (
        invitation.name,
        invitation.email,
        [Role(role).label for role in invitation.roles],
        [sent, Tag("Out of date", Tone.LATE) if over else f"Until {words.moment(invitation.expires_at)}"],
        withdraw,
    )


def _administrator(request: StaffRequest) -> None:
    """Raises Http404 for everybody but an administrator, because for them there is nothing here."""
    if not policies.may_manage_staff(request.staff, request.staff.agency):
        raise Http404


def _address(request: HttpRequest) -> Callable[[str], str]:
    return lambda key: request.build_absolute_uri(reverse("partnership:acceptance", args=[key]))
