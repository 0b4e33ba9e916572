"""Whether the tables are those that this version of the program expects."""

from collections.abc import Iterator

from rjhub.server import preparing
from rjhub.server.checks.finding import Finding, ok, wrong

SUBJECT = "migrations"


def check() -> Iterator[Finding]:
    """Name what has not been applied."""
    pending = preparing.pending_migrations()
    if pending:
        first = ", ".join(pending[:3])
        yield wrong(SUBJECT, f"{len(pending)} have not been applied ({first} ...)", "Run `rjhub migrate`.")
    else:
        yield ok(SUBJECT, "the tables are up to date")
