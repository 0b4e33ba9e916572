"""What opens an account is out of reach for whoever works on cases, and what is confidential for the front door."""

from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from psycopg import sql

from rjhub.cases.tests.factories import at_work, member
from rjhub.kernel import clock, connecting
from rjhub.partnership.actions import joining
from rjhub.partnership.actions.leaving import leave
from rjhub.partnership.models import Staff
from rjhub.partnership.sessions import digest_of
from rjhub.partnership.tests import factories
from rjhub.partnership.tests.factories import JOINED_ON
from rjhub.partnership.vocabulary import Role
from rjhub.sharing import doors, rights

pytestmark = pytest.mark.django_db
AT_WORK = (connecting.APP, connecting.RESPONSIBLE)
DONE_TO = {
    "read": "SELECT * FROM {}",
    "count": "SELECT count(*) FROM {}",
    "delete": "DELETE FROM {}",
    "copy out": "COPY {} TO STDOUT",
    "lock": "LOCK TABLE {}",
}
TO_ACCOUNTS = {
    "have a new password mailed elsewhere": "UPDATE partnership_account SET email = 'somebody@else.example'",
    "need no second factor": "UPDATE partnership_account SET password_only = true",
    "delete an account": "DELETE FROM partnership_account",
    "sign everybody out": "UPDATE partnership_account SET session_stamp = md5(gen_random_uuid()::text)",
    "bring back sessions that were ended": "UPDATE partnership_account SET session_stamp = 'as it was before'",
}


@pytest.fixture
def run(db: None) -> Any:
    """Run a statement as a role, past everything that Django watches."""
    connection.ensure_connection()

    def statement(role: str, one: Any, *values: Any) -> list[tuple[Any, ...]]:
        with transaction.atomic(), connection.connection.cursor() as cursor:
            cursor.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(role)))
            cursor.execute(one, list(values) or None)
            found = list(cursor.fetchall()) if cursor.description else []
            cursor.execute("SET ROLE rjhub_app")
            return found

    return statement


def refused(run: Any, role: str, statements: dict[str, Any]) -> set[str]:
    found = set()
    for what, one in statements.items():
        try:
            run(role, one)
        except psycopg.errors.InsufficientPrivilege:
            found.add(what)
    return found


@pytest.mark.parametrize("role", AT_WORK)
def test_whoever_works_on_cases_reaches_nothing_of_signing_in(role: str, run: Any) -> None:
    tried = {
        f"{what} {table}": sql.SQL(statement).format(sql.Identifier(table))
        for table in rights.FRONT_ONLY
        for what, statement in DONE_TO.items()
    }
    assert refused(run, role, tried) == set(tried)


@pytest.mark.parametrize("role", AT_WORK)
def test_whoever_works_on_cases_makes_no_way_in_of_an_account(role: str, run: Any) -> None:
    assert refused(run, role, TO_ACCOUNTS) == set(TO_ACCOUNTS)


def test_every_table_that_signing_in_brought_is_out_of_their_reach(run: Any) -> None:
    """A factor or a way to sign on that is added later has to be put on the list."""
    found = run(
        settings.DATABASES["owner"]["USER"],
        sql.SQL("SELECT relname::text FROM pg_class WHERE relkind = 'r' AND relname ~ '^(mfa|account|socialaccount|"
                "usersessions|django_session)' ORDER BY 1"),
    )  # fmt: skip
    assert {name for (name,) in found} <= set(rights.FRONT_ONLY)


