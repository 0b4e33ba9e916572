"""Whether somebody does the background jobs."""

from collections.abc import Iterator

from rjhub.server.checks.connecting import ask, connect
from rjhub.server.checks.finding import Finding, ok, warning, wrong

SUBJECT = "worker"
SECONDS_SILENT = 60
MINUTES_WAITING = 10

ALIVE = "select count(*) from procrastinate_workers where last_heartbeat > now() - make_interval(secs => %s)"
WAITING = """
select count(*) from procrastinate_jobs
where status = 'todo' and coalesce(scheduled_at, now() - interval '1 day') < now() - make_interval(mins => %s)
"""
FAILED = "select count(*) from procrastinate_jobs where status = 'failed'"
START = "Start `rjhub serve`, or `rjhub worker` beside it."


def check() -> Iterator[Finding]:
    """Look for a worker's sign of life, for jobs that nobody takes, and for jobs that failed."""
    with connect("owner") as connection:
        if not ask(connection, "select from pg_class where oid = to_regclass('procrastinate_workers')"):
            return  # the migrations that make it are missing, which another check says
        ((alive,),) = ask(connection, ALIVE, SECONDS_SILENT)
        ((waiting,),) = ask(connection, WAITING, MINUTES_WAITING)
        ((failed,),) = ask(connection, FAILED)
    if alive:
        yield ok(SUBJECT, f"{alive} alive" if alive == 1 else f"{alive} are alive")
    elif waiting:
        yield wrong(SUBJECT, f"none has been seen for a minute, and {waiting} jobs wait", START)
    else:
        yield warning(SUBJECT, "none has been seen for a minute, so mail and clocks stand still", START)
    if alive and waiting:
        meaning = f"{waiting} jobs have waited for more than {MINUTES_WAITING} minutes"
        yield warning(SUBJECT, meaning, "Start another `rjhub worker`.")
    if failed:
        yield warning(SUBJECT, f"{failed} jobs failed and were given up", "See the worker's log for why.")
