"""Signing in and out, and setting a new password."""

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode

from rjhub.design import errors
from rjhub.design.links import Link
from rjhub.design.pages import Page
from rjhub.design.pieces import Column
from rjhub.partnership import queries
from rjhub.partnership.signing_in import demonstration, forms, later, pages
from rjhub.partnership.signing_in.views.adopting import Drawn

CAST_COLUMNS = (Column("Name"), Column("Works for"), Column("As"))


class SignIn(Drawn, account.LoginView):
    """The way in. In a demonstration it names everybody who can be tried, and fills in the one that is picked."""

    form_class = forms.SignIn

    def get_initial(self) -> dict[str, Any]:
        """Fill in the address that a link of the cast carries."""
        return {"login": self.request.GET.get("email", "")} if settings.DEMONSTRATION else {}

    def page(self, context: dict[str, Any]) -> Page:
        """Draw the form, the agencies' own sign-on and the cast."""
        after = context["redirect_field_value"] or ""
        onward = f"?{urlencode({'next': after})}" if after else ""
        agencies = tuple(
            Link(provider.name, reverse("openid_connect_login", args=[provider.id]) + onward)
            for provider in settings.SIGN_ON_PROVIDERS
        )
        return pages.SignIn(
            form=context["form"],
            next=after,
            agencies=agencies,
            cast=_cast(after, self.request.GET.get("email", "")) if settings.DEMONSTRATION else (),
            cast_columns=CAST_COLUMNS,
            password=demonstration.PASSWORD,
        )


def _cast(after: str, picked: str) -> tuple[pages.CastGroup, ...]:
    groups: dict[str, list[tuple[Any, ...]]] = {}
    where = ""
    for staff in queries.demonstration_cast():
        pick = {"email": staff.account.email, **({"next": after} if after else {})}
        link = Link(staff.name, f"{reverse('account_login')}?{urlencode(pick)}#sign-in")
        roles = ", ".join(role.get_role_display() for role in staff.current_roles())
        groups.setdefault(staff.partnership.name, []).append((link, staff.agency.short_name, roles))
        where = where or (staff.partnership.name if staff.account.email == picked else "")
    shown = where or next(iter(groups), "")
    return tuple(pages.CastGroup(name, tuple(rows), open=name == shown) for name, rows in groups.items())


class SecondFactor(Drawn, mfa.AuthenticateView):
    """The second step, for whoever has a second factor."""

    form_class = forms.SecondFactor

    def page(self, context: dict[str, Any]) -> Page:
        """Draw the box for a code, and the button for a passkey where they have one."""
        has_codes = Authenticator.objects.filter(
            user=self.stage.login.user, type__in=[Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES]
        )
        passkey = context["js_data"]["request_options"] if "js_data" in context else None
        return pages.SecondFactor(form=context["form"], has_codes=has_codes.exists(), passkey=passkey)

    def form_invalid(self, form: forms.SecondFactor) -> HttpResponse:
        """Put on record that somebody knew the password and not the code."""
        later.note_failed_sign_in.defer(email=self.stage.login.user.email)
        answer: HttpResponse = super().form_invalid(form)
        return answer


class SignOut(Drawn, account.LogoutView):
    """The way out."""

    def page(self, context: dict[str, Any]) -> Page:
        """Draw the button, for whoever opens the address by hand."""
        del context
        return pages.SignOut()


class Reset(Drawn, account.PasswordResetView):
    """Asking for a link. The answer does not say whether there is an account."""

    form_class = forms.Reset

    def page(self, context: dict[str, Any]) -> Page:
        """Draw the question."""
        return pages.Reset(form=context["form"], back=_to_sign_in())


class ResetSent(Drawn, account.PasswordResetDoneView):
    """After asking for a link."""

    def page(self, context: dict[str, Any]) -> Page:
        """Say where to look."""
        del context
        return pages.ResetSent(back=_to_sign_in())


class ResetFromKey(Drawn, account.PasswordResetFromKeyView):
    """Where the link leads."""

    form_class = forms.ResetFromKey

    def page(self, context: dict[str, Any]) -> Page:
        """Draw the form, or say that the link does not hold any more."""
        return pages.ResetFromKey(form=None if context.get("token_fail") else context["form"])


class ResetDone(Drawn, account.PasswordResetFromKeyDoneView):
    """After the new password is set."""

    def page(self, context: dict[str, Any]) -> Page:
        """Lead to signing in."""
        del context
        return pages.ResetDone()


def too_many_tries(request: HttpRequest) -> HttpResponse:
    """Answer whoever tries too often (handler429)."""
    return errors.failure(request, 429)


def _to_sign_in() -> Link:
    return Link("Back to signing in", reverse("account_login"))
