"""How long a log takes to write, to seal and to verify, with a seal for each little while as in daily work."""

import time
from dataclasses import dataclass
from typing import Any

import psycopg

from rjhub.audit import receipts
from rjhub.audit.proving import invented, scratch
from rjhub.audit.receipts import Receipt
from rjhub.audit.verifying import Asked, verify

KEY = receipts.key_from("the installation that is timed")
# The shares and lengths of `invented`, made by the database itself: a row at a time would take the longest.
ENTRIES = """
INSERT INTO audit_entry (partnership_id, tag, staff_id, agency_id, subject_kind, subject_id, file_id, changed)
SELECT %(partnership)s, (%(tags)s::text[])[1 + n %% 4], gen_random_uuid(), gen_random_uuid(), 'Case',
       gen_random_uuid()::text, gen_random_uuid(), ('{stage,note,due_on}'::text[])[1:n %% 3]
FROM generate_series(1, %(count)s) AS n
"""
CONSULTATIONS = """
INSERT INTO audit_consultation (partnership_id, staff_id, agency_id, door, purpose, files, sides, categories, tables)
SELECT %(partnership)s, gen_random_uuid(), gen_random_uuid(), (%(doors)s::text[])[1 + n %% 4], 'page:GET',
       ARRAY(SELECT gen_random_uuid() FROM generate_series(1, ('{1,1,1,2,5,20}'::int[])[1 + n %% 6])),
       '{harmed}', '{casework}', '{cases_case}'
FROM generate_series(1, %(count)s) AS n
"""


@dataclass
class Taken:
    """Seconds by the clock, for so many rows under so many seals."""

    rows: int = 0
    seals: int = 0
    writing: float = 0.0
    sealing: float = 0.0
    verifying: float = 0.0
    holds: bool = False


def measure(rows: int, seals: int, processes: int) -> Taken:
    """Write an invented log into a database of its own, seal it as it grows, and verify it with its last receipt."""
    taken = Taken()
    with scratch.database() as dsn:
        with psycopg.connect(dsn, autocommit=True) as connection:
            kept = [_work(connection, rows // seals, taken) for _ in range(seals)]
            connection.execute("ANALYZE")
        asked = Asked(
            partnership=invented.PARTNERSHIP,
            code=invented.CODE,
            public_key=KEY.public,
            receipts=[each for each in kept if each][-1:],
        )
        began = time.perf_counter()
        report = verify(dsn, asked, processes=processes)
        taken.verifying = time.perf_counter() - began
    taken.rows, taken.seals, taken.holds = report.entries, report.seals, report.holds
    return taken


def _work(connection: "psycopg.Connection[Any]", rows: int, taken: Taken) -> Receipt | None:
    entries = round(rows * invented.ACTS)
    values = {
        "partnership": invented.PARTNERSHIP,
        "tags": list(invented.TAGS),
        "doors": list(invented.DOORS),
    }
    began = time.perf_counter()
    with connection.transaction():
        connection.execute(ENTRIES, {**values, "count": entries})
        connection.execute(CONSULTATIONS, {**values, "count": rows - entries})
    wrote = time.perf_counter()
    receipt = invented.seal(connection, KEY)
    taken.writing += wrote - began
    taken.sealing += time.perf_counter() - wrote
    return receipt
