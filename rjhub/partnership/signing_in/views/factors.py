"""Somebody's own password and second factors."""

import base64
from typing import Any

from allauth.account import views as account
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import views as base
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.internal import auth
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse, reverse_lazy

from rjhub.design import words
from rjhub.design.links import Link
from rjhub.design.pages import Page
from rjhub.design.pieces import Row
from rjhub.partnership.actions import accounts
from rjhub.partnership.models import Account
from rjhub.partnership.signing_in import factors, forms, pages, sessions
from rjhub.partnership.signing_in.views.adopting import Drawn


class Change(Drawn, account.PasswordChangeView):
    """A new password. Every other session ends."""

    form_class = forms.Change

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead whoever has no password, because their agency signs them in, back to their account."""
        if not _account(request).has_usable_password():
            return HttpResponseRedirect(reverse("partnership:my_account"))
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer

    def form_valid(self, form: Any) -> HttpResponse:
        """Change it, and sign out everywhere else."""
        response: HttpResponse = super().form_valid(form)
        sessions.end_all(form.user, but=self.request)
        _note(self.request, "password")
        return response

    def page(self, context: dict[str, Any]) -> Page:
        """Draw the form."""
        return pages.Change(
            form=context["form"], back=Link("Back to your account", reverse("partnership:my_account"))
        )


class Factors(Drawn, base.IndexView):
    """All second factors. Somebody without one is led here, and nothing else opens."""

    def page(self, context: dict[str, Any]) -> Page:
        """Draw them, with what can be done about each."""
        held = context["authenticators"]
        types = Authenticator.Type
        needed = not factors.shown_in(self.request)
        return pages.Factors(
            needed=needed,
            app=_row("Authenticator app", held[types.TOTP], "mfa_deactivate_totp")
            if types.TOTP in held
            else None,
            passkeys=tuple(
                _row(passkey.name, passkey, "mfa_remove_webauthn", passkey.instance.pk)
                for passkey in held.get(types.WEBAUTHN, ())
            ),
            codes=_codes(held[types.RECOVERY_CODES]) if types.RECOVERY_CODES in held else None,
            back=None if needed else Link("Back to your account", reverse("partnership:my_account")),
        )


def _row(name: str, held: Any, remove: str, *args: int) -> Row:
    used = held.instance.last_used_at
    said = [f"Added on {words.day(held.instance.created_at)}"]
    said.append(f"Last used on {words.moment(used)}" if used else "Not used yet")
    return Row(name, said, Link("Remove", reverse(remove, args=args)))


def _codes(held: Any) -> Row:
    left = words.plural(len(held.get_unused_codes()), "code")
    return Row("Recovery codes", f"{left} left", Link("Show", reverse("mfa_view_recovery_codes")))


class _Adding(Drawn):
    """Adding a factor. Half-way in, that is only for whoever has none yet.

    Otherwise whoever has somebody's password, and a session from before that person set their factor up, could add a
    factor of their own and be in.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Turn away whoever has a factor and has not shown it."""
        if not factors.shown_in(request) and factors.has_one(_account(request)):
            return HttpResponseRedirect(reverse("mfa_index"))
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return answer


class AddApp(_Adding, totp.ActivateTOTPView):
    """An authenticator app."""

    form_class = forms.AddApp

    def form_valid(self, form: Any) -> HttpResponse:
        """Add it; the code was right, so it also counts as shown."""
        response: HttpResponse = super().form_valid(form)
        _added(self.request, Authenticator.objects.get(user=form.user, type=Authenticator.Type.TOTP), "app")
        return response

    def page(self, context: dict[str, Any]) -> Page:
        """Draw the square to scan, and the secret for whoever cannot."""
        picture = base64.b64encode(context["totp_svg"].encode()).decode()
        secret = context["form"].secret
        return pages.AddApp(
            form=context["form"],
            picture=f"data:image/svg+xml;base64,{picture}",
            secret=" ".join(secret[place : place + 4] for place in range(0, len(secret), 4)),
            address=context["totp_url"],
            back=_to_factors(),
        )


class RemoveApp(Drawn, totp.DeactivateTOTPView):
    """Taking the authenticator app away, where another factor remains."""

    form_class = forms.RemoveApp

    def form_valid(self, form: Any) -> HttpResponse:
        """Remove it."""
        response: HttpResponse = super().form_valid(form)
        _note(self.request, "app")
        return response

    def page(self, context: dict[str, Any]) -> Page:
        """Ask once more, or say why it cannot be done."""
        form = context["form"]
        return pages.RemoveApp(form=form, allowed=form.is_valid(), back=_to_factors())


class AddPasskey(_Adding, webauthn.AddWebAuthnView):
    """A passkey."""

    form_class = forms.AddPasskey

    def form_valid(self, form: Any) -> HttpResponse:
        """Add it; making it showed it."""
        response: HttpResponse = super().form_valid(form)
        made = Authenticator.objects.filter(user=form.user, type=Authenticator.Type.WEBAUTHN).latest("pk")
        _added(self.request, made, "passkey")
        return response

    def page(self, context: dict[str, Any]) -> Page:
        """Draw the form, with what the browser has to know."""
        # allauth's own options would make a key that can only come second.
        options = auth.begin_registration(_account(self.request), passwordless=True)
        return pages.AddPasskey(form=context["form"], options=options, back=_to_factors())


class RemovePasskey(Drawn, webauthn.RemoveWebAuthnView):
    """Taking a passkey away, where another factor remains."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Remove it, unless it is the last factor."""
        if not get_adapter().can_delete_authenticator(self.object):
            return self.render_to_response(self.get_context_data())
        super().form_valid(form)
        _note(self.request, "passkey")
        return HttpResponseRedirect(reverse("mfa_index"))

    def page(self, context: dict[str, Any]) -> Page:
        """Ask once more, or say why it cannot be done."""
        del context
        allowed = get_adapter().can_delete_authenticator(self.object)
        return pages.RemovePasskey(name=self.object.wrap().name, allowed=allowed, back=_to_factors())


