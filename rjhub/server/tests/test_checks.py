"""`rjhub check` sees each fault that it says it sees."""

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connections
from procrastinate.schema import SchemaManager

from rjhub.server import checks, postgres, preparing, roles
from rjhub.server.checks import clock, database, tables, walls, worker
from rjhub.server.checks import roles as roles_check
from rjhub.server.checks.finding import Finding, Level

AS_IT_SHOULD_BE = """
drop schema if exists public, vault cascade;
create schema public;
alter database rjhub_checked reset timezone;
create table note (id int, side text, acl int[]);
alter table note enable row level security;
alter table note force row level security;
create policy see on note for select to rjhub_app using (acl && '{1}');
create policy second_lock on note as restrictive to rjhub_responsible using (side <> 'harmed')
  with check (side <> 'harmed');
create schema vault authorization rjhub_vault;
set role rjhub_vault;
create table vault.contact (id int);
create function vault.open_contact() returns bigint language sql security definer return 1;
"""


class Hub:
    """A database of our own, in which a test plants one fault."""

    def __init__(self, cluster: postgres.Cluster) -> None:
        self.cluster = cluster

    def plant(self, fault: str) -> None:
        with psycopg.connect(
            host=self.cluster.socket, user=self.cluster.owner, dbname="rjhub_checked", autocommit=True
        ) as connection:
            connection.execute(fault.encode())


@pytest.fixture(scope="module")
def standing_hub(made_cluster: Path) -> Iterator[Hub]:
    cluster = postgres.start(made_cluster, fast=True)
    yield Hub(cluster)
    cluster.stop(force=True)


@pytest.fixture
def hub(standing_hub: Hub, monkeypatch: pytest.MonkeyPatch) -> Hub:
    """Give a database with the roles and one protected table, in which nothing is wrong."""
    cluster = standing_hub.cluster
    roles.prepare(f"host={cluster.socket} user={cluster.owner}", "rjhub_checked", {})
    standing_hub.plant("revoke rjhub_keeper from rjhub_app; revoke rjhub_app from rjhub_responsible")
    standing_hub.plant(AS_IT_SHOULD_BE)
    at = {"HOST": cluster.socket, "PORT": "", "NAME": "rjhub_checked", "PASSWORD": ""}
    monkeypatch.setitem(
        settings.DATABASES, "owner", settings.DATABASES["owner"] | at | {"USER": cluster.owner}
    )
    monkeypatch.setitem(
        settings.DATABASES, "default", settings.DATABASES["default"] | at | {"USER": roles.APP}
    )
    monkeypatch.setitem(
        settings.DATABASES,
        "responsible",
        settings.DATABASES["responsible"] | at | {"USER": roles.RESPONSIBLE},
    )
    monkeypatch.setitem(settings.DATABASES, "front", settings.DATABASES["front"] | at | {"USER": roles.FRONT})
    return standing_hub


def said(check: Callable[[], Iterable[Finding]], level: Level = Level.WRONG) -> str:
    return " / ".join(f"{found.meaning} {found.remedy}" for found in check() if found.level is level)


@pytest.mark.usefixtures("hub")
@pytest.mark.parametrize("check", [database.check, roles_check.check, walls.check, clock.check])
def test_nothing_is_said_to_be_wrong_where_nothing_is(check: Callable[[], Iterable[Finding]]) -> None:
    assert [found.level for found in check()] == [Level.OK]


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("alter role rjhub_app superuser", "rjhub_app is SUPERUSER"),
        ("alter role rjhub_app bypassrls", "rjhub_app is BYPASSRLS"),
        ("alter role rjhub_reader createrole", "rjhub_reader is CREATEROLE"),
        ("alter role rjhub_vault login", "rjhub_vault can sign in"),
        ("alter role rjhub_reader nologin", "rjhub_reader cannot sign in"),
        ("alter role rjhub_responsible nologin", "rjhub_responsible cannot sign in"),
        ("alter role rjhub_responsible bypassrls", "rjhub_responsible is BYPASSRLS"),
        ("grant rjhub_app to rjhub_responsible", "rjhub_responsible is a member of rjhub_app"),
        ("grant rjhub_keeper to rjhub_app", "rjhub_app is a member of rjhub_keeper"),
        ("alter table note owner to rjhub_app", "rjhub_app owns the table or sequence note"),
        ("alter schema vault owner to rjhub_reader", "rjhub_reader owns the schema vault"),
        ("alter table note owner to rjhub_app; revoke all on note from rjhub_app", "rjhub_app owns"),
        ("drop schema vault cascade; drop role rjhub_vault", "rjhub_vault does not exist"),
    ],
)
def test_a_role_with_too_much_power_is_seen(hub: Hub, fault: str, words: str) -> None:
    hub.plant(fault)

    assert words in said(roles_check.check)


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("alter table note disable row level security", "ALTER TABLE note ENABLE ROW LEVEL SECURITY"),
        ("alter table note no force row level security", "ALTER TABLE note FORCE ROW LEVEL SECURITY"),
        ("drop policy see on note", "the table note has no policy"),
        ("create policy everything on note to rjhub_app using (true)", "note shows every row to everybody"),
        ("create policy everything on note using (true)", "note shows every row to everybody"),
        ("create table safety (acl int[])", "the table safety is open"),
        ("drop policy second_lock on note", "the table note has no second lock"),
        ("alter policy second_lock on note with check (true)", "the table note has no second lock"),
        ("alter policy second_lock on note to rjhub_app", "the table note has no second lock"),
        (
            "grant usage on schema vault to rjhub_responsible",
            "rjhub_responsible may call vault.open_contact()",
        ),
        (
            "grant select on vault.contact to rjhub_responsible",
            "rjhub_responsible reaches the table vault.contact",
        ),
        ("grant select on vault.contact to rjhub_app", "rjhub_app reaches the table vault.contact"),
        ("grant insert (id) on vault.contact to public", "rjhub_reader reaches the table vault.contact"),
        ("create view notes as select * from note", "ALTER VIEW notes SET (security_invoker = true)"),
        ("create materialized view notes as select * from note", "the view notes shows every row"),
        (
            "create function all_notes() returns bigint language sql security definer return (select 1)",
            "the function all_notes() runs with the rights of somebody who sees every row",
        ),
        ("drop table note", "there is no protected table at all"),
    ],
)
def test_a_hole_in_the_walls_is_seen(hub: Hub, fault: str, words: str) -> None:
    hub.plant(fault)

    assert words in said(walls.check)


