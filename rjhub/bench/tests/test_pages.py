"""The benchmark of pages: every page is measured, and no list takes more statements because it is longer."""

import json
from typing import Any
from unittest import mock

import pytest
from django.db import connections

from rjhub.bench import breakdown, measuring, reporting, walls
from rjhub.bench.measuring import Measured
from rjhub.demonstration.writing.generation import running
from rjhub.demonstration.writing.generation.running import Wanted
from rjhub.demonstration.writing.tests.databases import a_copy_of
from rjhub.server.trouble import TroubleError


@pytest.fixture(scope="module")
def measured(template_database: str, django_db_setup: None, django_db_blocker: Any) -> Any:
    with django_db_blocker.unblock(), a_copy_of(template_database, "bench"):
        with pytest.raises(TroubleError, match="rjhub generate"):
            list(measuring.measure(1, "", lambda _: None))
        wanted = Wanted(partnerships=1, people=0, cases=160, years=1, seed=2, processes=1)
        running.generate(wanted, lambda _: None)
        with (
            mock.patch.object(measuring, "WARM_UP", 1),
            mock.patch.multiple(walls, WARM_UP=0, IN_ONE_TURN=1),
        ):
            told = list(measuring.measure(2, "", lambda _: None)), measuring.sizes(), measuring.machine()
            yield *told, costs_or_why_not(), list(breakdown.break_down(2, "contact"))


def costs_or_why_not() -> list[walls.Cost] | str:
    """What the walls cost; where the owner may make no role that row security does not bind, that this is said."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        (may,) = cursor.fetchone()
    if may:
        return walls.measure(1, lambda _: None)
    with pytest.raises(TroubleError) as said:
        walls.measure(1, lambda _: None)
    return str(said.value)


def test_every_page_is_measured_beside_its_own_statements(measured: Any) -> None:
    pages, *_ = measured
    assert len(pages) == 13
    assert all(one.p50 > 0 and one.bare_p50 > 0 and one.queries > 0 for one in pages)


def test_a_list_takes_as_many_statements_for_many_rows_as_for_few(measured: Any) -> None:
    pages, *_ = measured
    assert {one.page: (one.queries_few, one.queries_many) for one in pages if not one.is_constant} == {}


def test_the_report_is_for_people_and_for_programs(measured: Any) -> None:
    pages, sizes, machine, *_ = measured
    told = json.loads(reporting.as_json(pages, machine=machine, sizes=sizes))
    assert [one["page"] for one in told["pages"]] == [one.page for one in pages]
    assert told["rows"]["referrals"] >= 160  # measuring sends some more
    assert len(reporting.as_table(pages).splitlines()) == len(pages) + 1


def test_a_page_that_is_too_slow_or_asks_more_for_more_rows_is_marked() -> None:
    slow = Measured("list", 50.0, 60.0, 1.0, 2.0, 30.0, 9, queries_few=9, queries_many=34, goal=40)
    table = reporting.as_table([slow])
    assert "missed" in table
    assert "9/34 !" in table


def test_the_cost_of_the_walls_is_told_for_every_page_or_why_it_cannot_be(measured: Any) -> None:
    pages, sizes, machine, costs, _ = measured
    if isinstance(costs, str):
        assert "a role that row security does not bind" in costs
        return
    assert [one.page for one in costs] == [one.page for one in pages]
    assert all(one.p50 > 0 and one.row_security > 0 and one.log > 0 and one.both > 0 for one in costs)
    assert len(walls.as_table(costs).splitlines()) == len(costs) + 1
    told = json.loads(reporting.costs_as_json(costs, machine=machine, sizes=sizes))
    assert told["pages"][0]["page"] == costs[0].page


@pytest.mark.usefixtures("django_db_setup")
def test_a_measurement_without_walls_in_which_they_stand_is_none(django_db_blocker: Any) -> None:
    with (
        django_db_blocker.unblock(),
        pytest.raises(RuntimeError, match="against what was meant"),
        walls.signed_in_as(walls.BESIDE, None),
    ):
        pass


def test_a_page_is_taken_apart_into_its_statements_its_commit_and_the_program(measured: Any) -> None:
    *_, (shares,) = measured
    told = [one.statement for one in shares]
    assert any(words.startswith('INSERT INTO "cases_contactlogentry"') for words in told)
    assert told[-2:] == ["COMMIT", "(the program)"]
    assert all(one.milliseconds > 0 for one in shares)
    assert len(breakdown.as_table(shares).splitlines()) == len(shares) + 1
