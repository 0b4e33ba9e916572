"""Whether the database believes this program when it says who asks: else every page that shows somebody is empty."""

from collections.abc import Iterator

from rjhub.server.checks.connecting import ask, connect
from rjhub.server.checks.finding import Finding, ok, wrong
from rjhub.sharing.signing import signed

SUBJECT = "who asks"
PARTNERSHIP = 1  # any number: nothing is read


def check() -> Iterator[Finding]:
    """Say who asks, as every request does, and look whether the database takes it in."""
    with connect("default") as connection:
        ask(connection, "select set_config('app.reader', %s, false)", signed(PARTNERSHIP, (), None))
        believed = ask(connection, "select pt()") == [(PARTNERSHIP,)]
    if believed:
        yield ok(SUBJECT, "the database believes this program when it says who asks")
    else:
        yield wrong(
            SUBJECT,
            "the database does not know the key with which this program says who asks, so nobody sees any case",
            "Run `rjhub migrate` with the RJHUB_SECRET_KEY that the program has; if it was changed, every web server "
            "and worker needs the same one. If the clocks differ, set them.",
        )
