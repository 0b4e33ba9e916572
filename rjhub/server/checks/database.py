"""Whether the database can be reached, as every role, and can hold what we put in."""

from collections.abc import Iterator

import psycopg
from django.conf import settings

from rjhub.server import roles
from rjhub.server.checks.connecting import ask, connect
from rjhub.server.checks.finding import Finding, ok, wrong

SUBJECT = "database"
SEE = {
    "owner": "Is the server running, and does DATABASE_URL name it, its port, user and password rightly?",
    "default": "Run `rjhub setup`, which makes the role and sets its password.",
    "responsible": "Run `rjhub setup`, which makes the role and sets its password. Until then nobody gets in who works "
    "for probation, a prison or youth justice; if you set RJHUB_RESPONSIBLE_PASSWORD, every web server and worker "
    "needs the same one, and a pooler in between (PgBouncer) has to know the role.",
    "front": "Run `rjhub setup`, which makes the role and sets its password. Until then nobody can sign in; if you set "
    "RJHUB_FRONT_PASSWORD, every web server and worker needs the same one, and a pooler has to know the role.",
}
SET_UP = "Run `rjhub setup`, which makes what is missing."


def check() -> Iterator[Finding]:
    """Connect as the owner and as each role of the application, and look at version and encoding."""
    for alias, remedy in SEE.items():
        try:
            connect(alias).close()
        except psycopg.OperationalError as error:
            user = settings.DATABASES[alias]["USER"]
            reason = _reason(error)
            missing = reason.endswith("does not exist")
            yield wrong(SUBJECT, f"it cannot be reached as {user}: {reason}", SET_UP if missing else remedy)
            return
    with connect("owner") as connection:
        version = connection.info.parameter_status("server_version")
        if connection.info.server_version < roles.OLDEST_VERSION:
            yield wrong(SUBJECT, f"PostgreSQL {version} is too old", "Move to PostgreSQL 15 or later.")
        else:
            yield ok(SUBJECT, f"PostgreSQL {version} answers")
        ((encoding,),) = ask(connection, "show server_encoding")
        if encoding != "UTF8":
            meaning = f"it keeps text as {encoding}, which cannot hold every name"
            yield wrong(SUBJECT, meaning, "Make a database with ENCODING 'UTF8' and move the data there.")


def _reason(error: psycopg.OperationalError) -> str:
    """Give what the server or the network said last; libpq's own guesses, which follow, are indented."""
    said = [line.strip() for line in str(error).splitlines() if line.strip() and not line[0].isspace()]
    return said[-1] if said else "it does not say why"
