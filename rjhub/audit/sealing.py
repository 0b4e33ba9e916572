"""Sealing the logs: the worker does it every half minute, and anybody may ask for it."""

from datetime import timedelta
from typing import Any, Protocol

from django.db import connection, connections, transaction

from rjhub.audit import canonical, receipts
from rjhub.audit.receipts import Receipt, SigningKey

WHEN_NOTHING_HAPPENS = timedelta(days=1)


class Cursor(Protocol):
    """What Django and psycopg both give."""

    def execute(self, query: Any, params: Any = None) -> object:
        """Ask."""

    def fetchone(self) -> Any:
        """One row of the answer."""


def seal(partnership_id: int, code: str) -> Receipt | None:
    """Seal what was logged in a partnership since its last seal, and sign it. None if there was nothing to seal."""
    with transaction.atomic(), connection.cursor() as cursor:
        return seal_with(cursor, partnership_id, code, key=receipts.key_of_this_installation())


def seal_with(
    cursor: Cursor,
    partnership_id: int,
    code: str,
    *,
    key: SigningKey,
    quiet: timedelta = WHEN_NOTHING_HAPPENS,
) -> Receipt | None:
    """Seal by way of a cursor whose transaction the caller holds, so that no seal stands without its signature."""
    cursor.execute("SELECT keeper.seal(%s::smallint, %s)", [partnership_id, quiet])
    (number,) = cursor.fetchone()
    if number is None:
        return None
    receipt = key.sign(_unsigned(cursor, partnership_id, code, number))
    cursor.execute(
        "INSERT INTO audit_signature (partnership_id, number, public_key, signature) VALUES (%s, %s, %s, %s)",
        [partnership_id, number, key.public, bytes.fromhex(receipt.signature)],
    )
    return receipt


def newest(partnership_id: int, code: str, using: str = "default") -> Receipt | None:
    """The receipt for the newest seal; None before the first."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT number, public_key, signature FROM audit_signature WHERE partnership_id = %s "
            "ORDER BY number DESC LIMIT 1",
            [partnership_id],
        )
        found = cursor.fetchone()
        if found is None:
            return None
        number, public_key, signature = found
        unsigned = _unsigned(cursor, partnership_id, code, number)
    return Receipt(
        **vars(unsigned) | {"public_key": bytes(public_key).hex(), "signature": bytes(signature).hex()}
    )


def _unsigned(cursor: Cursor, partnership_id: int, code: str, number: int) -> Receipt:
    cursor.execute(
        "SELECT total, sealed_at, head FROM audit_seal WHERE partnership_id = %s AND number = %s",
        [partnership_id, number],
    )
    total, sealed_at, head = cursor.fetchone()
    return Receipt(
        partnership=code,
        number=number,
        entries=total,
        sealed_at=canonical.moment(sealed_at),
        head=bytes(head).hex(),
    )


def continue_after_restore(cursor: Cursor) -> bool:
    """Let positions go on growing where a restored database counts its transactions anew. Answers whether it did.

    Asked as the owner at each start, in a transaction, before anything can be logged.
    """
    cursor.execute("SET LOCAL ROLE rjhub_keeper")
    cursor.execute(_BEHIND)
    highest, behind = cursor.fetchone()
    if behind:
        cursor.execute("UPDATE keeper.position_shift SET ahead = %s", [highest])
    cursor.execute("RESET ROLE")
    for table in ("audit_entry", "audit_consultation") if behind else ():
        cursor.execute(
            f"ALTER TABLE {table} ALTER position SET DEFAULT pg_current_xact_id()::text::bigint + {int(highest)}"
        )
    return bool(behind)


# The highest position ever given, and whether the next one would be lower.
_BEHIND = """
WITH sealed AS (SELECT partnership_id AS p, max(ceiling) AS ceiling FROM audit_seal GROUP BY 1),
given AS (SELECT max(greatest(ceiling,
    (SELECT max(position) FROM audit_entry WHERE partnership_id = p),
    (SELECT max(position) FROM audit_consultation WHERE partnership_id = p))) AS highest FROM sealed)
SELECT highest, highest > pg_snapshot_xmax(pg_current_snapshot())::text::bigint + ahead
FROM given, keeper.position_shift
"""
