"""What somebody tries who can run SQL of their own as the program's role, and what comes of it."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction

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
