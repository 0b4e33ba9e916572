"""A small log in a database of its own, because what is sealed has to be committed."""

from collections.abc import Iterator

import psycopg
import pytest

from rjhub.audit import receipts, sealing
from rjhub.audit.proving import scratch
from rjhub.audit.receipts import Receipt, SigningKey

KEY = receipts.key_from("a secret of the tests")


class Log:
    """A partnership's log, and whoever writes to it."""

    def __init__(self, dsn: str) -> None:
        self.dsn = dsn
        self.key: SigningKey = KEY
        self.owner = psycopg.connect(dsn, autocommit=True)

    def acts(self, number: int = 1, *, partnership: int = 1, file: str | None = None) -> None:
        self.owner.execute(
            "INSERT INTO audit_entry (partnership_id, tag, staff_id, subject_kind, subject_id, file_id, changed) "
            "SELECT %s, 'cases:case:change', gen_random_uuid(), 'Case', gen_random_uuid()::text, "
            "coalesce(%s::uuid, gen_random_uuid()), ARRAY['stage', 'né\"e'] FROM generate_series(1, %s)",
            [partnership, file, number],
        )

    def looks(self, number: int = 1, *, files: int = 1, partnership: int = 1, at: str | None = None) -> None:
        self.owner.execute(
            "INSERT INTO audit_consultation (partnership_id, staff_id, agency_id, door, purpose, files, sides, "
            "categories, tables, at) SELECT %s, gen_random_uuid(), NULL, 'cases:case', 'page:GET', "
            "array(SELECT gen_random_uuid() FROM generate_series(1, %s) WHERE n = n), ARRAY['harmed'], "
            "ARRAY['casework'], ARRAY['cases_case'], coalesce(%s::timestamptz, now()) "
            "FROM generate_series(1, %s) AS n",
            [partnership, files, at, number],
        )

    def seal(self, *, partnership: int = 1, key: SigningKey | None = None) -> Receipt | None:
        with self.owner.transaction():
            return sealing.seal_with(self.owner.cursor(), partnership, "sussex", key=key or self.key)


@pytest.fixture
def log() -> Iterator[Log]:
    with scratch.database() as dsn:
        log = Log(dsn)
        try:
            yield log
        finally:
            log.owner.close()
