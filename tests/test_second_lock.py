"""The second lock: what holds when row security is got round, for whoever does not work with people harmed.

These tests really sign in as the role, in a database in which the demonstration's cases stand.
"""

from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection, connections, transaction
from psycopg import sql

from rjhub.cases.tests.factories import at_work, member, signed_in
from rjhub.demonstration import loading
from rjhub.kernel import clock, connecting
from rjhub.partnership.models import Staff
from rjhub.proving import one_connection
from rjhub.sharing import database, doors, readers, second_lock, signing

OTHER_SIDE = ("Adaeze Obi", "Marcus Bell", "Ryan Tipping", "Jo Carrick", "Callum Reid", "Imogen Farrant")
BESIDE_THE_HARMED = ("Marian Okafor", "Esther Lindqvist", "Dean Whitlock", "Sheila Osgood", "Owen Trevor")
WALLED = ("contact", "safety")
GRANTED = """
SELECT DISTINCT c, g.file_id FROM sharing_grant g JOIN partnership_principal h ON h.id = g.holder_id
CROSS JOIN unnest(g.categories) c
JOIN sharing_allowance a ON a.partnership_id = g.partnership_id AND a.purpose = g.purpose
  AND a.agency_kind = h.agency_kind AND a.works_with = h.works_with
  AND 'harmed' = ANY (a.sides) AND c = ANY (a.categories)
WHERE g.holder_id = ANY (%s) AND 'harmed' = ANY (g.sides)
  AND g.ended_at IS NULL AND (g.until IS NULL OR g.until > now())
"""
Ask = Callable[..., list[tuple[Any, ...]]]


@pytest.fixture(scope="module")
def lived_in(database_of_module: None) -> Iterator[None]:
    """The demonstration's cases, and a program that changes its connection instead of its role."""
    owner = connections["owner"]
    owner.ensure_connection()
    loading.load_cases(owner.connection, at=clock.now())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connecting, "signed_in_as", one_connection.SIGNED_IN_AS)
        yield


def as_owner(statement: Any, *values: Any) -> list[tuple[Any, ...]]:
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement, list(values) or None)
        return list(cursor.fetchall()) if cursor.description else []


@pytest.fixture
def ask(lived_in: None) -> Iterator[Ask]:
    """Ask the database as the other side's role, past the whole program; each time in a transaction of its own."""
    at = settings.DATABASES["responsible"]
    with psycopg.connect(
        host=at["HOST"], port=at["PORT"] or None, user=at["USER"], password=at["PASSWORD"], dbname=at["NAME"]
    ) as role:

        def asking(said: str, statement: Any, *values: Any) -> list[tuple[Any, ...]]:
            with role.transaction():
                role.execute("SELECT set_config('app.reader', %s, true)", [said])
                found = role.execute(statement, list(values))
                return found.fetchall() if found.description else []

        yield asking


def signature_of(staff: Staff) -> str:
    who = readers.reader_for(staff)
    return signing.signed(who.partnership_id, who.principals, who.staff_id, who.barred, who.role)


def tables() -> list[str]:
    return sorted(doors.protected_tables())


def of_the_harmed(ask: Ask, said: str) -> list[tuple[str, str, Any]]:
    """Every row of the harmed side that whoever asks is shown: its table, category and file."""
    return [
        (table, category, file)
        for table in tables()
        for category, file in ask(
            said,
            sql.SQL("SELECT category, file_id FROM {} WHERE side = 'harmed'").format(sql.Identifier(table)),
        )
    ]


@pytest.fixture
def first_lock_open(lived_in: None) -> Iterator[None]:
    """Every row of every table is shown to everybody, as far as the first lock is concerned."""
    opened = sql.SQL("ALTER POLICY see ON {} USING (true)")
    shut = sql.SQL("ALTER POLICY see ON {} USING ({})")
    for table in tables():
        as_owner(opened.format(sql.Identifier(table)))
    yield
    for table in tables():
        as_owner(shut.format(sql.Identifier(table), sql.SQL(database.VISIBLE)))


@pytest.mark.usefixtures("first_lock_open")
@pytest.mark.parametrize("name", OTHER_SIDE)
def test_the_other_side_is_shown_nothing_of_people_harmed_but_what_a_grant_and_a_clause_give_them_there(
    name: str, ask: Ask
) -> None:
    staff = member(name)
    given = set(as_owner(GRANTED, list(readers.reader_for(staff).principals)))
    shown = of_the_harmed(ask, signature_of(staff))
    assert [each for each in shown if each[1] in WALLED] == []
    not_given = {table for table, category, file in shown if (category, file) not in given}
    assert not_given <= {"cases_task"}, "a task that is theirs to do"


