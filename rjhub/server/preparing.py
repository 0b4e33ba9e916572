"""All between an empty server and a program that can start: roles, tables, static files, demonstration."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connections, transaction
from django.db.migrations.executor import MigrationExecutor
from psycopg.conninfo import make_conninfo

from rjhub.server import program, resetting, roles
from rjhub.server.setup.progress import say, step

OWNER = "owner"
ADVISORY_LOCK = 7_460_813  # any number will do; two set-ups of one database take turns


def prepare(*, demonstration: bool) -> None:
    """Make everything that is missing; what is there already is left alone, and quickly."""
    for done in make_roles():
        say(f"  Database: {done}")
    with _taking_turns():
        migrate()
        if demonstration:
            load_demonstration()
    collect_static_files()


def make_roles() -> list[str]:
    """Make the database and its roles; answer what had to be done."""
    environment = program.environment()
    return roles.prepare(
        owner_dsn(),
        settings.DATABASES[OWNER]["NAME"],
        {
            roles.APP: environment.secret("app_password"),
            roles.RESPONSIBLE: environment.secret("responsible_password"),
            roles.FRONT: environment.secret("front_password"),
        },
    )


def owner_dsn() -> str:
    """Give the owner's way to the server as libpq reads it, which must work before there is a database."""
    owner = settings.DATABASES[OWNER]
    given = {
        "host": owner["HOST"],
        "port": owner["PORT"],
        "user": owner["USER"],
        "password": owner["PASSWORD"],
    }
    return program.environment().database_url or make_conninfo(
        **{name: value for name, value in given.items() if value}
    )


def migrate() -> None:
    """Bring the tables up to date, give the application its rights on them, and say whose signature counts."""
    owner = connections[OWNER]
    if settings.CACHES["default"]["LOCATION"] not in owner.introspection.table_names():
        call_command("createcachetable", database=OWNER, verbosity=0)
    pending = pending_migrations()
    if pending:
        with step(f"Making or changing the tables ({len(pending)} migrations)"):
            call_command("migrate", database=OWNER, verbosity=0, interactive=False)
    from rjhub.audit import sealing
    from rjhub.sharing import signing

    signing.teach(OWNER)
    restored = False
    with transaction.atomic(using=OWNER), owner.cursor() as cursor:
        if sealing.continue_after_restore(cursor):
            say("  This database was restored from a copy: its log goes on after its last seal")
            restored = True
    if _look_for_restore(counted_anew=restored):
        say(
            "  Nobody is contacted until somebody decides that every no is known: see `rjhub outbound status`"
        )


def _look_for_restore(*, counted_anew: bool) -> bool:
    """Whether contact stands still in a partnership, after looking, before anything can be sent."""
    from rjhub.offers.actions import noticing
    from rjhub.offers.vocabulary import FrozenBecause
    from rjhub.partnership.models import Partnership

    found = []
    for partnership in Partnership.objects.order_by("id"):
        if counted_anew:
            noticing.have_stand_still(partnership, FrozenBecause.COUNTED_ANEW)
        found.append(noticing.look(partnership))
    return any(one is not None and one.is_open for one in found)


def pending_migrations() -> list[str]:
    """Name the migrations that have not been applied."""
    executor = MigrationExecutor(connections[OWNER])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def collect_static_files() -> None:
    """Put styles, scripts and images where the web server gives them out without asking Django."""
    call_command("collectstatic", interactive=False, verbosity=0)


def load_demonstration() -> None:
    """Fill an empty database with invented people and cases."""
    with connections[OWNER].cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM partnership_partnership)")
        (loaded_before,) = cursor.fetchone()
    if loaded_before:
        return
    from rjhub import demonstration

    # Noted first: what an interruption leaves may be deleted, too.
    (settings.DATA_ROOT / resetting.DEMONSTRATION_NOTE).write_text("All of this is invented.\n")
    with step("Loading the demonstration: invented people, and cases at every stage"):
        demonstration.load()


@contextmanager
def _taking_turns() -> Iterator[None]:
    with psycopg.connect(
        owner_dsn(), dbname=settings.DATABASES[OWNER]["NAME"], autocommit=True
    ) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [ADVISORY_LOCK])
        yield
