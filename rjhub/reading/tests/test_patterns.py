"""What is pointed out in what people read, and what is not."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from rjhub.cases.models import Case
from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.cases.tests.shut import GARETH, MARIAN, another_coordinator
from rjhub.kernel import clock, working_days
from rjhub.people.tests.factories import rosa as rosa_of
from rjhub.reading.actions import homes, settling, watching
from rjhub.reading.models import Finding
from rjhub.reading.tests.factories import HELEN, read, watched
from rjhub.reading.vocabulary import Decision
from rjhub.sharing.models import File

pytestmark = pytest.mark.django_db
LEILA = "Leila Haddad"


@pytest.fixture
def case() -> Case:
    """A case of Marian's, of somebody whose surname is that of Leila, who coordinates another hub."""
    with at_work(member(MARIAN)) as marian:
        return a_case(marian, responsible="Kyle Haddad")


def at(hour: int, *, ago: int = 1) -> datetime:
    """An hour of a working day: of the last one, or of so many before."""
    day = working_days.add_working_days(clock.today(), -ago)
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def some_files(number: int, by: str = MARIAN) -> list[UUID]:
    """Files of which nobody knows anything."""
    staff = member(by)
    with at_work(staff):
        return [
            one.id
            for one in File.objects.bulk_create(
                File(partnership_id=staff.partnership_id, kind="case") for _ in range(number)
            )
        ]


def found(looking: Any) -> dict[tuple[str, str], Finding]:
    """What was pointed out, by whom it is about and why."""
    with looking():
        return {
            (one.staff.name, one.pattern): one for one in Finding.objects.select_related("staff__account")
        }


def kyle(case: Case) -> UUID:
    with at_work(member(MARIAN)):
        file: UUID = case.parties.get(side="responsible").person.file_id
        return file


def ordinary(name: str, files: int = 5, days: int = 20) -> None:
    """Somebody's usual days: some files each, of which some are new."""
    known = some_files(files * days)
    for ago in range(2, days + 2):
        read(member(name), known[(ago - 2) * files :][:files], at(11, ago=ago))


def test_somebody_who_opens_a_person_of_their_own_surname_is_pointed_out_once(
    case: Case, behind_the_walls: Any
) -> None:
    for name in (LEILA, MARIAN):
        read(member(name), [case.file_id, kyle(case)], at(11))
    watched(behind_the_walls, member(LEILA))
    assert set(found(behind_the_walls)) == {(LEILA, "surname")}
    of = found(behind_the_walls)[LEILA, "surname"]
    assert of.files == [kyle(case)]
    assert (of.figures["people"], of.figures["without_task"]) == (1, 1)
    read(member(LEILA), [kyle(case)], clock.now())
    watched(behind_the_walls, member(LEILA))
    assert len(found(behind_the_walls)) == 1


def test_a_common_surname_is_pointed_out_only_where_they_had_no_task(
    case: Case, behind_the_walls: Any
) -> None:
    with at_work(member(MARIAN)) as marian:
        case.answering_staff = member(LEILA)
        case.save()
        del marian
    read(member(LEILA), [kyle(case)], at(11))
    watched(behind_the_walls, member(LEILA))
    assert found(behind_the_walls) == {}
    with behind_the_walls() as cursor:
        cursor.execute("UPDATE keeper.reading_day SET fresh = true")
    watching.watch(case.partnership_id, replace(watching.LIMITS, common_one_in=1))
    assert set(found(behind_the_walls)) == {(LEILA, "surname")}


def test_a_list_in_which_they_go_past_is_not_opening_them(case: Case, behind_the_walls: Any) -> None:
    read(member(LEILA), [case.file_id, kyle(case)], at(11), door="cases:cases", times=30)
    watched(behind_the_walls, member(LEILA))
    assert found(behind_the_walls) == {}


def test_somebody_with_the_postcode_that_a_reader_gave_as_theirs_is_pointed_out(
    behind_the_walls: Any,
) -> None:
    with at_work(member(MARIAN)) as marian:
        rosa = rosa_of(marian)
    for name, postcode in ((LEILA, "bn11aa"), (GARETH, "BN1 1AB")):
        with at_work(member(name)) as staff:
            homes.give(postcode=postcode, by=staff, at=clock.now())
        read(member(name), [rosa.file_id], at(11), door="people:person")
    watched(behind_the_walls, member(LEILA))
    assert set(found(behind_the_walls)) == {(LEILA, "street")}
    with behind_the_walls() as cursor:
        cursor.execute("SELECT digest FROM reading_home")
        assert all(len(bytes(digest)) == 16 for (digest,) in cursor.fetchall())


def test_nobody_reads_where_others_live_and_everybody_takes_their_own_away(behind_the_walls: Any) -> None:
    leila = signed_in(LEILA)
    assert "Enter" in leila.post("/reading/home", {"postcode": "nowhere"}).content.decode()
    assert leila.post("/reading/home", {"postcode": "bn1 1aa"}).status_code == 302
    assert "You gave it on" in leila.get("/reading/home").content.decode()
    for name in (HELEN, GARETH):
        with at_work(member(name)), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM reading_home")
            assert cursor.fetchone() == (0,)
    assert leila.post("/reading/home/forgetting").status_code == 302
    with behind_the_walls() as cursor:
        cursor.execute("SELECT count(*) FROM reading_home")
        assert cursor.fetchone() == (0,)