@pytest.mark.usefixtures("first_lock_open")
def test_without_the_second_lock_a_fault_in_the_first_would_show_them(ask: Ask) -> None:
    """The test above can fail."""
    said = signature_of(member("Ryan Tipping"))
    before = of_the_harmed(ask, said)
    as_owner("DROP POLICY second_lock ON people_safecontact; DROP POLICY second_lock ON people_person")
    assert len(of_the_harmed(ask, said)) > len(before) + 50
    as_owner(second_lock.LOCK)
    assert of_the_harmed(ask, said) == before


@pytest.mark.usefixtures("first_lock_open")
def test_whoever_says_who_asks_unsigned_or_as_somebody_of_this_side_is_shown_none_of_them(ask: Ask) -> None:
    said = ("", "nonsense", signature_of(member("Marian Okafor")))
    assert [of_the_harmed(ask, one) for one in said] == [[], [], []]


def test_with_both_locks_shut_the_first_decides_and_the_second_takes_nothing_away(ask: Ask) -> None:
    said = {name: signature_of(member(name)) for name in OTHER_SIDE}
    with_both = {name: of_the_harmed(ask, said[name]) for name in OTHER_SIDE}
    try:
        for table in tables():
            as_owner(sql.SQL("DROP POLICY second_lock ON {}").format(sql.Identifier(table)))
        with_one = {name: of_the_harmed(ask, said[name]) for name in OTHER_SIDE}
    finally:
        as_owner(second_lock.LOCK)
    assert with_both == with_one
    assert sum(map(len, with_both.values())) > 10


def test_a_signature_counts_through_its_own_role_only(ask: Ask) -> None:
    who = "SELECT pt(), pr(), acting_staff(), as_program()"
    adaeze, marian = member("Adaeze Obi"), member("Marian Okafor")
    assert ask(signature_of(adaeze), who)[0][2] == adaeze.id
    assert ask(signature_of(marian), who) == [(None, None, None, None)]
    with transaction.atomic(), connection.cursor() as cursor:
        for staff, counts in ((marian, marian.id), (adaeze, None)):
            cursor.execute("SELECT set_config('app.reader', %s, true)", [signature_of(staff)])
            cursor.execute("SELECT acting_staff()")
            assert cursor.fetchone() == (counts,)


FORBIDDEN = {
    "open the vault": "SELECT vault.open_contact(gen_random_uuid(), 'page', 'why')",
    "write to the vault": "SELECT vault.keep_contact(gen_random_uuid(), 'mobile', 'x')",
    "read the vault": "SELECT * FROM vault.contact",
    "read the keys of people": "SELECT * FROM people_matchkey",
    "compare people": "SELECT keeper.possible_duplicates(gen_random_uuid())",
    "compare referrals": "SELECT keeper.similar_referrals(gen_random_uuid())",
    "become the application": "SET ROLE rjhub_app",
    "become the keeper": "SET ROLE rjhub_keeper",
    "take its session": "SET SESSION AUTHORIZATION rjhub_app",
    "drop the lock": "DROP POLICY second_lock ON people_safecontact",
    "make a table": "CREATE TABLE public.copied (words text)",
    "make a temporary table": "CREATE TEMPORARY TABLE copied (words text)",
    "read the key of signatures": "SELECT * FROM keeper.signing_key",
    "read what others read": "SELECT files FROM audit_consultation",
    "cut the log": "DELETE FROM audit_entry",
}


def test_the_role_may_nothing_that_leads_round_the_lock(ask: Ask) -> None:
    said = signature_of(member("Adaeze Obi"))
    for what, statement in FORBIDDEN.items():
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            pytest.fail(f"{what}: {ask(said, statement)}")


def test_it_calls_only_the_functions_with_borrowed_rights_that_are_named(lived_in: None) -> None:
    called = as_owner(
        "SELECT proname FROM pg_proc WHERE pronamespace IN ('keeper'::regnamespace, 'vault'::regnamespace) "
        "AND prosecdef AND prorettype <> 'trigger'::regtype "
        "AND has_function_privilege('rjhub_responsible', oid, 'EXECUTE') "
        "AND has_schema_privilege('rjhub_responsible', pronamespace, 'USAGE')"
    )
    assert {name for (name,) in called} == {*second_lock.CALLED, "who_asks"}


