"""What somebody tries who can run SQL of their own as the program's role, and what comes of it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import psycopg
import pytest
import time_machine
from django.db import connection, transaction
from psycopg import sql

from rjhub.cases.models import Case
from rjhub.cases.tests.factories import a_case, at_work, member
from rjhub.sharing import doors, signing
from rjhub.sharing.models import Grant

pytestmark = pytest.mark.django_db


@pytest.fixture
def run() -> Iterator[Any]:
    """Run statements as the role, past everything that Django watches; answers the last one's rows."""
    connection.ensure_connection()

    def statements(*several: str) -> list[tuple[Any, ...]]:
        with transaction.atomic(), connection.connection.cursor() as cursor:
            for one in several:
                cursor.execute(one)
            return list(cursor.fetchall()) if cursor.description else []

    with transaction.atomic():
        yield statements
        transaction.set_rollback(True)


FORBIDDEN = {
    "empty a table": "TRUNCATE cases_case CASCADE",
    "make a table": "CREATE TABLE public.cases_copy (words text)",
    "make a temporary table": "CREATE TEMPORARY TABLE audit_consultation (words text)",
    "make a temporary function": "CREATE FUNCTION pg_temp.pt() RETURNS smallint LANGUAGE sql AS 'SELECT 1::smallint'",
    "make a view": "CREATE VIEW public.everything AS SELECT * FROM cases_case",
    "read a file of the server": "SELECT pg_read_file('/etc/hostname')",
    "write a file of the server": "COPY (SELECT 1) TO '/rjhub'",
    "run a program on the server": "COPY (SELECT 1) TO PROGRAM 'true'",
    "load a file into a large object": "SELECT lo_import('/etc/hostname')",
    "load an extension": "CREATE EXTENSION dblink",
    "switch triggers and foreign keys off": "SET session_replication_role = replica",
    "open a table": "ALTER TABLE cases_case DISABLE ROW LEVEL SECURITY",
    "drop a policy": "DROP POLICY see ON cases_case",
    "hang a trigger on a table": "CREATE TRIGGER mine BEFORE INSERT ON cases_case FOR EACH ROW "
    "EXECUTE FUNCTION keeper.fill_acl()",
    "read the vault": "SELECT * FROM vault.contact",
    "read the keys of people": "SELECT * FROM people_matchkey",
    "read what others read": "SELECT files FROM audit_consultation",
    "change the log": "UPDATE audit_entry SET tag = 'nothing:was:done'",
    "cut the log": "DELETE FROM audit_consultation",
    "forget a migration": "DELETE FROM django_migrations",
    "ask the keeper who is granted a file": "SELECT keeper.acl(1::smallint, gen_random_uuid(), 'harmed', 'contact')",
    "ask the keeper what stands in a case's way": "SELECT keeper.obstacles(1::smallint, gen_random_uuid(), false)",
    "say that a function leaks nothing": "CREATE FUNCTION public.tell(text) RETURNS boolean LANGUAGE sql LEAKPROOF "
    "AS 'SELECT true'",
}


@pytest.mark.parametrize("act", FORBIDDEN)
def test_the_role_may_not(act: str, run: Any) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        run(FORBIDDEN[act])


def test_a_type_of_ones_own_does_not_run_code_in_a_reviewed_function(behind_the_walls: Any, run: Any) -> None:
    """The way in that stood open once: `uuid` meant the attacker's type, whose check ran as the vault's owner."""
    ran_as: list[str] = []
    connection.connection.add_notice_handler(lambda notice: ran_as.append(str(notice.message_primary)))
    with behind_the_walls() as cursor:
        cursor.execute("DO $$ BEGIN EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO PUBLIC', current_database());"
                       " END $$")  # fmt: skip
    run(
        "CREATE FUNCTION pg_temp.spy(v pg_catalog.uuid) RETURNS boolean LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE WARNING '%', current_user; RETURN true; END $$",
        "CREATE DOMAIN pg_temp.uuid AS pg_catalog.uuid CHECK (pg_temp.spy(VALUE))",
    )
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="not granted"):
        run("SELECT * FROM vault.open_contact(gen_random_uuid(), 'page', 'why')")
    assert ran_as == []


UNNOTICED = (
    "SELECT * FROM cases_case",
    "SELECT count(*) FROM public.cases_case",
    'SELECT 1 FROM "public"."cases_case"',
    "SELECT 1 FROM partnership_staff, cases_case",
    "SELECT 1 FROM ONLY cases_case",
    "TABLE cases_case",
    "COPY cases_case TO STDOUT",
    "SELECT 1\nFROM\n  cases_case",
)


@pytest.mark.parametrize("statement", UNNOTICED)
@pytest.mark.parametrize("as_what", [str, sql.SQL])
def test_no_way_to_write_a_statement_of_the_program_gets_past_the_door(statement: str, as_what: Any) -> None:
    with pytest.raises(doors.NoDoorOpen), connection.cursor() as cursor:
        cursor.execute(as_what(statement))


@pytest.fixture
def case(behind_the_walls: Any) -> Case:
    """A case of yesterday in Sussex, which Adaeze of the probation service has nothing to do with."""
    with at_work(member("Marian Okafor")) as marian:
        made = a_case(marian)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with behind_the_walls() as cursor:
        cursor.execute("UPDATE sharing_file SET opened_in = '1'")
    return made


def seen_by(run: Any, said: str) -> int:
    rows = run(f"SET LOCAL app.reader = '{said}'", "SELECT count(*) FROM cases_case")
    return int(rows[0][0])


