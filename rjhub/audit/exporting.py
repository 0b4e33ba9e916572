"""A partnership's log and seals as one file, which anybody can check with other software (tools/check_log.py)."""

import json
from collections.abc import Iterator
from typing import Any

import psycopg

from rjhub.audit import canonical

SEALS = """
SELECT number, sealed_at, since, start, stop, ceiling, entries, consultations, total, previous, root, head,
  entry_list, consultation_list, public_key, signature
FROM public.audit_seal LEFT JOIN public.audit_signature USING (partnership_id, number)
WHERE partnership_id = %s ORDER BY number
"""
ENTRIES = """
SELECT id, at, position, tag, staff_id, agency_id, subject_kind, array_to_json(changed)::text AS changed,
  subject_id, file_id, salt, kept
FROM public.audit_entry WHERE partnership_id = %s ORDER BY position, id
"""
CONSULTATIONS = """
SELECT id, at, position, door, staff_id, agency_id, purpose, array_to_json(sides)::text AS sides,
  array_to_json(categories)::text AS categories, array_to_json(tables)::text AS tables, files, salt, kept
FROM public.audit_consultation WHERE partnership_id = %s ORDER BY position, id
"""


def lines(connection: "psycopg.Connection[Any]", partnership: int, code: str) -> Iterator[str]:
    """The export, a JSON object on each line: what it is, the seals, the entries, the consultations."""
    connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    yield _line("export", {"partnership": partnership, "code": code, "version": 1})
    for kind, statement in (("seal", SEALS), ("entry", ENTRIES), ("consultation", CONSULTATIONS)):
        with connection.cursor(f"export_{kind}", row_factory=psycopg.rows.dict_row) as cursor:
            cursor.itersize = 10_000
            cursor.execute(statement, [partnership])
            for row in cursor:
                yield _line(kind, row)


def _line(kind: str, row: dict[str, Any]) -> str:
    return json.dumps(
        {"kind": kind, **{name: _written(value) for name, value in row.items()}}, ensure_ascii=False
    )


def _written(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, list):
        return [_written(each) for each in value]
    if hasattr(value, "astimezone"):
        return canonical.moment(value)
    return value if value is None or isinstance(value, int | str) else str(value)
