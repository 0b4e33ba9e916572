"""Confirming once more that it is you, before the ways into an account are changed."""

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as codes
from allauth.mfa.webauthn import views as webauthn

from rjhub.design.links import Link
from rjhub.design.pages import Page
from rjhub.partnership.signing_in import forms, pages
from rjhub.partnership.signing_in.views.adopting import Drawn

WAYS = {
    "reauthenticate": "Use your password",
    "mfa_reauthenticate": "Use a code from your app, or a recovery code",
    "mfa_reauthenticate:webauthn": "Use a passkey",
}


class _Confirming(Drawn):
    def page(self, context: dict[str, Any]) -> Page:
        """Draw this way to confirm, and links to the others."""
        others = tuple(Link(WAYS[way["id"]], way["url"]) for way in context["reauthentication_alternatives"])
        return pages.Confirm(
            form=context["form"],
            next=context.get("redirect_field_value") or "",
            passkey=context["js_data"]["request_options"] if "js_data" in context else None,
            others=others,
        )


class ByPassword(_Confirming, account.ReauthenticateView):
    """The password again."""

    form_class = forms.Confirm


class ByCode(_Confirming, codes.ReauthenticateView):
    """A code again."""

    form_class = forms.ConfirmByCode


class ByPasskey(_Confirming, webauthn.ReauthenticateWebAuthnView):
    """The passkey again."""
