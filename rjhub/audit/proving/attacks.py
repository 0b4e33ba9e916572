"""What somebody who owns the database can do to its log, where an agency holds a receipt for what it was."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

import psycopg
from psycopg import sql

from rjhub.audit.proving import forging, invented
from rjhub.audit.receipts import Receipt

OWN_COLUMNS = {
    "entry": {
        "at": "at - interval '3 hours'",
        "tag": "'cases:case:close'",
        "staff_id": "gen_random_uuid()",
        "agency_id": "NULL",
        "subject_kind": "'Person'",
        "subject_id": "gen_random_uuid()::text",
        "file_id": "gen_random_uuid()",
        "changed": "changed || ARRAY['owner']",
    },
    "consultation": {
        "at": "at + interval '3 hours'",
        "staff_id": "gen_random_uuid()",
        "agency_id": "NULL",
        "door": "door || '2'",
        "purpose": "'job'",
        "files": "files[2:] || gen_random_uuid()",
        "sides": "'{}'",
        "categories": "categories || ARRAY['police']",
        "tables": "ARRAY['a,b']",
    },
}
COPIED = {
    "entry": "partnership_id, tag, staff_id, agency_id, subject_kind, subject_id, file_id, changed",
    "consultation": "partnership_id, staff_id, agency_id, door, purpose, files, sides, categories, tables",
}


@dataclass
class Attacker:
    """Somebody with every right in the database."""

    connection: "psycopg.Connection[Any]"
    chance: Random
    receipt: Receipt
    changed: tuple[str, int] | None = None

    def do(self, statement: str, *values: Any, **names: str) -> "psycopg.Cursor[Any]":
        """Run something; names are put in as they are."""
        filled = sql.SQL(statement).format(**{name: sql.SQL(value) for name, value in names.items()})
        return self.connection.execute(filled, list(values) or None)

    def row(self) -> tuple[str, int]:
        """Choose a row that is sealed."""
        log = self.chance.choice(list(OWN_COLUMNS))
        sealed = (
            "SELECT id FROM audit_{log} WHERE partnership_id = 1 AND position < %s AND salt IS NOT NULL "
            "ORDER BY id"
        )
        found = self.do(sealed, self.stop(), log=log).fetchall()
        if not found:
            return self.row()
        self.changed = (log, self.chance.choice(found)[0])
        return self.changed

    def stop(self) -> int:
        """Where what the receipt stands for ends."""
        return int(self.do("SELECT coalesce(max(stop), 0) FROM audit_seal").fetchall()[0][0])

    def number(self) -> int:
        """Choose a seal before the newest."""
        (last,) = self.do("SELECT max(number) FROM audit_seal").fetchall()[0]
        return self.chance.randrange(1, max(last, 2))


def edit(by: Attacker) -> None:
    """Change one value of a row."""
    log, row = by.row()
    column, value = by.chance.choice(list(OWN_COLUMNS[log].items()))
    by.do("UPDATE audit_{log} SET {column} = {value} WHERE id = %s", row, log=log, column=column, value=value)


def delete(by: Attacker) -> None:
    """Take a row out."""
    log, row = by.row()
    by.do("DELETE FROM audit_{log} WHERE id = %s", row, log=log)


def insert(by: Attacker) -> None:
    """Put a row in where something is sealed already."""
    log, row = by.row()
    statement = (
        "INSERT INTO audit_{log} ({columns}, position, at) SELECT {columns}, position, at FROM audit_{log} "
        "WHERE id = %s RETURNING id"
    )
    ((new,),) = by.do(statement, row, log=log, columns=COPIED[log]).fetchall()
    by.changed = (log, new)


def reorder(by: Attacker) -> None:
    """Give a row the place of a later one."""
    log, row = by.row()
    by.do(
        "UPDATE audit_{log} SET position = position + %s WHERE id = %s",
        by.chance.randrange(1, 40),
        row,
        log=log,
    )


def renumber(by: Attacker) -> None:
    """Give a row another number."""
    log, row = by.row()
    by.do("UPDATE audit_{log} SET id = 1000000 + id WHERE id = %s", row, log=log)


def back_date(by: Attacker) -> None:
    """Write a row now that says it is old. It is not sealed yet."""
    log, row = by.row()
    statement = (
        "INSERT INTO audit_{log} ({columns}, at) SELECT {columns}, at - interval '40 days' FROM audit_{log} "
        "WHERE id = %s RETURNING id"
    )
    ((new,),) = by.do(statement, row, log=log, columns=COPIED[log]).fetchall()
    by.changed = (log, new)


def cut_tail(by: Attacker) -> None:
    """Take out the newest seals and all under them."""
    number = by.number()
    ((stop,),) = by.do("SELECT stop FROM audit_seal WHERE number = %s", number).fetchall()
    for log in OWN_COLUMNS:
        by.do("DELETE FROM audit_{log} WHERE position >= %s", stop, log=log)
    by.do("DELETE FROM audit_signature WHERE number > %s", number)
    by.do("DELETE FROM audit_seal WHERE number > %s", number)


def restore_older(by: Attacker) -> None:
    """Bring back an older database, and go on working with it."""
    cut_tail(by)
    invented.write(by.connection, by.chance, by.chance.randrange(1, 9))


def erase_quietly(by: Attacker) -> None:
    """Make a row anonymous as an erasure does, and write no record of it."""
    log, row = by.row()
    if log == "entry":
        by.do(
            "UPDATE audit_entry SET kept = ARRAY[sha256(sha256(uuid_send(salt) || int4send(1)) "
            "|| keeper.framed(subject_id::text) || keeper.framed(uuid_send(file_id)))], subject_id = '', "
            "file_id = NULL, salt = NULL WHERE id = %s",
            row,
        )
        return
    by.do(
        "UPDATE audit_consultation SET salt = NULL, files = array_fill('00000000-0000-0000-0000-000000000000'::uuid, "
        "ARRAY[cardinality(files)]), kept = (SELECT array_agg(sha256(sha256(uuid_send(salt) || int4send(place::int)) "
        "|| uuid_send(file)) ORDER BY place) FROM unnest(files) WITH ORDINALITY AS named (file, place)) WHERE id = %s",
        row,
    )


def move_away(by: Attacker) -> None:
    """Give a row to another partnership."""
    log, row = by.row()
    by.do("UPDATE audit_{log} SET partnership_id = 2 WHERE id = %s", row, log=log)


def cover_in_list(by: Attacker) -> None:
    """Change a row, and the list and root of its seal with it."""
    edit(by)
    if by.changed is not None:
        forging.relist(by.connection, *by.changed)


def doctor_functions(by: Attacker) -> None:
    """Change a row, and teach the database's own functions to say that nothing was changed."""
    edit(by)
    by.do(
        "CREATE OR REPLACE FUNCTION keeper.leaf(e audit_entry) RETURNS bytea LANGUAGE sql STABLE AS "
        "$$ SELECT sha256('as it was') $$"
    )


def change_seal(by: Attacker) -> None:
    """Change what a seal says."""
    changes = (
        "sealed_at = sealed_at - interval '1 day'",
        "total = total - 1",
        "since = NULL",
        "stop = stop - 1",
    )
    number = by.number() + 1
    by.do("UPDATE audit_seal SET {change} WHERE number = %s", number, change=by.chance.choice(changes))


def take_out_seal(by: Attacker) -> None:
    """Take out a seal, and leave what is under it."""
    number = by.number()
    by.do("DELETE FROM audit_signature WHERE number = %s", number)
    by.do("DELETE FROM audit_seal WHERE number = %s", number)


def wipe(by: Attacker) -> None:
    """Take out everything."""
    for table in ("audit_signature", "audit_seal", "audit_entry", "audit_consultation"):
        by.do("DELETE FROM {table}", table=table)


ON_ROWS: tuple[Callable[[Attacker], None], ...] = (edit, delete, insert, reorder, renumber, back_date)
OTHERS: tuple[Callable[[Attacker], None], ...] = (
    cut_tail, restore_older, erase_quietly, move_away, cover_in_list, doctor_functions, change_seal, take_out_seal,
    wipe,
)  # fmt: skip
ALL = (*ON_ROWS, *OTHERS)
