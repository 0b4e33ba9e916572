"""Our decisions in allauth's words: who may sign in, what is said, how secrets are kept."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.account.utils import user_email
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from rjhub.partnership import acting, policies
from rjhub.partnership.models import Account
from rjhub.partnership.signing_in import factors, later, mails, sessions
from rjhub.partnership.signing_in.single_sign_on import SingleSignOn

__all__ = ["Accounts", "Factors", "SingleSignOn"]

SAID = {
    "account/messages/password_changed.txt": "Your password is changed. You were signed out everywhere else.",
    "account/messages/logged_out.txt": "You are signed out.",
    "mfa/messages/totp_activated.txt": "Your authenticator app is added.",
    "mfa/messages/totp_deactivated.txt": "Your authenticator app is removed.",
    "mfa/messages/webauthn_added.txt": "Your passkey is added.",
    "mfa/messages/webauthn_removed.txt": "Your passkey is removed.",
}
"""What allauth may say after something was done. What is not here, it does not say."""


class Accounts(DefaultAccountAdapter):
    """Accounts come from invitations. Whatever is wrong with a sign-in, the answer is the same."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The email address or the password is not right. Check both and try again",
        "enter_current_password": "This is not your current password. Enter the one that you signed in with",
        "incorrect_password": "This is not your password. Enter the one that you signed in with",
        "too_many_login_attempts": "There were too many tries. Wait 5 minutes, then try again",
        "rate_limited": "There were too many tries. Wait 5 minutes, then try again",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up."""
        del request
        return False

    def pre_login(self, request: HttpRequest, user: Account, **details: Any) -> HttpResponse | None:
        """Refuse whoever may not sign in, after their password or passkey was right."""
        del details
        decision = policies.may_sign_in(user, acting.memberships(user))
        if decision:
            return None
        clear_login(request)
        messages.error(request, decision.reasons[0])
        return HttpResponseRedirect(reverse("account_login"))

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Leave to the worker to note whose account it was, if anybody's."""
        super().authentication_failed(request, **credentials)
        later.note_failed_sign_in.defer(email=str(credentials.get("email", "")))

    def post_login(self, request: HttpRequest, user: Account, **details: Any) -> HttpResponse:
        """Begin the session's life here."""
        response: HttpResponse = super().post_login(request, user, **details)
        sessions.begin(request, user)
        return response

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to where the change was started from."""
        del request
        return reverse("partnership:my_account")

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *_: Any, **details: Any
    ) -> None:
        """Say what was done in our words."""
        text = details.get("message") or SAID.get(message_template or "")
        if text:
            messages.add_message(request, level, text)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send allauth's messages in our words. Raises KeyError for one that we have no words for."""
        mails.notice(email, name=context["user"].name, what=mails.NOTICES[template_prefix]).send()

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Account,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell somebody that the ways into their account changed."""
        self.send_mail(template_prefix, email or user_email(user), {**(context or {}), "user": user})


class Factors(DefaultMFAAdapter):
    """Second factors: their secrets are kept encrypted, and nobody takes away their own last one."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "This code is not right, or no longer. Enter the newest one",
        "cannot_delete_authenticator": "This is your only second factor. Add another one before you remove it",
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whether another factor remains, for whoever needs one."""
        account = Account.objects.get(pk=authenticator.user_id)
        return not (factors.required_of(account) and factors.is_last(authenticator))

    def encrypt(self, text: str) -> str:
        """Encrypt a secret for the database."""
        return _safe().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Read a secret back. Raises InvalidToken if it was encrypted under a key that we no longer have."""
        return _safe().decrypt(encrypted_text.encode()).decode()


def _safe() -> MultiFernet:
    keys = [settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)]
    digests = [
        hashlib.blake2b(key.encode(), digest_size=32, person=b"second factors").digest() for key in keys
    ]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
