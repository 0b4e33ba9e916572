"""What the pages of signing in show."""

from dataclasses import dataclass
from typing import Any

from rjhub.design.links import Link
from rjhub.design.pieces import Column, Row, Shown
from rjhub.partnership.signing_in import forms


@dataclass(frozen=True)
class CastGroup:
    """The people of a demonstration at one partnership, and a link for each that fills in their address."""

    name: str
    rows: tuple[tuple[Shown, ...], ...]
    open: bool


@dataclass(frozen=True)
class SignIn:
    """The way in."""

    form: forms.SignIn
    next: str
    agencies: tuple[Link, ...]
    cast: tuple[CastGroup, ...]
    cast_columns: tuple[Column, ...]
    password: str
    title: str = "Sign in"


@dataclass(frozen=True)
class SecondFactor:
    """The second step of signing in."""

    form: forms.SecondFactor
    has_codes: bool
    passkey: dict[str, Any] | None
    title: str = "Confirm that it is you"


@dataclass(frozen=True)
class Confirm:
    """Password, code or passkey once more, before something that matters."""

    form: Any
    next: str
    passkey: dict[str, Any] | None
    others: tuple[Link, ...]
    title: str = "Confirm that it is you"


@dataclass(frozen=True)
class Reset:
    """Asking for a link to set a new password."""

    form: forms.Reset
    back: Link
    title: str = "Set a new password"


@dataclass(frozen=True)
class ResetSent:
    """The same words whether there is an account or not."""

    back: Link
    title: str = "Check your mail"


@dataclass(frozen=True)
class ResetFromKey:
    """Setting the new password; without a form, the link does not hold any more."""

    form: forms.ResetFromKey | None
    title: str = "Set a new password"


@dataclass(frozen=True)
class ResetDone:
    """The new password is set."""

    title: str = "Your password is changed"


@dataclass(frozen=True)
class Change:
    """Changing one's password."""

    form: forms.Change
    back: Link
    title: str = "Change your password"


@dataclass(frozen=True)
class Factors:
    """Somebody's ways to confirm that it is them. `needed` says that nothing else opens before one is there."""

    needed: bool
    app: Row | None
    passkeys: tuple[Row, ...]
    codes: Row | None
    back: Link | None
    title: str = "Your second factors"


@dataclass(frozen=True)
class AddApp:
    """Adding an authenticator app."""

    form: forms.AddApp
    picture: str
    secret: str
    address: str
    back: Link
    title: str = "Add an authenticator app"


@dataclass(frozen=True)
class RemoveApp:
    """Removing the authenticator app."""

    form: forms.RemoveApp
    allowed: bool
    back: Link
    title: str = "Remove your authenticator app"


@dataclass(frozen=True)
class AddPasskey:
    """Adding a passkey."""

    form: forms.AddPasskey
    options: dict[str, Any]
    back: Link
    title: str = "Add a passkey"


@dataclass(frozen=True)
class RemovePasskey:
    """Removing a passkey."""

    name: str
    allowed: bool
    back: Link
    title: str = "Remove a passkey"


@dataclass(frozen=True)
class RenamePasskey:
    """Giving a passkey another name."""

    form: forms.RenamePasskey
    back: Link
    title: str = "Rename a passkey"


@dataclass(frozen=True)
class Codes:
    """Recovery codes, to keep somewhere safe."""

    codes: tuple[str, ...]
    onward: Link
    back: Link
    title: str = "Your recovery codes"


@dataclass(frozen=True)
class NewCodes:
    """Making new recovery codes."""

    unused: int
    back: Link
    title: str = "Make new recovery codes"


@dataclass(frozen=True)
class OpenSession:
    """One place where somebody is signed in."""

    device: str
    rows: tuple[Row, ...]
    here: bool
    end_href: str


@dataclass(frozen=True)
class Sessions:
    """Where somebody is signed in."""

    sessions: tuple[OpenSession, ...]
    back: Link
    title: str = "Where you are signed in"


@dataclass(frozen=True)
class SignOut:
    """Signing out, for whoever opens the address instead of pressing the button."""

    title: str = "Sign out"
