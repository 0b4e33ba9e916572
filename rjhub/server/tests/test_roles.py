"""The database and its roles, on a real server."""

import psycopg
import pytest

from rjhub.server import postgres, roles
from rjhub.server.roles import RolesTroubleError

DATABASE = "rjhub"


def owner_of(cluster: postgres.Cluster) -> str:
    return f"host={cluster.socket} port={cluster.port} user={cluster.owner}"


def connect(cluster: postgres.Cluster, user: str, database: str = "postgres") -> psycopg.Connection:
    return psycopg.connect(
        host=cluster.socket, port=cluster.port, user=user, dbname=database, autocommit=True
    )


@pytest.fixture
def prepared(cluster: postgres.Cluster) -> postgres.Cluster:
    roles.prepare(owner_of(cluster), DATABASE, {})
    return cluster


def test_the_application_and_the_reader_sign_in_without_any_power(prepared: postgres.Cluster) -> None:
    with connect(prepared, roles.APP, DATABASE) as database:
        found = roles.read(database)

    assert found[roles.APP] == roles.Role(roles.APP, signs_in=True, powers=())
    assert found[roles.RESPONSIBLE] == roles.Role(roles.RESPONSIBLE, signs_in=True, powers=())
    assert found[roles.READER] == roles.Role(roles.READER, signs_in=True, powers=())


@pytest.mark.parametrize("role", [roles.KEEPER, roles.VAULT])
def test_nobody_signs_in_as_the_keeper_or_the_vault(prepared: postgres.Cluster, role: str) -> None:
    with pytest.raises(psycopg.OperationalError, match="not permitted to log in"):
        connect(prepared, role, DATABASE)


def test_the_database_keeps_every_name_and_sorts_alike_everywhere(prepared: postgres.Cluster) -> None:
    with connect(prepared, prepared.owner, DATABASE) as database:
        row = database.execute(
            "select pg_encoding_to_char(encoding), datcollate, datlocprovider::text from pg_database"
            " where datname = current_database()"
        ).fetchone()

    assert row == ("UTF8", "C.UTF-8", "c")


def test_the_planner_weighs_few_orders_of_joining(prepared: postgres.Cluster) -> None:
    with connect(prepared, roles.APP, DATABASE) as database:
        assert database.execute("show join_collapse_limit").fetchone() == ("4",)


def test_preparing_again_changes_nothing(prepared: postgres.Cluster) -> None:
    assert roles.prepare(owner_of(prepared), DATABASE, {}) == []


def test_preparing_takes_power_from_a_role_that_got_too_much(prepared: postgres.Cluster) -> None:
    with connect(prepared, prepared.owner) as database:
        database.execute(f"alter role {roles.APP} superuser bypassrls createrole")
        database.execute(f"alter role {roles.VAULT} login")

    assert roles.prepare(owner_of(prepared), DATABASE, {}) == [
        f"corrected the role {roles.APP}",
        f"corrected the role {roles.VAULT}",
    ]

    with connect(prepared, prepared.owner) as database:
        assert all(role.is_as_wanted() for role in roles.read(database).values())


def test_a_password_is_kept_as_a_hash_that_only_the_server_can_check(prepared: postgres.Cluster) -> None:
    roles.prepare(owner_of(prepared), DATABASE, {roles.APP: "correct horse battery staple"})

    with connect(prepared, prepared.owner) as database:
        row = database.execute("select rolpassword from pg_authid where rolname = %s", [roles.APP]).fetchone()
    assert row is not None
    assert row[0].startswith("SCRAM-SHA-256$")


def test_an_owner_who_may_make_roles_and_databases_need_not_be_superuser(cluster: postgres.Cluster) -> None:
    with connect(cluster, cluster.owner) as database:
        database.execute("create role hub_owner login createrole createdb")
    as_hub_owner = f"host={cluster.socket} port={cluster.port} user=hub_owner"

    assert f"made the database {DATABASE}" in roles.prepare(as_hub_owner, DATABASE, {roles.APP: "a password"})
    assert roles.prepare(as_hub_owner, DATABASE, {roles.APP: "a password"}) == []

    with connect(cluster, "hub_owner", DATABASE) as database:
        database.execute(f"create schema vault authorization {roles.VAULT}")
        database.execute(f"set role {roles.VAULT}; create function vault.answer() returns int return 42")


def test_an_owner_who_may_not_is_told_what_an_administrator_can_run(cluster: postgres.Cluster) -> None:
    with connect(cluster, cluster.owner) as database:
        database.execute('create role "hub-owner" login')

    with pytest.raises(RolesTroubleError, match="hub-owner may not prepare the database") as refused:
        roles.prepare(f"host={cluster.socket} port={cluster.port} user=hub-owner", DATABASE, {})

    advice = str(refused.value).partition("\n")[2]
    with connect(cluster, cluster.owner) as database:
        for statement in advice.splitlines():
            database.execute(statement.encode())
    assert roles.prepare(f"host={cluster.socket} port={cluster.port} user=hub-owner", DATABASE, {}) == []


def test_a_database_that_cannot_hold_every_name_is_refused(cluster: postgres.Cluster) -> None:
    with connect(cluster, cluster.owner) as database:
        database.execute(f"create database {DATABASE} encoding 'LATIN1' locale 'C' template template0")

    with pytest.raises(RolesTroubleError, match=r"keeps text as LATIN1.*DATABASE_URL"):
        roles.prepare(owner_of(cluster), DATABASE, {})


def test_a_server_too_old_is_refused(cluster: postgres.Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roles, "OLDEST_VERSION", 990000)

    with pytest.raises(RolesTroubleError, match="needs PostgreSQL 15 or later"):
        roles.prepare(owner_of(cluster), DATABASE, {})


@pytest.mark.parametrize("wrong", ["host=/nowhere", "user=nobody_knows_them"])
def test_a_server_that_does_not_let_us_in_is_said_with_what_to_look_at(
    cluster: postgres.Cluster, wrong: str
) -> None:
    with pytest.raises(RolesTroubleError, match=r"does not let us in: .*does DATABASE_URL name"):
        roles.prepare(f"{owner_of(cluster)} {wrong}", DATABASE, {})
