"""The mails about somebody's account. What they say stands in `rjhub.outbound.words`."""

from dataclasses import dataclass

from rjhub.outbound import mailing
from rjhub.outbound.words import Kind

NOTICES = {
    "account/email/password_changed": "Your password was changed",
    "account/email/password_reset": "Your password was changed",
    "account/email/password_set": "A password was set for your account",
    "mfa/email/totp_activated": "An authenticator app was added to your account",
    "mfa/email/totp_deactivated": "The authenticator app was removed from your account",
    "mfa/email/recovery_codes_generated": "New recovery codes were made for your account",
    "mfa/email/webauthn_added": "A passkey was added to your account",
    "mfa/email/webauthn_removed": "A passkey was removed from your account",
    "socialaccount/email/account_connected": "Your agency’s sign-on was connected to your account",
}
"""What allauth tells people about, by the name that it gives the message."""


@dataclass(frozen=True)
class Mail:
    """A message to one person, to be sent once what it is about has been kept."""

    kind: Kind
    to: str
    filled: dict[str, str]

    def send(self) -> None:
        """Send it. One that cannot be sent stands in the program's log, for those who run it."""
        mailing.send(self.kind, to=self.to, filled=self.filled)


def password_reset(to: str, *, name: str, address: str) -> Mail:
    """The link with which somebody sets a new password."""
    return Mail(Kind.PASSWORD_LINK, to, {"name": name, "link": address})


def notice(to: str, *, name: str, what: str) -> Mail:
    """Something about how somebody signs in has changed."""
    return Mail(Kind.ACCOUNT_CHANGED, to, {"name": name, "what": what})


def invitation(to: str, *, name: str, agency: str, by: str, address: str, until: str) -> Mail:
    """The link with which somebody accepts an invitation."""
    return Mail(
        Kind.INVITATION, to, {"name": name, "agency": agency, "by": by, "link": address, "until": until}
    )
