"""Short forms of the proofs through pages: what nobody may know shows nowhere, and what is read is on record."""

from typing import Any

import pytest
from django.db import connections

from rjhub.cases import queries
from rjhub.cases.models import Task
from rjhub.demonstration import loading
from rjhub.kernel import clock
from rjhub.outbound import mailing
from rjhub.partnership.models import Staff
from rjhub.proving import canaries, crawling, pairs, stirred

pytestmark = pytest.mark.usefixtures("staged")


@pytest.fixture
def staged(own_database: None) -> None:
    """The cases of the demonstration, in a database of this test's own."""
    owner = connections["owner"]
    owner.ensure_connection()
    loading.load_cases(owner.connection, at=clock.now())


def test_no_canary_is_read_by_somebody_who_may_not_nor_unlogged() -> None:
    result = canaries.prove(cases=1, most=3, every=12, roles=False)
    assert result.told == []
    assert (result.stray, result.unlogged, result.broken) == (0, 0, 0)
    assert result.planted > 100
    assert result.seen > 0


def test_what_somebody_may_not_know_changes_no_answer_and_what_they_may_know_does() -> None:
    result = pairs.prove(count=1, cases=1, most=1, every=16)
    assert result.told == []
    assert (result.differing, result.broken) == (0, 0)
    assert result.pairs > 1_000
    assert result.controls_seen == result.controls > 0
    assert result.mails > 0


def test_mail_and_tasks_that_count_what_somebody_may_not_know_are_noticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    subject, tasks = mailing.written, queries.open_tasks_of

    def counted(table: str) -> str:
        with crawling.behind_the_walls() as cursor:
            cursor.execute(f"SELECT count(*) FROM {table}")
            return str(cursor.fetchone()[0])

    def telling(kind: Any, filled: Any) -> tuple[str, str]:
        words, body = subject(kind, filled)
        return f"{words}: {counted('cases_event')}", body

    def naming(staff: Staff, limit: int) -> list[Task]:
        found = tasks(staff, limit)
        for one in found:
            one.words += counted("cases_heldwords")
        return found

    monkeypatch.setattr(mailing, "written", telling)
    monkeypatch.setattr(queries, "open_tasks_of", naming)
    result = pairs.prove(count=1, cases=1, most=2, every=400)
    assert any(": mail: " in one for one in result.told), result
    assert any(": / (nothing, and words that are held): " in one for one in result.told), result
    assert pairs.fails(result)


def test_who_reads_what_on_pages_is_what_the_rules_say_after_changes_made_at_random() -> None:
    result = stirred.prove(count=6, seed=3, cases=2)
    assert result.told == []
    assert (result.stray, result.unlogged, result.broken) == (0, 0, 0)
    assert result.seen > 0
    assert len(result.changes) > 2


def test_a_table_that_row_security_does_not_hide_is_noticed_on_pages() -> None:
    with crawling.behind_the_walls() as cursor:
        for table in ("cases_case", "cases_party", "cases_event", "people_person"):
            cursor.execute(f"CREATE POLICY planted_fault ON {table} FOR SELECT USING (true)")
    result = stirred.prove(count=6, seed=3, cases=2)
    assert result.stray > 0
    assert result.told[0].startswith("STRAY")
