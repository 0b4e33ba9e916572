"""Reading the logs as they stand, row by row and quickly, to reckon every digest anew.

The database only hands over its columns: whoever owns it may change what its functions say. COPY writes a row as
`canonical.framed` does, so what is hashed is a slice of what arrives, and the server sends one message for each row.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from struct import Struct
from typing import Any, NamedTuple

import psycopg
from psycopg import pq, sql

NOBODY = bytes(16)
ERASING = b"audit:reference:erase"
FIRST_KEY = b"\x00\x00\x00\x01"
HEADER = b"PGCOPY\n\xff\r\n\x00"
HEADER_AND_FLAGS = 19
NO_DIMENSIONS = 12  # an array with nothing in it is so long
END_OF_COPY = b"\xff\xff"
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_length = Struct(">i")
_number = Struct(">q")

# What may be erased comes first, then what always stays readable, in canonical order.
COLUMNS = {
    "entry": "salt, kept, subject_id, file_id, 'entry'::text, id, at, partnership_id::int8, position, tag, "
    "staff_id, agency_id, subject_kind, array_to_json(changed)::text",
    "consultation": "salt, kept, files, 'consultation'::text, id, at, partnership_id::int8, position, door, "
    "staff_id, agency_id, purpose, array_to_json(sides)::text, array_to_json(categories)::text, "
    "array_to_json(tables)::text, cardinality(files)::int8",
}
ROWS = "COPY (SELECT {columns} FROM {table} WHERE {where} ORDER BY position, id) TO STDOUT (FORMAT binary)"
LOGS = tuple(COLUMNS)


class Row(NamedTuple):
    """A row of a log: where it stands, its digest, and whether something in it was erased. Numbers are 8 bytes each."""

    position: bytes
    id: bytes
    leaf: bytes
    at: bytes
    erased: bool
    erases: tuple[str, int] | None


def rows(
    connection: "psycopg.Connection[Any]", log: str, partnership: int, start: int, stop: int
) -> Iterator[Row]:
    """Every row of a log between two positions, in the order in which it is sealed."""
    statement = sql.SQL(ROWS).format(
        columns=sql.SQL(COLUMNS[log]),
        table=sql.Identifier("public", f"audit_{log}"),
        where=sql.SQL("partnership_id = {} AND position >= {} AND position < {}").format(
            sql.Literal(partnership), sql.Literal(start), sql.Literal(stop)
        ),
    )
    read: Callable[[bytes], Row] = _entry if log == "entry" else _consultation
    for data in _copied(connection, statement.as_bytes(connection)):
        row = data[HEADER_AND_FLAGS:] if data.startswith(HEADER) else data
        if row != END_OF_COPY:
            yield read(row)


def _copied(connection: "psycopg.Connection[Any]", statement: bytes) -> Iterator[bytes]:
    """Ask libpq itself: by way of a cursor each message costs as much as reckoning its digest."""
    server = connection.pgconn
    asked = server.exec_(statement)
    if asked.status != pq.ExecStatus.COPY_OUT:
        raise psycopg.DatabaseError(asked.error_message.decode(errors="replace"))
    while True:
        length, data = server.get_copy_data(0)
        if length < 0:
            break
        yield bytes(data)
    while answer := server.get_result():
        if answer.status != pq.ExecStatus.COMMAND_OK:
            raise psycopg.DatabaseError(answer.error_message.decode(errors="replace"))


def moment(at: bytes) -> datetime:
    """A moment as it stands in the database."""
    return EPOCH + timedelta(microseconds=_number.unpack(at)[0])


def as_stored(at: datetime) -> bytes:
    """A moment as the database writes it."""
    return _number.pack((at - EPOCH) // timedelta(microseconds=1))


def _entry(data: bytes) -> Row:
    if data[2:6] == b"\xff\xff\xff\xff":
        keys, at = _after_tombstone(data)
    else:
        keys, at = None, 26
    there = at
    for _ in range(2):
        at += 4 + max(_length.unpack_from(data, at)[0], 0)
    reference = keys[0] if keys else sha256(sha256(data[6:22] + FIRST_KEY).digest() + data[there:at]).digest()
    fields = at + 9
    tag = data[fields + 52 : fields + 52 + len(ERASING)]
    return Row(
        position=data[fields + 40 : fields + 48],
        id=data[fields + 4 : fields + 12],
        leaf=sha256(data[at:] + reference).digest(),
        at=data[fields + 16 : fields + 24],
        erased=keys is not None,
        erases=_erases(data, there) if tag == ERASING else None,
    )


def _erases(data: bytes, at: int) -> tuple[str, int] | None:
    """Which row an entry about an erasure is about. What it speaks of is a number, so it holds no reference itself."""
    (length,) = _length.unpack_from(data, at)
    number = data[at + 4 : at + 4 + length]
    kind = "consultation" if b"\x00\x00\x00\x0cConsultation" in data[at + 4 + length :] else "entry"
    return (kind, int(number)) if number.isdigit() else None


def _consultation(data: bytes) -> Row:
    if data[2:6] == b"\xff\xff\xff\xff":
        keys, at = _after_tombstone(data)
    else:
        keys, at = None, 26
    end = at + 4 + _length.unpack_from(data, at)[0]
    files = [data[each + 4 : each + 20] for each in range(at + 24, end, 20)]
    if keys is None:
        salt = data[6:22]
        references = [
            sha256(sha256(salt + _length.pack(place)).digest() + file).digest()
            for place, file in enumerate(files, 1)
        ]
    else:
        references = [
            key if file == NOBODY else sha256(key + file).digest()
            for key, file in zip(keys, files, strict=False)
        ]
    fields = end + 16
    return Row(
        position=data[fields + 40 : fields + 48],
        id=data[fields + 4 : fields + 12],
        leaf=sha256(data[end:] + b"".join(references)).digest(),
        at=data[fields + 16 : fields + 24],
        erased=keys is not None,
        erases=None,
    )


def _after_tombstone(data: bytes) -> tuple[list[bytes], int]:
    """What a row keeps in place of its salt, and where its references begin. A row that kept nothing keeps zeros."""
    (length,) = _length.unpack_from(data, 6)
    if length <= NO_DIMENSIONS:
        return [NOBODY], 10 + max(length, 0)
    kept = [data[each + 4 : each + 36] for each in range(30, 10 + length, 36)]
    return kept, 10 + length
