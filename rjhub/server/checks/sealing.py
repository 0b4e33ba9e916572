"""Whether the log is being sealed: what is not sealed can still be changed without anybody noticing."""

from collections.abc import Iterator

from rjhub.server.checks.connecting import ask, connect
from rjhub.server.checks.finding import Finding, ok, wrong

SUBJECT = "sealed log"
LONGEST_MINUTES = 5

# Minutes since the oldest row that no seal covers, for each partnership that has one.
UNSEALED = """
with sealed as (
  select p.id, p.code, coalesce((select stop from audit_seal s where s.partnership_id = p.id
                                 order by number desc limit 1), 0) as stop from partnership_partnership p)
select code, floor(extract(epoch from now() - least(
    (select min(at) from audit_entry e where e.partnership_id = sealed.id and position >= stop),
    (select min(at) from audit_consultation c where c.partnership_id = sealed.id and position >= stop))) / 60)::int
from sealed order by 2 desc nulls last, 1
"""


def check() -> Iterator[Finding]:
    """Look for rows of the logs that have waited for a seal for too long."""
    with connect("owner") as connection:
        waiting = [(code, minutes) for code, minutes in ask(connection, UNSEALED) if minutes is not None]
    late = [(code, minutes) for code, minutes in waiting if minutes > LONGEST_MINUTES]
    for code, minutes in late:
        yield wrong(
            SUBJECT,
            f"the log of {code} has not been sealed for {minutes:,} minutes, and could be changed unseen",
            "Start a worker (`rjhub serve` or `rjhub worker`). If one runs, look in pg_stat_activity for a transaction "
            "that has been open so long, in any database of the server, and end it.",
        )
    if not late:
        yield ok(SUBJECT, f"nothing has waited for a seal for more than {LONGEST_MINUTES} minutes")
