"""Generating: as much as was asked, over several processes, and never among people who are real."""

from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from rjhub.demonstration import cast
from rjhub.demonstration.writing.generation import areas, running, setting_aside
from rjhub.demonstration.writing.generation.running import Report, Wanted
from rjhub.demonstration.writing.tests import rules
from rjhub.demonstration.writing.tests.databases import a_copy_of
from rjhub.partnership import installation
from rjhub.partnership.models import Account, Partnership
from rjhub.reporting.rules.definitions import shipped
from rjhub.reporting.tests import recount
from rjhub.reporting.tests.raw import Counted, Raw, Rows
from rjhub.server.trouble import TroubleError

WANTED = Wanted(partnerships=6, people=200, cases=48, years=3, seed=5, log_rows=6_000, processes=2)


@pytest.fixture(scope="module")
def report(template_database: str, django_db_setup: None, django_db_blocker: Any) -> Any:
    with django_db_blocker.unblock(), a_copy_of(template_database, "generated"):
        said: list[str] = []
        report = running.generate(WANTED, said.append)
        assert any("rows" in line and "a second" in line for line in said)
        yield report


def asked(statement: str) -> list[tuple[Any, ...]]:
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


def counted(table: str) -> int:
    return int(asked(f"SELECT count(*) FROM {table}")[0][0])


@pytest.fixture
def owner(report: Report, django_db_blocker: Any) -> Any:
    with django_db_blocker.unblock():
        yield


def test_as_much_is_there_as_was_asked(report: Report, owner: None) -> None:
    assert counted("referrals_referral") == report.done.cases == 48
    assert counted("people_person") == report.done.people
    assert 190 <= report.done.people <= 210
    assert counted("audit_entry") + counted("audit_consultation") >= 6_000
    assert report.rows_per_second > 0


def test_another_area_works_in_the_way_of_one_of_the_five(owner: None) -> None:
    partnership = Partnership.objects.exclude(
        code__in=["sussex", "kent", "hertfordshire", "northumbria", "thames-valley"]
    ).get()
    assert partnership.prefix not in {"SX", "KT", "HT", "NB", "TV"}
    assert asked(f"SELECT count(*) > 0 FROM cases_case WHERE partnership_id = {partnership.id}") == [(True,)]


def test_what_the_database_computes_is_what_was_written(owner: None) -> None:
    differ = (
        "SELECT count(*) FROM people_person p "
        "WHERE acl <> keeper.acl(partnership_id, file_id, side, category)"
    )
    assert asked(differ) == [(0,)]