def test_a_database_that_does_not_answer_is_said_and_what_needs_it_is_left_out(
    hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(settings.DATABASES["owner"], "HOST", "/nowhere")

    found = list(checks.run())

    assert [line.subject for line in found if line.level is Level.WRONG] == ["database"]
    assert "cannot be reached as rjhub_owner" in said(database.check)
    assert "walls" not in {line.subject for line in found}


def test_why_a_database_does_not_answer_is_said_without_the_drivers_guesses(
    hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(settings.DATABASES["owner"], "HOST", "/nowhere")

    assert "Is the server running locally" not in said(database.check)
    assert "does DATABASE_URL name it" in said(database.check)


def test_a_database_that_was_not_made_yet_is_told_apart(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(settings.DATABASES["owner"], "NAME", "nobody_made_this")

    assert 'database "nobody_made_this" does not exist Run `rjhub setup`' in said(database.check)


def test_an_application_that_may_not_sign_in_is_said(hub: Hub) -> None:
    hub.plant("alter role rjhub_app nologin")

    assert "cannot be reached as rjhub_app" in said(database.check)


def test_the_role_of_the_other_side_that_may_not_sign_in_is_said_and_who_misses_it(hub: Hub) -> None:
    hub.plant("alter role rjhub_responsible nologin")

    assert "cannot be reached as rjhub_responsible" in said(database.check)
    assert "RJHUB_RESPONSIBLE_PASSWORD" in said(database.check)


def test_an_old_server_is_said(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roles, "OLDEST_VERSION", 990000)

    assert "is too old" in said(database.check)


def test_a_database_in_a_narrow_encoding_is_said(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    hub.plant("create database rjhub_narrow encoding 'LATIN1' locale 'C' template template0")
    for alias in ("owner", "default"):
        monkeypatch.setitem(settings.DATABASES[alias], "NAME", "rjhub_narrow")

    assert "keeps text as LATIN1" in said(database.check)


def test_clocks_that_differ_are_seen_and_a_slow_answer_is_not_taken_for_it(
    hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.time()
    moments = iter([now - 60, now - 59, now - 60, now + 60])
    monkeypatch.setattr(clock.time, "time", lambda: next(moments))

    assert "seconds apart" in said(clock.check)
    assert said(clock.check) == ""


def test_another_time_zone_is_seen(hub: Hub) -> None:
    hub.plant("alter database rjhub_checked set timezone = 'Europe/London'")

    assert "time zone is Europe/London" in said(clock.check, Level.WARNING)


@pytest.mark.parametrize(
    ("planted", "level", "words"),
    [
        ("", Level.WARNING, "none has been seen for a minute"),
        ("insert into procrastinate_workers default values", Level.OK, "1 alive"),
        (
            "insert into procrastinate_workers (last_heartbeat) values (now() - interval '1 hour')",
            Level.WARNING,
            "none has been seen for a minute",
        ),
        (
            "insert into procrastinate_jobs (task_name, queue_name) values ('send', 'default')",
            Level.WRONG,
            "1 jobs wait",
        ),
        (
            "insert into procrastinate_jobs (task_name, queue_name, status) values ('send', 'x', 'failed')",
            Level.WARNING,
            "1 jobs failed",
        ),
        (
            (
                "insert into procrastinate_workers default values;"
                "insert into procrastinate_jobs (task_name, queue_name) values ('send', 'default')"
            ),
            Level.WARNING,
            "1 jobs have waited",
        ),
    ],
)
def test_a_missing_worker_and_jobs_that_nobody_takes_are_seen(
    hub: Hub, planted: str, level: Level, words: str
) -> None:
    hub.plant(SchemaManager.get_schema())
    hub.plant(planted)

    assert words in said(worker.check, level)


def test_tables_of_an_older_version_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparing, "pending_migrations", lambda: ["cases.0009_pausing"])

    assert "1 have not been applied (cases.0009_pausing" in said(tables.check)


@pytest.mark.django_db(databases=["default", "owner"])
def test_a_migration_that_was_not_applied_is_found() -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("delete from django_migrations where app = 'sessions'")

    assert preparing.pending_migrations() == ["sessions.0001_initial"]
