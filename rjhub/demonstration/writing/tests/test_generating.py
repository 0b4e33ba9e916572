"""Generating: as much as was asked, over several processes, and never among people who are real."""

from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from rjhub.demonstration import cast
from rjhub.demonstration.writing.generation import areas, running
from rjhub.demonstration.writing.generation.running import Report, Wanted
from rjhub.demonstration.writing.tests import rules
from rjhub.demonstration.writing.tests.databases import a_copy_of
from rjhub.partnership.models import Account, Partnership
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
    shown = browser.get("/cases").content.decode()
    assert any(reference in shown for reference in references)
    for reference in references:
        assert browser.get(f"/cases/{reference}").status_code == 200, reference


def test_it_is_not_done_twice_unless_somebody_means_it(owner: None) -> None:
    with pytest.raises(TroubleError, match="generated into this database before"):
        running.refuse_data_of_others(anyway=False)
    running.refuse_data_of_others(anyway=True)


def test_nothing_invented_comes_among_people_who_are_real(owner: None) -> None:
    somebody = Account.objects.create(email="somebody@example.org", name="Somebody")
    try:
        with pytest.raises(TroubleError, match="not invented"):
            running.refuse_data_of_others(anyway=False)
    finally:
        somebody.delete()


def test_there_are_no_more_areas_than_forces(owner: None) -> None:
    with pytest.raises(ValueError, match="force areas"):
        areas.found(99)
