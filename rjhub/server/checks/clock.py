"""Whether the program and the database agree what time it is."""

import time
from collections.abc import Iterator

from rjhub.server.checks.connecting import ask, connect
from rjhub.server.checks.finding import Finding, ok, warning, wrong

SUBJECT = "clock"
SECONDS_APART = 2.0


def check() -> Iterator[Finding]:
    """Compare the clocks, allowing for the time that the question takes, and look at the time zone."""
    with connect("owner") as connection:
        asked = time.time()
        ((there, zone),) = ask(
            connection, "select extract(epoch from clock_timestamp())::float8, current_setting('timezone')"
        )
        answered = time.time()
    apart = max(asked - there, there - answered, 0.0)
    if apart > SECONDS_APART:
        meaning = f"the database's clock and this machine's are {apart:.0f} seconds apart"
        yield wrong(SUBJECT, meaning, "Let both machines follow a time server (chrony or systemd-timesyncd).")
    else:
        yield ok(SUBJECT, "the database's clock and this machine's agree")
    if zone not in {"UTC", "Etc/UTC", "Universal", "GMT", "Etc/GMT"}:
        meaning = (
            f"the database's time zone is {zone}; reports that are made by hand there will be off by an hour"
        )
        yield warning(SUBJECT, meaning, "ALTER DATABASE ... SET timezone = 'UTC';")
