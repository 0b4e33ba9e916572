"""Making the chain fit again after an attack, as well as it can be done: only what is outside the database can tell."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import psycopg

from rjhub.audit import canonical, chain, reading
from rjhub.audit.canonical import NO_SEAL_BEFORE, Head
from rjhub.audit.proving import invented
from rjhub.audit.receipts import Receipt, SigningKey

INSERT_SEAL = """
INSERT INTO audit_seal (partnership_id, number, previous, root, entries, consultations, total, since, sealed_at,
  start, stop, ceiling, head, entry_list, consultation_list)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""
COVERING = (
    "SELECT number, start, stop FROM audit_seal JOIN audit_{log} r ON position >= start AND position < stop "
    "WHERE r.id = %s"
)
RELIST = "UPDATE audit_seal SET entry_list = %s, consultation_list = %s, root = %s WHERE number = %s"
INSERT_SIGNATURE = (
    "INSERT INTO audit_signature (partnership_id, number, public_key, signature) VALUES (%s, %s, %s, %s)"
)


def rechain(connection: "psycopg.Connection[Any]", key: SigningKey) -> None:
    """Write every seal anew over what is there now, and sign it."""
    old = [link.head for link in chain.read(connection, invented.PARTNERSHIP)]
    connection.execute("DELETE FROM audit_signature")
    connection.execute("DELETE FROM audit_seal")
    done: list[Head] = []
    for head in old:
        done.append(_write(connection, head, done, key))


def relist(connection: "psycopg.Connection[Any]", log: str, row: int) -> None:
    """Write the list and the root of a row's seal anew, and leave its head."""
    asked = connection.execute(COVERING.format(log=log), [row]).fetchall()
    for number, start, stop in asked:
        lists = [_list(connection, each, start, stop) for each in reading.LOGS]
        connection.execute(RELIST, [*lists, canonical.root(*lists), number])


def go_on(connection: "psycopg.Connection[Any]", key: SigningKey) -> None:
    """Seal everything that is not sealed, as if time had gone by."""
    done = [link.head for link in chain.read(connection, invented.PARTNERSHIP)]
    asked = connection.execute(
        "SELECT greatest(%s, (SELECT max(position) FROM audit_entry), "
        "(SELECT max(position) FROM audit_consultation)) + 1, clock_timestamp()",
        [done[-1].stop if done else 0],
    )
    ((stop, now),) = asked.fetchall()
    head = Head(
        partnership=invented.PARTNERSHIP,
        number=0,
        previous=b"",
        root=b"",
        entries=0,
        consultations=0,
        total=0,
        since=None,
        sealed_at=now,
        start=0,
        stop=stop,
        ceiling=stop,
    )
    _write(connection, head, done, key)


def _write(
    connection: "psycopg.Connection[Any]", wanted: Head, done: Sequence[Head], key: SigningKey
) -> Head:
    before = done[-1] if done else None
    start = before.stop if before else 0
    entries, consultations = (_list(connection, log, start, wanted.stop) for log in reading.LOGS)
    of_entries, of_consultations = (len(each) // canonical.IN_LIST for each in (entries, consultations))
    head = replace(
        wanted,
        number=before.number + 1 if before else 1,
        previous=before.digest() if before else NO_SEAL_BEFORE,
        root=canonical.root(entries, consultations),
        entries=of_entries,
        consultations=of_consultations,
        total=(before.total if before else 0) + of_entries + of_consultations,
        since=_since(done, start),
        start=start,
    )
    connection.execute(INSERT_SEAL, [*vars(head).values(), head.digest(), entries, consultations])
    unsigned = Receipt(
        partnership=invented.CODE,
        number=head.number,
        entries=head.total,
        sealed_at=canonical.moment(head.sealed_at),
        head=head.digest().hex(),
    )
    signature = bytes.fromhex(key.sign(unsigned).signature)
    connection.execute(INSERT_SIGNATURE, [head.partnership, head.number, key.public, signature])
    return head


def _list(connection: "psycopg.Connection[Any]", log: str, start: int, stop: int) -> bytes:
    rows = reading.rows(connection, log, invented.PARTNERSHIP, start, stop)
    return b"".join(row.id + row.leaf for row in rows)


def _since(done: Sequence[Head], start: int) -> datetime | None:
    return next((head.sealed_at for head in reversed(done) if head.ceiling <= start), None)
