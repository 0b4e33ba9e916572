"""Signing in through an agency's own service: it vouches for its own people, and never makes an account."""

from typing import Any, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

from rjhub.partnership import acting
from rjhub.partnership.models import Account, Staff
from rjhub.settings.sign_on import Provider

REFUSED = (
    "Your agency’s sign-on worked, but RJ Hub does not know you by that address. "
    "Ask the administrator of your agency to invite you."
)


class SingleSignOn(DefaultSocialAccountAdapter):
    """Matches whom an agency vouches for with somebody who works there."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Nobody signs up."""
        del request, sociallogin
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the member of that agency's staff. Raises ImmediateHttpResponse for everybody else."""
        provider = _provider(sociallogin)
        known = sociallogin.user if sociallogin.is_existing else _by_address(sociallogin, provider)
        staff = _staff_of(known, provider) if known else None
        if staff is None:
            _refuse(request)
        claims = sociallogin.account.extra_data
        sociallogin.account.extra_data = {}  # nothing of it is needed again, so nothing is kept
        if sociallogin.is_existing:
            sociallogin.account.save(update_fields=["extra_data"])
        else:
            sociallogin.connect(request, staff.account)
        acting.vouch(request, staff, second_factor=_asked_for_second_factor(claims, provider))

    def on_authentication_error(self, request: HttpRequest, provider: Any, *_: Any, **__: Any) -> None:
        """Say that it did not work. Raises ImmediateHttpResponse."""
        name = getattr(provider, "name", "Your agency")
        messages.error(request, f"{name} did not sign you in. Try again, or use your password for RJ Hub.")
        raise ImmediateHttpResponse(HttpResponseRedirect(reverse("account_login")))


def _provider(sociallogin: SocialLogin) -> Provider:
    wanted = sociallogin.account.provider
    return next(provider for provider in settings.SIGN_ON_PROVIDERS if provider.id == wanted)


def _by_address(sociallogin: SocialLogin, provider: Provider) -> Account | None:
    addresses = [
        address.email.lower()
        for address in sociallogin.email_addresses
        if address.verified or provider.vouches_for_addresses
    ]
    return Account.objects.filter(email__in=addresses).first()


def _staff_of(account: Account, provider: Provider) -> Staff | None:
    for staff in acting.memberships(account):
        if (staff.partnership.code, staff.agency.code) == (provider.partnership, provider.agency):
            return staff
    return None


def _asked_for_second_factor(claims: dict[str, Any], provider: Provider) -> bool:
    token = claims.get("id_token") or claims
    said = token.get("amr") or []
    return bool(set(provider.second_factor) & set([said] if isinstance(said, str) else said))


def _refuse(request: HttpRequest) -> NoReturn:
    messages.error(request, REFUSED)
    raise ImmediateHttpResponse(HttpResponseRedirect(reverse("account_login")))
