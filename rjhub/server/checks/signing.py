"""Whether the database believes this program when it says who asks: else every page that shows somebody is empty."""

from collections.abc import Iterator

from django.conf import settings

from rjhub.kernel import connecting
from rjhub.server.checks.connecting import ask, connect
from rjhub.server.checks.finding import Finding, ok, wrong
from rjhub.sharing.signing import signed

SUBJECT = "who asks"
PARTNERSHIP = 1  # any number: nothing is read


def check() -> Iterator[Finding]:
    """Say who asks, as every request does, and look whether the database takes it in."""
    if all(_believes(connecting.ALIASES[role]) for role in (connecting.APP, connecting.RESPONSIBLE)):
        yield ok(SUBJECT, "the database believes this program when it says who asks")
    else:
        yield wrong(
            SUBJECT,
            "the database does not know the key with which this program says who asks, so nobody sees any case",
            "Run `rjhub migrate` with the RJHUB_SECRET_KEY that the program has; if it was changed, every web server "
            "and worker needs the same one. If the clocks differ, set them.",
        )


def _believes(alias: str) -> bool:
    with connect(alias) as connection:
        said = signed(PARTNERSHIP, (), None, role=settings.DATABASES[alias]["USER"])
        ask(connection, "select set_config('app.reader', %s, false)", said)
        return ask(connection, "select pt()") == [(PARTNERSHIP,)]
