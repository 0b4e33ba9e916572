"""How people can be written to, and what the sender gives away."""

from collections.abc import Iterator

from django.conf import settings

from rjhub.server.checks.finding import Finding, ok, warning

SUBJECT = "writing to people"


def check() -> Iterator[Finding]:
    """Say whether text messages can be sent, and from whom email to people comes."""
    if settings.TEXTS_BY_MAIL:
        yield ok(SUBJECT, f"text messages go by mail to {settings.TEXTS_BY_MAIL}")
    else:
        yield ok(SUBJECT, "text messages are not set up, and no page offers them")
    if settings.MAIL_FROM_TO_PEOPLE:
        yield ok(SUBJECT, f"email to people comes from {settings.MAIL_FROM_TO_PEOPLE}")
    else:
        yield warning(
            SUBJECT,
            f"email to people comes from {settings.DEFAULT_FROM_EMAIL}, which may tell others what it is about",
            "Name a sender that gives nothing away in RJHUB_MAIL_FROM_TO_PEOPLE.",
        )
