"""What the writer puts into the database by COPY is what the database itself would have let in, and would show."""

from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from rjhub.demonstration.writing import pouring, tables
from rjhub.demonstration.writing.tests import rules
from rjhub.sharing.models import Protected

pytestmark = pytest.mark.django_db
PROTECTED = sorted(model._meta.db_table for model in apps.get_models() if issubclass(model, Protected))


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
    # Nobody changes a referral, a name or a record in a story, adds a document, writes or links records; the police
    # answer in words; and no case is exceptional: none is sealed, shut to anybody, or opened in an emergency; no
    # hub has met.
    untold = {
        "cases_attachedreferral",
        "cases_codeduty",
        "cases_document",
        "cases_emergencyaccess",
        "cases_heldwords",
        "cases_policecheck",
        "hubmeetings_agendaitem",
        "hubmeetings_itemdecision",
        "letters_dispatch",
        "letters_letter",
        "offers_leave",
        "offers_narrowing",
        "matching_pair",
        "matching_proposal",
        "people_amendment",
        "people_link",
        "people_othername",
        "referrals_amendment",
        "sharing_conflictofinterest",
        "sharing_sealing",
    }
    empty = {
        table
        for table in PROTECTED
        if not found(behind_the_walls, f"SELECT EXISTS (SELECT FROM {table})")[0][0]
    }
    assert empty <= untold


def test_every_key_leads_somewhere(written: Any, behind_the_walls: Any) -> None:
    assert rules.keys_that_lead_nowhere(lambda statement: found(behind_the_walls, statement)) == []


def test_nothing_stands_in_the_way_of_a_meeting_that_is_booked(written: Any, behind_the_walls: Any) -> None:
    booked = found(behind_the_walls, rules.BOOKED)
    assert booked
    assert [obstacles for _, obstacles in booked if obstacles] == []


def test_every_meeting_and_message_would_be_let_in_again_with_the_gates_as_they_were(
    written: Any, behind_the_walls: Any
) -> None:
    assert found(behind_the_walls, rules.NOT_LET_IN) == []


def test_what_people_were_asked_and_said_stands_in_their_ledgers(written: Any, behind_the_walls: Any) -> None:
    of_case = "SELECT y.person_id, c.id FROM {} c JOIN cases_party y ON y.id = c.party_id"
    for rows in (
        of_case.format("cases_contactlogentry") + " WHERE c.direction = 'outgoing'",
        of_case.format("cases_consent"),
        "SELECT person_id, id FROM referrals_referralparty",
    ):
        missing = f"SELECT * FROM ({rows}) r (person, row) WHERE NOT EXISTS ("
        missing += "SELECT FROM offers_entry WHERE person_id = r.person AND subject_id = r.row)"
        assert found(behind_the_walls, rows)
        assert found(behind_the_walls, missing) == []
    without = (
        "SELECT id FROM people_stop s WHERE (SELECT count(*) FROM offers_entry e WHERE e.stop_id = s.id) <> 1"
    )
    assert found(behind_the_walls, without) == []


def test_nobody_is_contacted_while_they_do_not_want_it(written: Any, behind_the_walls: Any) -> None:
    assert found(behind_the_walls, rules.APPROACHED_AFTER_NO) == []


def test_no_message_of_a_person_harmed_says_how_to_reach_them(written: Any, behind_the_walls: Any) -> None:
    told = found(behind_the_walls, rules.MESSAGES)
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
