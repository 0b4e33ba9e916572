"""`rjhub check`: what is wrong with an installation, in plain words, and what to do about it."""

from collections.abc import Callable, Iterable, Iterator

from rjhub.server.checks import (
    clock,
    database,
    disk,
    mail,
    outbound,
    roles,
    sealing,
    secrets,
    signing,
    tables,
    walls,
    worker,
    writing,
)
from rjhub.server.checks.finding import Finding, Level

Check = Callable[[], Iterable[Finding]]

WITHOUT_DATABASE: tuple[Check, ...] = (secrets.check, disk.check, mail.check, writing.check)
WITH_DATABASE: tuple[Check, ...] = (
    roles.check,
    tables.check,
    walls.check,
    signing.check,
    clock.check,
    worker.check,
    sealing.check,
    outbound.check,
)


def run() -> Iterator[Finding]:
    """Look at everything; what needs the database is left out when the database cannot be reached."""
    for check in WITHOUT_DATABASE:
        yield from check()
    reached = list(database.check())
    yield from reached
    if all(finding.level is not Level.WRONG for finding in reached):
        for check in WITH_DATABASE:
            yield from check()
