"""The second factor: who needs one, who has one, and whether this very session has shown it."""

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from rjhub.partnership import acting
from rjhub.partnership.models import Account

FULL = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def required_of(account: Account) -> bool:
    """Whether a password is not enough for somebody. It is only for the cast of a demonstration."""
    return not (settings.DEMONSTRATION and account.password_only)


def has_one(account: Account) -> bool:
    """Whether somebody has an authenticator app or a passkey; recovery codes alone are no factor."""
    found: bool = Authenticator.objects.filter(user=account, type__in=FULL).exists()
    return found


def is_last(authenticator: Authenticator) -> bool:
    """Whether somebody would have no factor left without this one."""
    if authenticator.type not in FULL:
        return False
    others = Authenticator.objects.filter(user=authenticator.user_id, type__in=FULL).exclude(
        pk=authenticator.pk
    )
    return not others.exists()


def shown_in(request: HttpRequest) -> bool:
    """Whether this session has shown a second factor, or need not.

    That the account has one is not enough: a session that somebody began with a stolen password before the owner set
    their factor up must not become a good one when they do.
    """
    account = request.user
    if not isinstance(account, Account):
        return False
    noted = acting.vouched(request, account)
    if not required_of(account) or (noted and noted.second_factor):
        return True
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, account))


def note_shown(request: HttpRequest, authenticator: Authenticator) -> None:
    """Note that whoever acts in this session has just set up and shown this factor."""
    record_authentication(request, authenticator.user, "mfa", id=authenticator.pk, type=authenticator.type)


def count_password_as_confirmed(request: HttpRequest, account: Account) -> None:
    """Spare somebody who has to set up a factor now from typing the password of a moment ago again."""
    if any(record.get("method") == "password" for record in get_authentication_records(request, account)):
        record_authentication(request, account, "password", reauthenticated=True)
