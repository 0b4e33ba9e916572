"""Clauses that last a number of months: the night after, nobody sees by them any more."""

from datetime import timedelta
from typing import Any

import pytest

from rjhub.kernel import clock
from rjhub.people.models import Person
from rjhub.people.tests import factories
from rjhub.sharing.actions import agreeing
from rjhub.sharing.models import Allowance

pytestmark = pytest.mark.django_db


def sees(name: str, person: Person) -> bool:
    with factories.at_work(factories.member(name)):
        return Person.objects.filter(id=person.id).exists()


@pytest.mark.parametrize(("days", "stays"), [(20, True), (32, False)])
def test_what_a_clause_allows_for_a_month_is_gone_the_night_after(
    behind_the_walls: Any, *, days: int, stays: bool
) -> None:
    marian = factories.coordinator()
    with factories.at_work(marian):
        rosa = factories.rosa(marian)
        factories.let_see(rosa, factories.member("Adaeze Obi"))
    assert sees("Adaeze Obi", rosa)
    with behind_the_walls() as cursor:
        Allowance.objects.filter(purpose="facilitate").update(months=1, months_after_closing=None)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE sharing_grant DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE sharing_grant SET granted_at = %s WHERE file_id = %s",
            [clock.now() - timedelta(days=days), rosa.file_id],
        )
        cursor.execute("ALTER TABLE sharing_grant ENABLE TRIGGER USER")

    agreeing.lapse_everywhere()

    assert sees("Adaeze Obi", rosa) is stays
    assert sees(marian.name, rosa)