def test_who_asks_counts_only_as_the_program_signed_it(case: Case, run: Any) -> None:
    marian = member("Marian Okafor")
    coordinators = case.hub.coordinators_id
    said = signing.signed(case.partnership_id, (coordinators,), marian.id)
    assert seen_by(run, said) == 1
    forged = [
        said[65:],
        "0" * 64 + said[64:],
        said.replace(";{", ";{1,"),
        said.replace(f" {case.partnership_id};", f" {case.partnership_id + 1};"),
        signing.signed(case.partnership_id, (member("Adaeze Obi").principal_id,), marian.id)[:65] + said[65:],
        "nonsense",
        "",
    ]
    assert [seen_by(run, one) for one in forged] == [0] * len(forged)


def test_what_was_signed_yesterday_counts_no_more(case: Case, run: Any, settings: Any) -> None:
    settings.SIGNATURES_HOLD = timedelta(hours=12)
    with time_machine.travel("2026-01-02 09:00", tick=False):
        said = signing.signed(case.partnership_id, (case.hub.coordinators_id,), None)
    assert seen_by(run, said) == 0


def test_who_asked_last_on_a_connection_is_forgotten_with_the_transaction(case: Case, run: Any) -> None:
    said = signing.signed(case.partnership_id, (case.hub.coordinators_id,), None)
    assert seen_by(run, said) == 1
    connection.connection.execute("SAVEPOINT before; SET LOCAL app.reader = ''; ")
    assert run("SELECT pt(), pr(), acting_staff()") == [(None, None, None)]


def test_the_key_of_signatures_is_out_of_reach(run: Any) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        run("SELECT * FROM keeper.signing_key")


GRANT_ONESELF = (
    "INSERT INTO sharing_grant (id, partnership_id, file_id, holder_id, works_with, sides, categories, purpose,"
    " granted_at) SELECT gen_random_uuid(), partnership_id, '{file}', id, works_with, ARRAY['{side}'],"
    " ARRAY['{category}'], 'answer', now() FROM partnership_principal WHERE id = {holder}"
)


def test_nobody_grants_what_they_do_not_hold(case: Case, run: Any) -> None:
    adaeze, marian = member("Adaeze Obi"), member("Marian Okafor")
    herself = (
        f"SET LOCAL app.reader = '{signing.signed(case.partnership_id, (adaeze.principal_id,), adaeze.id)}'"
    )
    hub = (marian.principal_id, case.hub.coordinators_id)
    as_the_hub = f"SET LOCAL app.reader = '{signing.signed(case.partnership_id, hub, marian.id)}'"

    def give(side: str, category: str) -> str:
        wanted = {"file": case.file_id, "holder": adaeze.principal_id, "side": side, "category": category}
        return GRANT_ONESELF.format(**wanted)

    for side in ("responsible", "neutral", "harmed"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            run(herself, give(side, "casework"))
    run(as_the_hub, give("responsible", "casework"))
    run(herself, give("responsible", "casework"))
    for side, category in (("harmed", "casework"), ("responsible", "statement")):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            run(herself, give(side, category))


def test_nobody_grants_one_side_of_one_grant_with_the_kind_of_another(case: Case, run: Any) -> None:
    """Who holds the work with the harmed and what the responsible said gives nobody what the harmed said."""
    adaeze, marian = member("Adaeze Obi"), member("Marian Okafor")
    her, gareth = adaeze.principal_id, member("Gareth Pugh").principal_id

    def as_somebody(*principals: int) -> str:
        return f"SET LOCAL app.reader = '{signing.signed(case.partnership_id, principals, None)}'"

    def give(side: str, category: str, holder: int) -> str:
        return GRANT_ONESELF.format(file=case.file_id, holder=holder, side=side, category=category)

    hub = as_somebody(marian.principal_id, case.hub.coordinators_id)
    run(hub, give("harmed", "casework", her), give("responsible", "statement", her))
    run(as_somebody(her), give("responsible", "statement", gareth))
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        run(as_somebody(her), give("harmed", "statement", gareth))


def test_a_grant_is_neither_widened_nor_given_to_another_nor_brought_back(case: Case, run: Any) -> None:
    with at_work(member("Marian Okafor")):
        grant = Grant.objects.filter(file_id=case.file_id).first()
        assert grant is not None
    for change in ("holder_id = holder_id", "sides = sides", "categories = categories", "until = NULL"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            run(f"UPDATE sharing_grant SET {change}")
    said = (
        f"SET LOCAL app.reader = '{signing.signed(case.partnership_id, (case.hub.coordinators_id,), None)}'"
    )
    run(said, f"UPDATE sharing_grant SET ended_at = now() WHERE id = '{grant.id}'")
    with pytest.raises(psycopg.errors.CheckViolation, match="stays so"):
        run(said, f"UPDATE sharing_grant SET ended_at = NULL WHERE id = '{grant.id}'")


def test_nobody_is_moved_to_another_side_of_the_wall(run: Any) -> None:
    adaeze, esther = member("Adaeze Obi"), member("Esther Lindqvist")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        run(f"UPDATE partnership_principal SET works_with = 'both' WHERE id = {adaeze.principal_id}")
    with pytest.raises(psycopg.errors.CheckViolation, match="stays on its side"):
        run(f"UPDATE partnership_agency SET works_with = 'both' WHERE id = '{adaeze.agency_id}'")
    with pytest.raises(psycopg.errors.CheckViolation, match="a principal of their own"):
        run(f"UPDATE partnership_staff SET agency_id = '{esther.agency_id}' WHERE id = '{adaeze.id}'")