def test_every_indicator_is_what_a_separate_recount_says(owner: None) -> None:
    def rows(statement: str) -> Rows:
        with connections["owner"].cursor() as cursor:
            cursor.execute(statement)
            names = [column.name for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    raw = Raw(rows)
    for key, one in shipped().indicators.items():
        columns = "partnership_id, file_id, counted, on_day, until_day, amount"
        found = [Counted(*row) for row in asked(f"SELECT {columns} FROM keeper.{one.view(one.newest)}")]
        assert sorted(found, key=repr) == sorted(recount.RECOUNT[key](raw), key=repr), key


def test_every_key_leads_somewhere(owner: None) -> None:
    assert rules.keys_that_lead_nowhere(asked) == []


def test_every_gate_would_let_in_again_what_was_written(owner: None) -> None:
    assert counted("cases_meeting") > 0
    assert asked(rules.NOT_LET_IN) == []
    assert [obstacles for _, obstacles in asked(rules.BOOKED) if obstacles] == []
    assert asked(rules.APPROACHED_AFTER_NO) == []
    ((messages, telling),) = asked(rules.MESSAGES)
    assert messages > 0
    assert telling == 0


def test_a_coordinator_signs_in_and_opens_the_cases_of_the_hub(owner: None) -> None:
    email, hub = asked(
        "SELECT a.email, r.hub_id FROM partnership_account a JOIN partnership_staff s ON s.account_id = a.id "
        "JOIN partnership_roleheld r ON r.staff_id = s.id AND r.role = 'coordinator' "
        "WHERE a.email LIKE '%.example' ORDER BY a.email LIMIT 1"
    )[0]
    browser = Client()
    answer = browser.post(reverse("account_login"), {"login": email, "password": cast.PASSWORD}, follow=True)
    assert answer.status_code == 200
    references = [
        reference for (reference,) in asked(f"SELECT reference FROM cases_case WHERE hub_id = '{hub}'")
    ]
    assert references
    shown = browser.get("/cases?state=all").content.decode()
    assert any(reference in shown for reference in references)
    for reference in references:
        assert browser.get(f"/cases/{reference}").status_code == 200, reference


def test_it_is_not_done_twice_unless_somebody_means_it(owner: None) -> None:
    with pytest.raises(TroubleError, match="generated into this database before"):
        running.refuse_data_of_others(anyway=False)
    running.refuse_data_of_others(anyway=True)


def test_nothing_invented_comes_among_people_who_are_real(owner: None) -> None:
    with installation.acts():
        somebody = Account.objects.create(email="somebody@example.org", name="Somebody")
    try:
        with pytest.raises(TroubleError, match="not invented"):
            running.refuse_data_of_others(anyway=False)
    finally:
        somebody.delete(using="owner")  # what hangs on an account is out of reach of work


def test_there_are_no_more_areas_than_forces(owner: None) -> None:
    with pytest.raises(ValueError, match="force areas"):
        areas.found(99)


INDEXES = """
SELECT pg_get_indexdef(indexrelid), indisvalid FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
WHERE i.relnamespace = 'public'::regnamespace AND i.relname NOT LIKE 'index_set_aside%' ORDER BY 1
"""


def test_indexes_that_are_set_aside_come_back_also_when_the_pouring_fails(owner: None) -> None:
    before, dsn = asked(INDEXES), running.owner_dsn()

    def fail_half_way() -> None:
        with setting_aside.indexes_set_aside(dsn, ["people_person", "cases_event"], processes=2) as aside:
            assert len(before) - len(asked(INDEXES)) == aside > 6
            assert "people_person_pkey" in str(asked(INDEXES))
            raise RuntimeError("half-way")

    with pytest.raises(RuntimeError, match="half-way"):
        fail_half_way()
    assert asked(INDEXES) == before
    assert asked("SELECT to_regclass('index_set_aside') IS NULL") == [(True,)]


def test_indexes_that_a_killed_run_left_aside_are_made_by_the_next(owner: None) -> None:
    before, dsn = asked(INDEXES), running.owner_dsn()
    killed = setting_aside.indexes_set_aside(dsn, ["people_person"], processes=1)
    killed.__enter__()
    assert len(asked(INDEXES)) < len(before)
    said: list[str] = []
    with pytest.raises(TroubleError, match="generated into this database before"):
        running.generate(WANTED, said.append)
    assert asked(INDEXES) == before
    assert "indexes made that an earlier run had set aside" in said[0]


def test_a_large_run_into_an_empty_database_sets_indexes_aside(
    owner: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, said = asked(INDEXES), list[str]()
    monkeypatch.setattr(running, "MANY", 1)
    many = Wanted(
        partnerships=1, people=2_000, cases=2, years=1, seed=9, log_rows=20, processes=1, anyway=True
    )
    report = running.generate(many, said.append)
    assert any("set aside until everything is in" in line for line in said)
    assert report.done.people >= 1_990
    assert asked(INDEXES) == before


def test_a_shorter_log_leaves_out_looks_and_nothing_else(owner: None) -> None:
    entries, looks = counted("audit_entry"), counted("audit_consultation")
    each = {
        "partnerships": 1,
        "people": 0,
        "cases": 8,
        "years": 1,
        "seed": 11,
        "processes": 1,
        "anyway": True,
    }
    long = running.generate(Wanted(**each, log_rows=0), lambda _: None)
    added, looked = counted("audit_entry") - entries, counted("audit_consultation") - looks
    short = running.generate(Wanted(**each, log_rows=8), lambda _: None)
    assert counted("audit_entry") - entries - added == pytest.approx(added, rel=0.05)
    assert 0 < counted("audit_consultation") - looks - looked < looked / 2
    assert short.done.log < long.done.log
