"""The mails about somebody's account. One recipient each, and nothing in them about any case."""

import logging
from dataclasses import dataclass
from smtplib import SMTPException

from django.core.mail import EmailMessage

log = logging.getLogger(__name__)
SIGNATURE = "RJ Hub\n\nThis is an automatic message. Do not reply to it."
ASK = "If this was not you, tell the administrator of your agency at once."
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
    """A message to one person."""

    to: str
    subject: str
    lines: tuple[str, ...]

    def send(self) -> None:
        """Send it. A mail server that cannot be reached is put in the program's log, for those who run it.

        Nobody's answer depends on it: a page that fails only for addresses that have an account would tell who has.
        """
        body = "\n\n".join([*self.lines, SIGNATURE]) + "\n"
        try:
            EmailMessage(subject=self.subject, body=body, to=[self.to]).send()
        except (OSError, SMTPException):
            log.exception("A mail about an account could not be sent: %s", self.subject)


def password_reset(to: str, *, name: str, address: str) -> Mail:
    """The link with which somebody sets a new password."""
    return Mail(
        to,
        "Set a new password for RJ Hub",
        (
            f"Hello {name}",
            "Somebody, probably you, asked to set a new password for your account on RJ Hub.",
            f"To set one, open this link within 3 hours. It works once:\n{address}",
            "If you did not ask for this, you do not have to do anything. Your password has not changed.",
        ),
    )


def notice(to: str, *, name: str, what: str) -> Mail:
    """Something about how somebody signs in has changed."""
    return Mail(to, f"{what} - RJ Hub", (f"Hello {name}", f"{what} just now.", ASK))


def invitation(to: str, *, name: str, agency: str, by: str, address: str, until: str) -> Mail:
    """The link with which somebody accepts an invitation."""
    return Mail(
        to,
        f"{agency} invites you to RJ Hub",
        (
            f"Hello {name}",
            f"{by} invites you to work for {agency} on RJ Hub, where agencies work restorative justice cases together.",
            f"To accept, open this link by {until}. It works once, and only for you:\n{address}",
            "If you do not know what this is about, you do not have to do anything.",
        ),
    )
