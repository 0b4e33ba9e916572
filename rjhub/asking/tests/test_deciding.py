"""Who is told to ring the hub, and what changes nothing in what they are told."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction

from rjhub.asking import keeper
from rjhub.asking.actions.asking import ask_before_approaching
from rjhub.asking.keys import Asked
from rjhub.asking.tests.factories import BY_NUMBER, DARREN, NOBODY, ROSA, asks, told
from rjhub.kernel.decisions import Refused
from rjhub.kernel.ids import new_id
from rjhub.partnership import installation
from rjhub.partnership.models import RoleHeld
from rjhub.people.actions.stopping import record_stop
from rjhub.people.tests.factories import NOW, at_work, darren, member, rosa
from rjhub.sharing.actions.shutting import bar, seal
from rjhub.sharing.vocabulary import Acquaintance

pytestmark = pytest.mark.django_db
# Of both sides, of people harmed, of people responsible (who ask through a role of their own in the database).
POLICE, VICTIM_SUPPORT, PROBATION, HUB = "Dean Whitlock", "Esther Lindqvist", "Adaeze Obi", "Marian Okafor"


@pytest.fixture
def people() -> Any:
    with at_work(member(HUB)) as marian:
        return rosa(marian), darren(marian)


@pytest.mark.parametrize("name", [POLICE, PROBATION])
@pytest.mark.parametrize("asked", [DARREN, BY_NUMBER])
def test_somebody_who_is_known_on_the_side_of_the_asker_has_the_hub_rung(
    people: Any, name: str, asked: Asked
) -> None:
    assert told(name, asked) == "ring"


@pytest.mark.parametrize("name", [POLICE, VICTIM_SUPPORT, PROBATION])
def test_nobody_is_known_of_somebody_else(people: Any, name: str) -> None:
    assert told(name, NOBODY) == "nothing"


def test_a_prison_or_probation_does_not_learn_that_a_person_harmed_is_known(people: Any) -> None:
    assert (told(PROBATION, ROSA), told(VICTIM_SUPPORT, ROSA)) == ("nothing", "ring")


def test_victim_support_does_not_learn_that_a_person_responsible_is_known(people: Any) -> None:
    assert (told(VICTIM_SUPPORT, DARREN), told(POLICE, DARREN)) == ("nothing", "ring")


@pytest.mark.parametrize(
    "asked",
    [
        replace(DARREN, given_name="Daren", family_name="Pyke"),
        replace(DARREN, given_name="Pike", family_name="Darren"),
        replace(DARREN, born_on=date(1988, 11, 22)),
        replace(DARREN, family_name="", given_name="Darren Pike"),
        replace(ROSA, born_on=date(1991, 7, 4)),
        replace(ROSA, born_on=None, postcode="BN1 1AA"),
        replace(ROSA, family_name="Marchetti", postcode="BN1 1AA"),
    ],
)
def test_a_slip_in_what_is_typed_does_not_hide_somebody(people: Any, asked: Asked) -> None:
    assert told(POLICE, asked) == "ring"


def test_sharing_a_first_name_and_a_birthday_is_not_enough(people: Any) -> None:
    assert told(POLICE, replace(DARREN, family_name="Oyelaran")) == "nothing"


def test_a_sealed_file_is_told_to_nobody(people: Any) -> None:
    with at_work(member(HUB)) as marian:
        seal(people[1].file, because="Exceptional", by=marian, at=NOW)
    assert told(POLICE, DARREN) == "nothing"


def test_a_file_that_is_shut_to_the_asker_is_not_told_to_them(people: Any) -> None:
    with at_work(member(HUB)) as marian:
        bar(people[1].file, member(POLICE), kind=Acquaintance.KIN, by=marian, at=NOW)
    assert (told(POLICE, DARREN), told(PROBATION, DARREN)) == ("nothing", "ring")


def test_a_no_changes_nothing_in_the_answer(people: Any) -> None:
    before = [told(name, DARREN) for name in (POLICE, PROBATION, VICTIM_SUPPORT)]
    with at_work(member(HUB)) as marian:
        record_stop(people[1], said_on=NOW.date(), said_to=marian.agency, by=marian, at=NOW)
    assert [told(name, DARREN) for name in (POLICE, PROBATION, VICTIM_SUPPORT)] == before


def test_keys_that_outlive_their_record_have_everybody_ring(people: Any, behind_the_walls: Any) -> None:
    """When a record is erased a keyed entry stays, so that the no holds."""
    with behind_the_walls() as cursor:
        cursor.execute("UPDATE people_matchkey SET person_id = gen_random_uuid()")
    assert [told(name, DARREN) for name in (POLICE, PROBATION, VICTIM_SUPPORT)] == ["ring"] * 3


def test_another_partnership_changes_nothing(people: Any) -> None:
    assert told("Judith Arkwright", DARREN) == "nothing"


@pytest.mark.parametrize("name", ["Imogen Farrant", "Helen Marsh"])
def test_whoever_approaches_nobody_may_not_ask(name: str) -> None:
    staff = member(name)
    with at_work(staff), pytest.raises(Refused):
        ask_before_approaching(DARREN, by=staff)


def test_the_database_holds_who_may_ask_by_itself() -> None:
    staff = member(POLICE)
    held = RoleHeld.objects.filter(staff=staff)
    with installation.acts():
        held.update(ended_at=NOW)
    for change in ({}, {"ended_at": None, "role": "information_officer"}):
        with installation.acts():
            held.filter(id=min(held.values_list("id", flat=True))).update(**{"ended_at": NOW} | change)
        with at_work(staff), pytest.raises(ProgrammingError), transaction.atomic():
            keeper.ask(new_id(), given=["name"], digest=b"", parts=(b"", b"", b""), keys={})


@pytest.mark.parametrize("name", [POLICE, PROBATION])
@pytest.mark.parametrize("table", ["asking_question", "asking_approach", "asking_approach_key"])
def test_no_role_of_the_program_reads_what_was_asked(name: str, table: str) -> None:
    with at_work(member(name)), pytest.raises(ProgrammingError), transaction.atomic():
        connection.cursor().execute(f"SELECT * FROM keeper.{table}")


def test_neither_role_may_ask_about_somebody_without_leaving_a_question() -> None:
    for name in (POLICE, PROBATION):
        with at_work(member(name)), pytest.raises(ProgrammingError), transaction.atomic():
            connection.cursor().execute("SELECT * FROM keeper.asked_about(1::smallint, 'both', '{}', '{}')")


def test_every_question_is_written_alike_whatever_is_found(people: Any, behind_the_walls: Any) -> None:
    kinds = {asked: asks(PROBATION, asked).id for asked in (ROSA, NOBODY)}
    with behind_the_walls() as cursor:
        cursor.execute(
            "SELECT id, pg_column_size(q.found), cardinality(q.found), q.answer, cardinality(q.keys) "
            "FROM keeper.asking_question q"
        )
        rows = {row[0]: row[1:4] for row in cursor.fetchall()}
    assert rows[kinds[ROSA]] == rows[kinds[NOBODY]]
