"""Nobody on the responsible side ever learns how a person harmed can be reached or what keeps them safe."""

import pytest
from django.db import connection, transaction

from rjhub.kernel.decisions import Refused
from rjhub.people import queries, vault
from rjhub.people.actions import monitoring, safe_contact, stopping
from rjhub.people.actions.safe_contact import SafeWays
from rjhub.people.tests import factories, walls
from rjhub.people.vocabulary import Channel
from rjhub.sharing import readers
from rjhub.sharing.vocabulary import Category, Side

pytestmark = pytest.mark.django_db
RESPONSIBLE_SIDE = ("Adaeze Obi", "Marcus Bell", "Ryan Tipping", "Callum Reid", "Imogen Farrant")


@pytest.fixture
def rosa(marian):
    """Rosa, with everything that a record can hold, shared as far as the wall lets it with all of them."""
    rosa = factories.rosa(marian)
    ways = SafeWays(channels=(Channel.PHONE,), code_word="Otter")
    safe_contact.confirm_safe_contact(rosa, ways=ways, by=marian, at=factories.NOW)
    monitoring.record_equality(rosa, answers={"sex": "F"}, by=marian, at=factories.NOW)
    stopping.record_stop(
        rosa,
        said_on=factories.NOW.date(),
        said_to=marian.agency,
        channel=Channel.TEXT,
        by=marian,
        at=factories.NOW,
    )
    for name in RESPONSIBLE_SIDE:
        factories.let_see(rosa, factories.member(name), *IDENTITY_AND_MORE)
    return rosa


COMMISSIONER = "Imogen Farrant"
IDENTITY_AND_MORE = (Category.IDENTITY, Category.CONTACT, Category.SAFETY)


def as_(name):
    reader = readers.reader_for(factories.member(name))
    return reader.principals, reader.partnership_id


@pytest.mark.parametrize("name", RESPONSIBLE_SIDE)
def test_no_way_in_is_open_to_somebody_who_works_with_people_responsible(rosa, name):
    with factories.at_work(factories.member(name)):
        # A commissioner is granted who she is, and no clause of the agreement lets them see it.
        assert queries.find_person(rosa.id) == (None if name == COMMISSIONER else rosa)
    assert walls.breaches(rosa, *as_(name)) == []


def test_somebody_who_works_with_people_harmed_gets_in_so_the_attempts_are_real(rosa, esther):
    factories.let_see(rosa, esther)
    succeeded = walls.breaches(rosa, *as_(esther.name))
    assert {"read people_safecontact", "read people_stop", "open the vault", "be granted contact"} <= set(
        succeeded
    )
    assert "read the vault's table" not in succeeded
    assert not any("keep contact" in attempt or "move" in attempt for attempt in succeeded)


PLANTED = {
    "ALTER TABLE sharing_grant DROP CONSTRAINT the_wall": {"be granted contact", "be granted safety"},
    "ALTER TABLE people_contactpoint DROP CONSTRAINT contactpoint_in_the_persons_file": {
        "keep contact as if it were the other side's"
    },
    "DROP POLICY see ON people_safecontact; CREATE POLICY see ON people_safecontact FOR SELECT TO rjhub_app"
    " USING (true)": {"read people_safecontact"},
    "ALTER TABLE people_stop DISABLE ROW LEVEL SECURITY": {"read people_stop"},
    "DROP TRIGGER fill_acl ON people_equality; UPDATE people_equality SET acl = ("
    " SELECT array_agg(id) FROM partnership_principal)": {"read people_equality"},
    "GRANT SELECT ON vault.contact TO rjhub_app": {"read the vault's table"},
    "GRANT SELECT ON people_matchkey TO rjhub_app": {"read the keys"},
    "CREATE OR REPLACE FUNCTION keeper.file_to_reach(person uuid) RETURNS uuid LANGUAGE sql STABLE"
    " SECURITY DEFINER AS $$ SELECT file_id FROM public.people_person WHERE id = person $$": {
        "open the vault",
        "write to the vault",
    },
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_wall_taken_down_is_noticed(rosa, behind_the_walls, fault):
    with transaction.atomic():
        with behind_the_walls() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(fault)
        assert set(walls.breaches(rosa, *as_("Adaeze Obi"))) == PLANTED[fault]
        transaction.set_rollback(True)


def test_even_a_coordinator_cannot_put_where_a_person_harmed_lives_into_the_open_table(
    rosa, marian, behind_the_walls
):
    kept = "keep contact in the open table"
    assert kept not in walls.breaches(rosa, *as_(marian.name))
    with transaction.atomic():
        with behind_the_walls() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            constraint = "contact_of_people_harmed_is_in_the_vault"
            cursor.execute(f"ALTER TABLE people_contactpoint DROP CONSTRAINT {constraint}")
        assert kept in walls.breaches(rosa, *as_(marian.name))
        transaction.set_rollback(True)


def test_a_grant_that_the_wall_should_have_refused_still_does_not_open_the_vault(
    rosa, adaeze, behind_the_walls
):
    with transaction.atomic():
        with behind_the_walls() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(walls.NO_WALL)
            cursor.execute(
                "UPDATE sharing_grant SET categories = %s, sides = %s WHERE file_id = %s AND holder_id = %s",
                [list(IDENTITY_AND_MORE), [Side.HARMED], rosa.file_id, adaeze.principal_id],
            )
        found = walls.breaches(rosa, *as_("Adaeze Obi"))
        assert "read people_safecontact" in found
        assert "open the vault" not in found
        transaction.set_rollback(True)


def test_the_program_says_no_before_the_database_has_to(rosa, adaeze):
    with factories.at_work(adaeze):
        with pytest.raises(Refused, match="how to reach them"):
            vault.open_contact(rosa, by=adaeze, purpose="test")
        assert queries.safe_contact(rosa) is None
        assert queries.stops(rosa) == []
        assert queries.equality(rosa) is None
        assert queries.contact_points(rosa) == []


def test_a_row_about_a_person_cannot_stand_in_another_file_or_on_the_other_side(rosa, marian):
    darren = factories.darren(marian)
    tables = (
        "othername",
        "identifier",
        "amendment",
        "contactpoint",
        "custody",
        "safecontact",
        "equality",
        "stop",
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE conname LIKE %s",
            ["%_in_the_persons_file"],
        )
        held = dict(cursor.fetchall())
    assert set(held) == {f"people_{table}" for table in tables}
    assert all("(partnership_id, person_id, file_id, side)" in definition for definition in held.values())
    assert darren.file_id != rosa.file_id
