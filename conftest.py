"""The suite's database: a real PostgreSQL, migrated by its owner, used by the tests as the application's role.

The cast is loaded once into a template; every worker and every browser test works on its own copy of that. A test
runs in a transaction that is rolled back, as `rjhub_app`, so row security is always on.
"""

import atexit
import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django
import hypothesis
import psycopg
import pytest
from psycopg import sql

from rjhub.server import databases

ROOT = Path(__file__).parent
pytest_plugins = ("tests.planted.plugin",)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rjhub.settings.test")
os.environ.setdefault("RJHUB_DATA", str(ROOT / ".data" / "test"))
# Playwright runs its own event loop in the thread of the test; Django's check for that would refuse every query.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

if not os.environ.get("DATABASE_URL"):
    from rjhub.server import postgres

    # The last process of the run to leave stops the server.
    CLUSTER = postgres.start(Path(os.environ["RJHUB_DATA"]) / "postgres", fast=True)
    atexit.register(CLUSTER.stop)


django.setup()
# How long an example takes says something about the machine, not about the code.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


_KEPT: list[bool] = []


@contextmanager
def _turn(*, alone: bool) -> Iterator[None]:
    """Let a test run beside others, or alone: what is sealed waits for every transaction of the server, theirs too."""
    if _KEPT and not alone:
        yield
        return
    folder = Path(os.environ["RJHUB_DATA"])
    with (folder / "turnstile").open("w") as turnstile, (folder / "turns").open("w") as turns:
        # Whoever wants to be alone keeps the turnstile until the others are through, so that they come to their turn.
        fcntl.flock(turnstile, fcntl.LOCK_EX)
        fcntl.flock(turns, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        fcntl.flock(turnstile, fcntl.LOCK_UN)
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Wait for the turn of a test, before its fixtures."""
    with _turn(alone=item.get_closest_marker("alone") is not None):
        return (yield)


@pytest.fixture(scope="module")
def turn_kept() -> Iterator[None]:
    """Keep the turn between the tests of a module that works in one transaction. Taken within that of its first."""
    with (Path(os.environ["RJHUB_DATA"]) / "turns").open("w") as turns:
        fcntl.flock(turns, fcntl.LOCK_SH)
        _KEPT.append(True)
        try:
            yield
        finally:
            _KEPT.pop()


# What the template database is made from: when one of these changes, or a module of rules, it is built anew.
MADE_FROM = (
    "migrations",
    "models",
    "reference",
    "pathway",
    "pathways",
    "agreement",
    "agreements",
    "database.py",
    "between_keys.py",
    "narrowing.py",
    "signing_out.py",
    "barring.py",
    "shut_files.py",
    "attached_files.py",
    "protect.py",
    "second_lock.py",
    "front_door.py",
    "standing.py",
    "missing_keys.py",
    "locking.py",
    "rewriting.py",
    "rights.py",
    "rules",
)
MADE_BY = ("rjhub/partnership/actions", "rjhub/partnership/written", "rjhub/server", "rjhub/demonstration/cast",
           "rjhub/demonstration/entries")  # fmt: skip


def _digest() -> str:
    from rjhub.settings.environment import environment

    kinds = ("*.py", "*.yaml", "*.toml", "*.csv")
    files = sorted(path.relative_to(ROOT) for kind in kinds for path in (ROOT / "rjhub").rglob(kind))
    # The database knows the key that this installation signs with.
    whole = hashlib.sha256(environment.secret("secret_key").encode())
    for path in files:
        made_from = (
            set(MADE_FROM) & set(path.parts)
            or path.name.endswith("_rules.py")
            or any(str(path).startswith(folder) for folder in MADE_BY)
        )
        if made_from and "tests" not in path.parts:
            whole.update((ROOT / path).read_bytes())
    return whole.hexdigest()[:12]


def _maintenance(database: str = "postgres") -> "psycopg.Connection[Any]":
    from django.conf import settings

    owner = settings.DATABASES["owner"]
    return psycopg.connect(
        host=owner["HOST"],
        port=owner["PORT"] or None,
        user=owner["USER"],
        password=owner["PASSWORD"] or None,
        dbname=database,
        autocommit=True,
    )


def _exists(connection: "psycopg.Connection[Any]", name: str) -> bool:
    return connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def _copy(template: str, name: str) -> None:
    from rjhub.demonstration.writing.tests.databases import at_home
    from rjhub.server import roles

    with _maintenance() as connection:
        databases.drop(connection, name)
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )
        list(roles.forbid_temporary_objects(connection, name))
    with _maintenance(name) as connection:
        at_home(connection)


def _point_at(name: str) -> None:
    from django.conf import settings
    from django.db import connections

    for alias in ("default", "responsible", "front", "owner"):
        connections[alias].close()
        settings.DATABASES[alias]["NAME"] = name
        connections[alias].settings_dict["NAME"] = name


def _build_template(name: str) -> None:
    from django.core.management import call_command

    from rjhub.demonstration import cast
    from rjhub.server import preparing, roles
    from rjhub.settings.environment import environment

    with _maintenance() as connection:
        # Two workers may want to build it at once: the second waits and finds it made.
        connection.execute("SELECT pg_advisory_lock(726)")
        if _exists(connection, name):
            return
        stale = connection.execute(
            "SELECT datname FROM pg_database WHERE datname LIKE 'rjhub_template_%'"
        ).fetchall()
        for (old,) in stale:
            databases.drop(connection, old)
        draft = f"{name}_draft"
        databases.drop(connection, draft)
        secrets = {
            roles.RESPONSIBLE: environment.secret("responsible_password"),
            roles.FRONT: environment.secret("front_password"),
        }
        roles.prepare(preparing.owner_dsn(), draft, secrets)
        _point_at(draft)
        call_command("migrate", database="owner", verbosity=0)
        cast.load()
        _point_at("postgres")
        connection.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(draft), sql.Identifier(name))
        )


@pytest.fixture(autouse=True)
def reactions_stand() -> Iterator[None]:
    """See that no test leaves others without what follows from a fact: they would fail far away from it."""
    from rjhub.tasks import announcing

    before = list(announcing._tables)  # noqa: SLF001 - only a test asks whether it was changed
    yield
    left, announcing._tables[:] = list(announcing._tables), before  # noqa: SLF001 - likewise
    assert left == before, "This test changed the table of reactions and did not put it back."


@pytest.fixture(scope="session")
def template_database(django_db_blocker: Any) -> str:
    """The name of a database with every migration and the whole cast, built at most once for a state of the code."""
    from rjhub.proving import one_connection

    one_connection.begin()
    name = f"rjhub_template_{_digest()}"
    with django_db_blocker.unblock():
        _build_template(name)
    return name


@pytest.fixture(scope="session")
def django_db_setup(template_database: str, django_db_blocker: Any) -> Iterator[None]:
    """Give this worker its own copy of the template."""
    name = f"rjhub_test_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    with django_db_blocker.unblock():
        _copy(template_database, name)
        _point_at(name)
        yield
        _point_at("postgres")
        with _maintenance() as connection:
            databases.drop(connection, name)


def _own_copy(template: str, blocker: Any) -> Iterator[None]:
    from django.conf import settings
    from django.db import connections

    before = settings.DATABASES["default"]["NAME"]
    name = f"rjhub_own_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    with blocker.unblock():
        _copy(template, name)
        _point_at(name)
        yield
        connections.close_all()
        _point_at(before)
        with _maintenance() as connection:
            databases.drop(connection, name)


@pytest.fixture
def own_database(
    template_database: str,
    django_db_setup: None,  # noqa: ARG001 - this worker points at its own copy first
    django_db_blocker: Any,
) -> Iterator[None]:
    """A fresh copy of the template, in which transactions really commit: for threads, and for a real browser."""
    yield from _own_copy(template_database, django_db_blocker)


@pytest.fixture(scope="module")
def database_of_module(
    template_database: str,
    django_db_setup: None,  # noqa: ARG001 - this worker points at its own copy first
    django_db_blocker: Any,
) -> Iterator[None]:
    """The same, one for all tests of a module: each of them puts back what it changes."""
    yield from _own_copy(template_database, django_db_blocker)


@pytest.fixture
def behind_the_walls() -> Any:
    """Step out of the application's role, to see what really stands in the database."""

    @contextmanager
    def looking() -> Iterator[Any]:
        from django.db import connection

        from rjhub.proving import one_connection

        with one_connection.behind_the_walls(), connection.cursor() as cursor:
            yield cursor

    return looking
