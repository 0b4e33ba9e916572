"""How many people's records each could read is counted each night, and who sees the count."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.cases.tests.ready import facilitated
from rjhub.cases.tests.shut import ADAEZE, GARETH, MARIAN, recorded
from rjhub.kernel import clock
from rjhub.partnership import installation
from rjhub.partnership.models import Signature
from rjhub.people.models import Person
from rjhub.reading.actions import watching
from rjhub.reading.models import Exposure
from rjhub.reading.tests.factories import COLIN, HELEN, PETER

pytestmark = pytest.mark.django_db


def counted(looking: Any) -> dict[str, tuple[int, int]]:
    with looking():
        found = Exposure.objects.select_related("staff__account")
        return {one.staff.name: (one.harmed, one.responsible) for one in found}


def seen(name: str) -> tuple[int, int]:
    """What the database shows somebody, row by row."""
    with at_work(member(name)):
        sides = list(Person.objects.values_list("side", flat=True))
    return sides.count("harmed"), sides.count("responsible")


def test_the_count_is_what_the_database_shows_each(behind_the_walls: Any) -> None:
    with at_work(member(MARIAN)) as marian:
        case = a_case(marian)
        facilitated(case, marian)
        other = a_case(marian, harmed="Rosa Lind", responsible="Max Ode")
        facilitated(other, marian)
    recorded(other, GARETH)
    watching.count_exposure()
    told = counted(behind_the_walls)
    for name in (MARIAN, GARETH, ADAEZE, HELEN, COLIN, PETER, "Sunita Rao", "Leila Haddad", "Dean Whitlock"):
        assert told[name] == seen(name), name
    assert told[MARIAN] == (2, 2)
    assert told[GARETH] == (1, 1)


def test_an_agency_that_no_agreement_covers_could_read_nobody(behind_the_walls: Any) -> None:
    with at_work(member(MARIAN)) as marian:
        a_case(marian)
    with installation.acts():
        Signature.objects.filter(agency=member(MARIAN).agency).update(withdrawn_at=clock.now())
    watching.count_exposure()
    assert counted(behind_the_walls)[MARIAN] == (0, 0) == seen(MARIAN)


def test_counted_twice_a_day_it_stands_once_and_falls_when_a_task_ends(behind_the_walls: Any) -> None:
    with at_work(member(MARIAN)) as marian:
        case = a_case(marian)
        facilitated(case, marian)
    watching.count_exposure()
    before = counted(behind_the_walls)[GARETH]
    recorded(case, GARETH)
    watching.count_exposure()
    assert (before, counted(behind_the_walls)[GARETH]) == ((1, 1), (0, 0))


def test_who_sees_the_count(behind_the_walls: Any) -> None:
    with at_work(member(MARIAN)) as marian:
        a_case(marian)
    watching.count_exposure()
    with behind_the_walls() as cursor:
        cursor.execute(
            "INSERT INTO reading_exposure (partnership_id, agency_id, staff_id, day, harmed, responsible) "
            "SELECT partnership_id, agency_id, staff_id, day - 30, harmed, responsible + 7 FROM reading_exposure"
        )
    whole = signed_in(HELEN).get("/reading/exposure").content.decode()
    assert "How many people’s records Sussex" in whole
    assert MARIAN in whole
    assert "Dean Whitlock" in whole
    assert "went from" in whole
    own = signed_in(COLIN).get("/reading/exposure").content.decode()
    assert "Dean Whitlock" in own
    assert MARIAN not in own
    for name in (MARIAN, GARETH, ADAEZE):
        assert signed_in(name).get("/reading/exposure").status_code == 404
        with at_work(member(name)):
            assert not Exposure.objects.exists()
    with at_work(member(PETER)):
        assert set(Exposure.objects.values_list("partnership_id", flat=True)) == {
            member(PETER).partnership_id
        }
    with at_work(member(HELEN)):
        assert Exposure.objects.update(harmed=0) == 0
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO reading_exposure (partnership_id, agency_id, staff_id, day, harmed, responsible) "
                "SELECT partnership_id, agency_id, staff_id, day + 1, 0, 0 FROM reading_exposure"
            )
