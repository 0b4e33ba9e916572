"""Whether mail leaves the house."""

import smtplib
from collections.abc import Iterator

from django.conf import settings
from django.core import mail

from rjhub.server import program
from rjhub.server.checks.finding import Finding, ok, wrong
from rjhub.settings.mail import EXAMPLE

SUBJECT = "mail"
SMTP = "django.core.mail.backends.smtp.EmailBackend"


def check() -> Iterator[Finding]:
    """Greet the mail server, and sign in to it if there is a password; nothing is sent."""
    if settings.EMAIL_BACKEND != SMTP:
        yield ok(SUBJECT, "mail is kept on this machine and not sent, as suits trying out")
        return
    where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    server = mail.get_connection(fail_silently=False)
    try:
        server.open()
        server.close()
    except smtplib.SMTPAuthenticationError:
        yield wrong(
            SUBJECT, f"the mail server {where} refuses name or password", "Correct them in RJHUB_MAIL_URL."
        )
    except (OSError, smtplib.SMTPException) as error:
        yield wrong(SUBJECT, f"the mail server {where} cannot be used: {error}", _remedy())
    else:
        yield ok(SUBJECT, f"the mail server {where} answers")


def _remedy() -> str:
    if program.environment().mail_url:
        return "Correct RJHUB_MAIL_URL, or let this machine through to the mail server."
    return f"Name your mail server in RJHUB_MAIL_URL, {EXAMPLE}."
