"""What the writer puts into the database by COPY is what the database itself would have let in, and would show."""

from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from rjhub.demonstration.writing import pouring, tables
from rjhub.sharing.models import Protected

pytestmark = pytest.mark.django_db
PROTECTED = sorted(model._meta.db_table for model in apps.get_models() if issubclass(model, Protected))
KEYS = """
SELECT c.conname, c.conrelid::regclass::text, c.confrelid::regclass::text,
  array_agg(a.attname::text ORDER BY k.n), array_agg(b.attname::text ORDER BY k.n)
FROM pg_constraint c CROSS JOIN LATERAL unnest(c.conkey, c.confkey) WITH ORDINALITY k (here, there, n)
JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.here
JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = k.there
WHERE c.contype = 'f' GROUP BY 1, 2, 3
"""


def found(looking: Any, statement: str) -> list[tuple[Any, ...]]:
    """What stands in the database, read beside the program: doors are for its own connections."""
    with looking():
        cursor = connection.connection.execute(statement)
        return list(cursor.fetchall()) if cursor.description else []


@pytest.mark.parametrize("table", PROTECTED)
def test_whoever_may_see_a_row_is_whom_the_database_finds(
    table: str, written: Any, behind_the_walls: Any
) -> None:
    found(behind_the_walls, f"CREATE TEMP TABLE before_{table} AS SELECT id, acl FROM {table}")
    found(behind_the_walls, f"UPDATE {table} SET acl = acl")
    differ = found(
        behind_the_walls,
        f"SELECT id, b.acl, t.acl FROM {table} t JOIN before_{table} b USING (id) WHERE t.acl <> b.acl",
    )
    assert differ == []


def test_every_table_of_the_record_has_rows(written: Any, behind_the_walls: Any) -> None:
    # Nobody changes a referral, a name or a record in a story, adds a document, or links two records.
    untold = {
        "cases_document",
        "people_amendment",
        "people_link",
        "people_othername",
        "referrals_amendment",
    }
    empty = {
        table
        for table in PROTECTED
        if not found(behind_the_walls, f"SELECT EXISTS (SELECT FROM {table})")[0][0]
    }
    assert empty <= untold


def test_every_key_leads_somewhere(written: Any, behind_the_walls: Any) -> None:
    for name, here, there, columns, keys in found(behind_the_walls, KEYS):
        joined = " AND ".join(f"h.{column} = t.{key}" for column, key in zip(columns, keys, strict=True))
        given = " AND ".join(f"h.{column} IS NOT NULL" for column in columns)
        lost = found(
            behind_the_walls,
            f"SELECT count(*) FROM {here} h WHERE {given} AND NOT EXISTS (SELECT FROM {there} t WHERE {joined})",
        )
        assert lost == [(0,)], name


def test_nothing_stands_in_the_way_of_a_meeting_that_is_booked(written: Any, behind_the_walls: Any) -> None:
    booked = found(
        behind_the_walls,
        "SELECT case_id, keeper.obstacles(partnership_id, case_id, false) FROM cases_meeting "
        "WHERE status = 'planned' AND starts_at > now()",
    )
    assert booked
    assert [obstacles for _, obstacles in booked if obstacles] == []


def test_every_meeting_and_message_would_be_let_in_again_with_the_gates_as_they_were(
    written: Any, behind_the_walls: Any
) -> None:
    before = found(
        behind_the_walls,
        """
        WITH brought_together AS (
          SELECT partnership_id, case_id, booked_at AS at FROM cases_meeting WHERE status <> 'cancelled'
          UNION ALL
          SELECT partnership_id, case_id, passed_on_at FROM cases_message WHERE status = 'passed_on')
        SELECT b.case_id, y.side FROM brought_together b JOIN cases_party y USING (partnership_id, case_id)
        WHERE (y.ended_at IS NULL OR y.ended_at > b.at) AND NOT (
          EXISTS (SELECT FROM cases_consent k WHERE k.party_id = y.id AND k.purpose = 'taking_part' AND k.written
                  AND k.recorded_at <= b.at AND (k.withdrawn_at IS NULL OR k.withdrawn_at > b.at))
          AND EXISTS (SELECT FROM cases_acknowledgement a WHERE a.party_id = y.id AND a.facts AND a.willing
                      AND a.recorded_at <= b.at)
          AND EXISTS (SELECT FROM cases_riskassessment r WHERE r.case_id = b.case_id
                      AND r.signed_off_at <= b.at AND r.stage IN ('meeting', 'messages')))
        """,
    )
    assert before == []


def test_nobody_is_contacted_while_they_do_not_want_it(written: Any, behind_the_walls: Any) -> None:
    approached = found(
        behind_the_walls,
        "SELECT l.id FROM cases_contactlogentry l JOIN cases_party y ON y.id = l.party_id "
        "JOIN people_stop s ON s.person_id = y.person_id WHERE l.direction = 'outgoing' "
        "AND s.recorded_at < l.happened_at AND (s.until IS NULL OR s.until > l.happened_at::date)",
    )
    assert approached == []


def test_no_message_of_a_person_harmed_says_how_to_reach_them(written: Any, behind_the_walls: Any) -> None:
    told = found(
        behind_the_walls,
        "SELECT count(*), count(*) FILTER (WHERE keeper.names_contact(words)) FROM cases_message WHERE side = 'harmed'",
    )
    assert told[0][0] > 0
    assert told[0][1] == 0


def test_how_people_harmed_can_be_reached_is_in_the_vault_and_sealed(
    written: Any, behind_the_walls: Any
) -> None:
    with behind_the_walls() as cursor:
        cursor.execute("SET LOCAL ROLE rjhub_vault")
        cursor.execute("SELECT sealed FROM vault.contact")
        sealed = [bytes(value) for (value,) in cursor.fetchall()]
    towns = {person.town.encode() for book in written.books for person in book.story.matter.harmed}
    assert len(sealed) > 100
    assert not any(town in value for town in towns for value in sealed)


def test_triggers_and_walls_are_up_again_where_the_owner_may_not_switch_them_off_for_a_session(
    written: Any, behind_the_walls: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pouring, "may_replicate", lambda _: False)
    file = tables.table_of(apps.get_model("sharing", "File"))
    row = tables.Row(
        file, {"id": "01900000-0000-7000-8000-000000000001", "partnership_id": 1, "kind": "case"}
    )
    row["created_at"] = written.at
    with behind_the_walls() as cursor:
        pourer = pouring.Pourer(connection.connection)
        pourer.take([(file, file.line(row))])
        pourer.flush()
        cursor.execute("SELECT relforcerowsecurity FROM pg_class WHERE relname = 'sharing_file'")
        assert cursor.fetchone() == (True,)
        cursor.execute("SELECT count(*) FROM pg_trigger WHERE tgenabled = 'D'")
        assert cursor.fetchone() == (0,)
    assert pourer.rows == 1