class RenamePasskey(Drawn, webauthn.EditWebAuthnView):
    """Giving a passkey another name."""

    form_class = forms.RenamePasskey
    success_url = reverse_lazy("mfa_index")

    def page(self, context: dict[str, Any]) -> Page:
        """Draw the question."""
        return pages.RenamePasskey(form=context["form"], back=_to_factors())


class Codes(Drawn, recovery.ViewRecoveryCodesView):
    """The recovery codes that are not used yet."""

    def page(self, context: dict[str, Any]) -> Page:
        """Show them."""
        onward = Link("I have kept them somewhere safe", reverse("partnership:acting_as"))
        return pages.Codes(codes=tuple(context["unused_codes"]), onward=onward, back=_to_factors())


class NewCodes(Drawn, recovery.GenerateRecoveryCodesView):
    """New recovery codes; the old ones stop working."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Make them."""
        response: HttpResponse = super().form_valid(form)
        _note(self.request, "recovery codes")
        return response

    def page(self, context: dict[str, Any]) -> Page:
        """Ask once more."""
        return pages.NewCodes(unused=context["unused_code_count"], back=_to_factors())


def _added(request: HttpRequest, made: Authenticator, change: str) -> None:
    first = not factors.shown_in(request)
    factors.note_shown(request, made)
    if first:
        sessions.begin(request, _account(request))
    _note(request, change)


def _note(request: HttpRequest, change: str) -> None:
    for staff in sessions.memberships_of(request):
        accounts.note_factor_changed(by=staff, change=change)


def _account(request: HttpRequest) -> Account:
    if not isinstance(request.user, Account):
        message = "Nobody is signed in."
        raise TypeError(message)
    return request.user


def _to_factors() -> Link:
    return Link("Back to your second factors", reverse("mfa_index"))