def test_the_front_door_reaches_nothing_confidential(run: Any) -> None:
    reached = run(
        settings.DATABASES["owner"]["USER"],
        sql.SQL("SELECT c.oid::regclass::text FROM pg_class c WHERE c.relkind IN ('r', 'v', 'm') "
                "AND (c.relnamespace IN ('keeper'::regnamespace, 'vault'::regnamespace) OR c.relname = ANY (%s)) "
                "AND (has_table_privilege('rjhub_front', c.oid, 'SELECT, INSERT, UPDATE, DELETE') "
                "OR has_any_column_privilege('rjhub_front', c.oid, 'SELECT, INSERT, UPDATE'))"),
        [*doors.protected_tables(), "sharing_file", "sharing_grant", "sharing_allowance", "people_matchkey"],
    )  # fmt: skip
    assert reached == []
    called = run(
        settings.DATABASES["owner"]["USER"],
        "SELECT oid::regprocedure::text FROM pg_proc WHERE prosecdef AND prorettype <> 'trigger'::regtype "
        "AND pronamespace IN ('keeper'::regnamespace, 'vault'::regnamespace) "
        "AND has_schema_privilege('rjhub_front', pronamespace, 'USAGE') "
        "AND has_function_privilege('rjhub_front', oid, 'EXECUTE')",
    )
    assert sorted(called) == [
        ("keeper.use_token(bytea)",),
        ("keeper.who_asks()",),
        ("keeper.work_by_feed(bytea)",),
    ]


def signed_in() -> tuple[Client, str]:
    client = Client()
    client.force_login(factories.tom().account)
    assert client.get("/my-account").status_code == 200
    return client, client.cookies[settings.SESSION_COOKIE_NAME].value


def test_what_the_browser_holds_stands_nowhere_in_the_database(run: Any) -> None:
    _, key = signed_in()
    rows = run(
        connecting.FRONT,
        sql.SQL(
            "SELECT s::text FROM django_session s UNION ALL SELECT o::text FROM partnership_opensession o"
        ),
    )
    assert any(digest_of(key) in row for (row,) in rows)
    assert not any(key in row for (row,) in rows)


def test_what_stands_in_the_database_opens_nothing() -> None:
    _, key = signed_in()
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = digest_of(key)
    assert thief.get("/my-account").status_code == 302


def test_what_one_session_says_counts_in_its_own_row_only(run: Any) -> None:
    client, key = signed_in()
    other = Client()
    other.force_login(member("Marian Okafor").account)
    hers = other.cookies[settings.SESSION_COOKIE_NAME].value
    run(
        connecting.FRONT,
        sql.SQL("UPDATE django_session mine SET session_data = hers.session_data FROM django_session hers "
                "WHERE mine.session_key = %s AND hers.session_key = %s"),
        digest_of(key), digest_of(hers),
    )  # fmt: skip
    assert other.get("/my-account").status_code == 200
    assert client.get("/my-account").status_code == 302


def test_only_an_administrator_signs_somebody_out_from_inside_a_door() -> None:
    tom = factories.tom()
    for name in ("Marian Okafor", "Adaeze Obi"):
        with (
            at_work(member(name)),
            pytest.raises(Exception, match="an administrator of their own agency"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("SELECT keeper.sign_out(%s, true)", [tom.account_id])
    with connecting.signed_in_as(connecting.FRONT):
        assert tom.account.has_usable_password()


def _signed_out_by(administrator: Staff, who: Staff) -> bool:
    try:
        with at_work(administrator), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT keeper.sign_out(%s, false)", [who.account_id])
    except ProgrammingError:
        return False
    return True


def test_an_administrator_signs_out_whoever_works_for_them_and_not_who_left_them_for_another_agency(
    run: Any,
) -> None:
    meera, tom = factories.meera(), factories.tom()
    assert not _signed_out_by(meera, meera)
    assert _signed_out_by(meera, tom)
    assert _signed_out_by(meera, leave(tom, on=clock.today(), by=None))
    joining.take_on(
        tom.account,
        agency=factories.agency("probation-sussex"),
        roles=[Role.REFERRER],
        since=JOINED_ON,
        by=None,
    )
    assert not _signed_out_by(meera, tom)


def test_inside_a_door_nobody_becomes_the_front_door() -> None:
    with at_work(member("Marian Okafor")), pytest.raises(connecting.InTheMidst):
        _ = member("Sheila Osgood").account.password
