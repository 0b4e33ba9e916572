"""How the proofs talk with a database: as which role, for whom, and about many rows at a time."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg
from django.conf import settings
from psycopg import sql

from rjhub.partnership import installation
from rjhub.proving.inventing import HOME
from rjhub.proving.placing import PARTNERSHIPS
from rjhub.sharing import signing

Connection = psycopg.Connection[Any]


def numbers(connection: Connection, asked: Any) -> set[int]:
    """The numbers of the rows that a statement finds, which is kept as it was planned."""
    ((found,),) = connection.execute(asked, prepare=True).fetchall()
    return {int(each, 16) for each in found.split(",")} if found else set()


def reached(connection: Connection, people: list[UUID]) -> set[UUID]:
    """For which people the vault opens to whoever asks."""
    connection.execute("SELECT set_config('proof.people', %s, true)", [",".join(map(str, people))])
    connection.execute(_REACH)
    ((found,),) = connection.execute("SELECT current_setting('proof.reached')").fetchall()
    return {UUID(each) for each in found.split(",") if each}


_REACH = """
DO $$ DECLARE person text; found text[] := '{}'; BEGIN
  FOREACH person IN ARRAY string_to_array(current_setting('proof.people'), ',') LOOP
    BEGIN
      PERFORM vault.open_contact(person::uuid, 'proof', 'proof');
      found := found || person;
    EXCEPTION WHEN insufficient_privilege THEN NULL;
    END;
  END LOOP;
  PERFORM set_config('proof.reached', array_to_string(found, ','), true);
END $$
"""


def forgeries(principals: tuple[int, ...]) -> list[str]:
    """What somebody may say about who asks that is not to be believed."""
    home = PARTNERSHIPS[HOME]
    good = signing.signed(home, principals, None)
    with_more = good.replace(";{", ";{1,")
    return [
        "",
        good[65:],
        "0" * 64 + good[64:],
        with_more,
        signing.signed(home, principals[:1], None)[:65] + good[65:],
        _signed_too_long_ago(home, principals),
        signing.signed(home, principals, None, role="rjhub_reader"),
    ]


def _signed_too_long_ago(partnership: int, principals: tuple[int, ...]) -> str:
    holds, settings.SIGNATURES_HOLD = settings.SIGNATURES_HOLD, timedelta(minutes=-1)
    try:
        return signing.signed(partnership, principals, None)
    finally:
        settings.SIGNATURES_HOLD = holds


def become(connection: Connection, role: str) -> None:
    """Take a role for the rest of the transaction."""
    connection.execute(sql.SQL("RESET ROLE; SET LOCAL ROLE {}").format(sql.Identifier(role)))


def say_who_asks(
    connection: Connection,
    partnership: int,
    principals: tuple[int, ...],
    *,
    staff: UUID | None = None,
    barred: tuple[int, ...] = (),
    role: str = "",
) -> None:
    """Tell the database who asks, signed as the program signs it."""
    said = signing.signed(partnership, principals, staff, barred, role)
    connection.execute("SELECT set_config('app.reader', %s, true)", [said])


@contextmanager
def installing(connection: Connection) -> Iterator[None]:
    """Let the database take what is written for the installation's: a clause that nobody at work may write."""
    ((number,),) = connection.execute("SELECT pg_current_xact_id()::text").fetchall()
    connection.execute("SELECT set_config('app.installation', %s, true)", [installation.signed(number)])
    yield
    connection.execute("SELECT set_config('app.installation', '', true)")


def insert(connection: Connection, table: str, rows: list[dict[str, Any]]) -> None:
    """Write rows that have the same columns."""
    if not rows:
        return
    names = sql.SQL(", ").join(map(sql.Identifier, rows[0]))
    statement = sql.SQL("INSERT INTO {0} ({1}) SELECT {1} FROM json_populate_recordset(NULL::{0}, %s::json)")
    connection.execute(statement.format(sql.Identifier(table), names), [json.dumps(rows, default=str)])