def test_far_more_files_than_usual_are_pointed_out_and_a_busy_day_is_not(behind_the_walls: Any) -> None:
    for name in (LEILA, GARETH):
        ordinary(name)
    read(member(LEILA), some_files(60), at(11))
    read(member(GARETH), some_files(9), at(11))
    watched(behind_the_walls, member(LEILA))
    told = found(behind_the_walls)
    assert {key for key in told if key[1] == "bulk"} == {(LEILA, "bulk")}
    assert told[LEILA, "bulk"].figures["number"] == 60
    assert told[LEILA, "bulk"].figures["own_usual"] == 5


def test_reading_at_night_is_pointed_out_where_that_is_unusual_for_them_or_they_have_nothing_to_do_there(
    case: Case, behind_the_walls: Any
) -> None:
    with at_work(member(MARIAN)):
        hers = [case.file_id, *(party.person.file_id for party in case.parties.all())]
    for name in (LEILA, GARETH, MARIAN):
        ordinary(name)
    for name in (GARETH, MARIAN):
        for ago in range(2, 12):
            read(member(name), hers if name == MARIAN else some_files(2), at(21, ago=ago))
    read(member(MARIAN), hers, at(22))
    for name in (LEILA, GARETH):
        read(member(name), some_files(4), at(22))
    watched(behind_the_walls, member(LEILA))
    told = found(behind_the_walls)
    assert {key for key in told if key[1] == "hours"} == {(LEILA, "hours"), (GARETH, "hours")}
    assert "without_task" not in told[LEILA, "hours"].figures
    assert told[GARETH, "hours"].figures["without_task"] == 4


def test_an_agency_says_when_it_works(behind_the_walls: Any) -> None:
    helen = signed_in(HELEN)
    days = [str(day) for day in range(1, 8)]
    sent = {
        "opens-time": "7am",
        "closes-time": "11pm",
        "weekdays": days,
        "bank_holidays": "yes",
        "version": "0",
    }
    wrong = helen.post("/reading/hours", sent | {"closes-time": "6am"}).content.decode()
    assert "Work must end after it begins" in wrong
    assert helen.post("/reading/hours", sent).status_code == 302
    assert helen.post("/reading/hours", sent).status_code == 409
    read(member(LEILA), some_files(4), at(22))
    watched(behind_the_walls, member(LEILA))
    assert found(behind_the_walls) == {}


def test_many_searches_that_find_nobody_are_pointed_out(behind_the_walls: Any) -> None:
    ordinary(LEILA)
    read(member(LEILA), [], at(11), door="people:search", times=30)
    read(member(GARETH), [], at(11), door="people:search", times=5)
    watched(behind_the_walls, member(LEILA))
    assert set(found(behind_the_walls)) == {(LEILA, "missed")}


def test_coming_back_to_a_case_without_a_task_is_pointed_out(case: Case, behind_the_walls: Any) -> None:
    gareth = another_coordinator()
    for ago in (2, 4, 6):
        for staff in (gareth, member(MARIAN)):
            read(staff, [case.file_id], at(11, ago=ago))
    watched(behind_the_walls, gareth)
    told = found(behind_the_walls)
    assert set(told) == {(GARETH, "no_task")}
    assert told[GARETH, "no_task"].figures["returning"] == 3


def test_opening_many_cases_without_a_task_is_pointed_out(behind_the_walls: Any) -> None:
    for name in (LEILA, GARETH):
        ordinary(name, files=1)
    read(member(LEILA), some_files(12), at(11))
    watched(behind_the_walls, member(LEILA))
    assert set(found(behind_the_walls)) == {(LEILA, "no_task")}


def test_somebody_who_says_late_that_they_know_somebody_is_pointed_out(
    case: Case, behind_the_walls: Any
) -> None:
    gareth = another_coordinator()
    for ago in (1, 2):
        read(gareth, [case.file_id], at(11, ago=ago))
    kept = {"staff": gareth.id, "kind": "kin"}
    assert signed_in(MARIAN).post(f"/cases/{case.reference}/conflicts/new", kept).status_code == 302
    watched(behind_the_walls, gareth)
    of = found(behind_the_walls)[GARETH, "conflict"]
    assert (of.figures["later"], of.figures["days_before"]) == (False, 2)
    read(gareth, [case.file_id], clock.now() + timedelta(minutes=5))
    watched(behind_the_walls, gareth)
    with behind_the_walls():
        assert any(one.figures["later"] for one in Finding.objects.filter(pattern="conflict"))


def test_what_somebody_has_settled_does_not_grow(case: Case, behind_the_walls: Any) -> None:
    read(member(LEILA), [kyle(case)], at(11))
    watched(behind_the_walls, member(LEILA))
    of = found(behind_the_walls)[LEILA, "surname"]
    with at_work(member(HELEN)) as helen:
        settling.settle(
            of,
            decision=Decision.EXPLAINED,
            reason="No kin.",
            version=0,
            submission_key=uuid4(),
            by=helen,
            at=clock.now(),
        )
    with at_work(member(MARIAN)) as marian:
        other = a_case(marian, responsible="Sam Haddad")
    read(member(LEILA), [kyle(other)], at(12))
    watched(behind_the_walls, member(LEILA))
    assert found(behind_the_walls)[LEILA, "surname"].files == [kyle(case)]


def test_the_program_cannot_read_the_digest(case: Case) -> None:
    for statement in (
        "SELECT * FROM keeper.reading_file",
        "SELECT * FROM keeper.reading_day",
        "SELECT * FROM keeper.found_surname(4::smallint, '{}', '{}')",
        "SELECT keeper.has_task(4::smallint, gen_random_uuid(), 1, 1, gen_random_uuid(), now(), now())",
        "SELECT keeper.told(4::smallint, '{}', '{}')",
    ):
        with at_work(member(HELEN)), pytest.raises(DatabaseError, match="permission denied"):  # noqa: SIM117
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)