def test_functions_keep_to_the_lock_where_who_sees_a_row_is_wrong(ask: Ask) -> None:
    """They look with the keeper's rights, past the policies, so they say the lock themselves."""
    staff = member("Ryan Tipping")
    written = "SET ROLE rjhub_keeper; UPDATE people_person SET acl = {}; RESET ROLE"
    as_owner("ALTER TABLE people_person DISABLE TRIGGER fill_acl")
    as_owner(written.format(f"ARRAY[{staff.principal_id}]"))
    try:
        names = dict(as_owner("SELECT DISTINCT ON (side) side, id FROM people_person WHERE partnership_id = %s "
                              "ORDER BY side, family_name", staff.partnership_id))  # fmt: skip
        said = signature_of(staff)
        sees = {side: ask(said, "SELECT keeper.sees(%s)", who)[0][0] for side, who in names.items()}
        born = as_owner("SELECT DISTINCT born_on FROM people_person WHERE born_on IS NOT NULL")
        search = "SELECT person_id FROM keeper.search_people('{}', '', %s, '', NULL, 1000)"
        found = [who for (day,) in born for (who,) in ask(said, search, day)]
        sides = {side for (side,) in as_owner("SELECT side FROM people_person WHERE id = ANY (%s)", found)}
    finally:
        as_owner("ALTER TABLE people_person ENABLE TRIGGER fill_acl")
        as_owner(written.format("acl"))
    assert sees == {"harmed": False, "responsible": True}
    assert sides == {"responsible"}


def test_what_sessions_of_this_side_say_about_who_asks_is_not_shown_to_the_other(ask: Ask) -> None:
    with at_work(member("Marian Okafor")):
        others = (
            "SELECT DISTINCT query FROM pg_stat_activity WHERE datname = current_database() AND usename <> %s"
        )
        assert ask("", others, connecting.RESPONSIBLE) == [("<insufficient privilege>",)]


def test_pages_are_asked_for_as_the_role_of_ones_side(
    lived_in: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted: list[tuple[Any, ...]] = []
    tell = doors._tell_database

    def telling(reader: doors.Reader) -> None:
        tell(reader)
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user, pg_backend_pid(), as_program()")
            noted.append(cursor.fetchone())

    monkeypatch.setattr(doors, "_tell_database", telling)
    for name in (*OTHER_SIDE, *BESIDE_THE_HARMED):
        client, noted[:] = signed_in(name), []
        for address in ("/", "/cases", "/people", "/referrals"):
            client.get(address)
        wanted = "rjhub_responsible" if name in OTHER_SIDE else "rjhub_app"
        assert {role for role, _, _ in noted} == {wanted}, name
        assert connections["default"].alias == "default"


def test_everything_inside_a_door_goes_through_one_connection(lived_in: None) -> None:
    said: list[str] = []

    def who() -> str:
        with connection.cursor() as cursor:
            cursor.execute("SELECT session_user || ' ' || pg_backend_pid()")
            return str(cursor.fetchone()[0])

    adaeze = member("Adaeze Obi")
    with at_work(adaeze):
        said.append(who())
        transaction.on_commit(lambda: said.append(who()))
        with doors.opened(readers.coordinators_of(adaeze.partnership_id), door="test", purpose="the program"):
            said.append(who())
        with transaction.atomic():
            said.append(who())
    assert len(set(said)) == 1
    assert said[0].startswith("rjhub_responsible ")
    assert not who().startswith("rjhub_responsible ")


def test_no_transaction_is_spread_over_two_connections(lived_in: None) -> None:
    with transaction.atomic(), pytest.raises(connecting.InTheMidst), at_work(member("Adaeze Obi")):
        pytest.fail("a door inside a transaction of another role")
    with (
        at_work(member("Adaeze Obi")),
        pytest.raises(connecting.InTheMidst),
        at_work(member("Marian Okafor")),
    ):
        pytest.fail("a door of one side inside one of the other")
    with at_work(member("Marian Okafor")), connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("rjhub_app",)


def test_after_an_error_inside_a_door_the_next_request_is_ones_own(lived_in: None) -> None:
    with pytest.raises(psycopg.errors.DivisionByZero), at_work(member("Adaeze Obi")):
        connection.connection.execute("SELECT 1/0")
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("rjhub_app",)
    with at_work(member("Adaeze Obi")), connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("rjhub_responsible",)
