"""The questions of signing in. What is checked, allauth checks; the words are ours."""

from typing import Any, cast

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.mfa.base import forms as codes
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms as django
from django.http import HttpRequest

from rjhub.design import forms
from rjhub.design.forms.asking import Asked
from rjhub.partnership.models import Account
from rjhub.partnership.signing_in import later

NEW_HINT = (
    "At least 12 characters. Three words that do not belong together are easy to remember and hard to guess. "
    "It must not be on the lists of passwords that everybody tries."
)


class Password(Asked, django.CharField):
    """A password, as typed: not even a space at the end is taken away."""

    def __init__(self, label: str, *, autocomplete: str = "current-password", **options: Any) -> None:
        widget = django.PasswordInput(attrs={"autocomplete": autocomplete})
        super().__init__(label, strip=False, max_length=500, widget=widget, **options)
        self.error_messages["max_length"] = f"{self.subject} must be 500 characters or fewer"


class NewPassword(Password):
    """A password that somebody chooses. `account` is set by the form, so that it is not their own name."""

    account: Account | None = None

    def __init__(self, label: str = "New password", **options: Any) -> None:
        super().__init__(label, autocomplete="new-password", hint=NEW_HINT, **options)

    def clean(self, value: Any) -> str:
        """Check it against the rules. Raises ValidationError that says which."""
        return str(get_adapter().clean_password(super().clean(value), user=self.account))


class SignIn(forms.Form, account.LoginForm):
    """E-mail address and password."""

    marks_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.Email("Email address", autocomplete="username")
        self.fields["password"] = Password("Password")


class Reset(forms.Form, account.ResetPasswordForm):
    """Where the link for a new password goes."""

    email = forms.Email("Email address", autocomplete="username")

    def save(self, request: HttpRequest, **_: Any) -> str:
        """Leave the mail to the worker: whoever waits for the answer must not see by its time who has an account."""
        email = str(self.cleaned_data["email"])
        later.mail_password_link.defer(email=email, site=request.build_absolute_uri("/").rstrip("/"))
        return email


class ResetFromKey(forms.Form, account.ResetPasswordKeyForm):
    """The new password, after the link of the mail."""

    password1 = NewPassword()
    password2 = None  # one box that can be shown does better than two that cannot

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("NewPassword", self.fields["password1"]).account = self.user


class Change(forms.Form):
    """The present password and a new one."""

    oldpassword = Password("Current password")
    password1 = NewPassword()

    def __init__(self, *args: Any, user: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        cast("NewPassword", self.fields["password1"]).account = user

    def clean_oldpassword(self) -> str:
        """Check the present password. Raises ValidationError."""
        typed: str = self.cleaned_data["oldpassword"]
        if not self.user.check_password(typed):
            raise get_adapter().validation_error("enter_current_password")
        return typed

    def save(self) -> None:
        """Set the new password; allauth's view calls this."""
        get_adapter().set_password(self.user, self.cleaned_data["password1"])


class Confirm(forms.Form, account.ReauthenticateForm):
    """The password once more, before something that matters."""

    password = Password("Password")


class Code(Asked, django.CharField):
    """A code from an authenticator app, or a recovery code; the spaces that apps show are left out."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, max_length=40, **{"width": "10", **options})
        self.autocomplete = "one-time-code"
        self.inputmode = "numeric"

    def to_python(self, value: Any) -> str:
        """Leave out the spaces."""
        return "".join((super().to_python(value) or "").split())


class SecondFactor(forms.Form, codes.AuthenticateForm):
    """The code at sign-in."""

    code = Code("Code", what="the code", hint="6 numbers from your app, or one of your recovery codes")


class ConfirmByCode(forms.Form, codes.ReauthenticateForm):
    """The code once more, before something that matters."""

    code = Code("Code", what="the code", hint="6 numbers from your app, or one of your recovery codes")


class AddApp(forms.Form, totp.ActivateTOTPForm):
    """The first code that a new authenticator app shows."""

    code = Code("Code that the app shows now", what="the code that the app shows", hint="6 numbers")


class RemoveApp(forms.Form, totp.DeactivateTOTPForm):
    """Nothing to answer; it complains where the app is the only factor."""


class AddPasskey(forms.Form, webauthn.AddWebAuthnForm):
    """A name for a passkey; the browser makes the rest."""

    name = forms.Line(
        "Name of the passkey", hint="So that you know which one it is, like “Work laptop”", longest=60
    )
    # Every passkey can sign in by itself here, so the authenticator always checks who holds it.
    passwordless = django.BooleanField(initial=True, widget=django.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"].error_messages["required"] = (
            "The passkey was not made. Your browser has to run scripts, and you have to confirm on your device"
        )


class RenamePasskey(forms.Form, webauthn.EditWebAuthnForm):
    """Another name for a passkey."""

    name = forms.Line("Name of the passkey", longest=60)
