"""The database and its roles, made before the first migration.

The owner migrates. `rjhub_app` is whom the web server and the workers sign in as: it owns nothing and cannot get round
row security. For staff who do not work with people harmed they sign in as `rjhub_responsible`, which may less; and to
look who is there as `rjhub_front`, which alone reaches sessions, passwords and factors, and nothing confidential.
`rjhub_keeper` and `rjhub_vault` own the reviewed functions and cannot sign in. `rjhub_reader` reads figures. What each
may do to which table is said by the migration that makes the table, and by `rjhub.sharing.rights`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import psycopg
from psycopg import sql

from rjhub.server.trouble import TroubleError

APP = "rjhub_app"
RESPONSIBLE = "rjhub_responsible"
FRONT = "rjhub_front"
KEEPER = "rjhub_keeper"
VAULT = "rjhub_vault"
READER = "rjhub_reader"
OLDEST_VERSION = 150000
FIRST_WITH_SET_OPTION = 160000
# Any number will do: it keeps two set-ups of one server from making the same role at the same time.
ADVISORY_LOCK = 7_460_812

JOINS_WEIGHED = "join_collapse_limit=4"
POWERLESS = "NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION"
CREATE_DATABASE = (
    "CREATE DATABASE {database} TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER libc LOCALE 'C.UTF-8'"
)
KINDS = {
    APP: f"LOGIN {POWERLESS}",
    RESPONSIBLE: f"LOGIN {POWERLESS}",
    FRONT: f"LOGIN {POWERLESS}",
    READER: f"LOGIN {POWERLESS}",
    KEEPER: f"NOLOGIN {POWERLESS}",
    VAULT: f"NOLOGIN {POWERLESS}",
}

SIGN_IN = (APP, RESPONSIBLE, FRONT, READER)


class RolesTroubleError(TroubleError):
    """The database or its roles cannot be prepared. The message says why and what to run."""


@dataclass(frozen=True)
class Role:
    """What the server's catalogue says about a role."""

    name: str
    signs_in: bool
    powers: tuple[str, ...]

    def is_as_wanted(self) -> bool:
        """Tell whether it has no power that would let it round the walls, and signs in if it should."""
        return not self.powers and self.signs_in == (self.name in SIGN_IN)


def prepare(owner_dsn: str, database: str, passwords: Mapping[str, str]) -> list[str]:
    """Make the database and the roles where missing, and take from the roles what they must not have.

    `passwords` are set for the roles that they name. Safe to run again. Answers what it changed, in plain words.
    Raises RolesTroubleError if the owner may not.
    """
    with _connect(owner_dsn, database) as server:
        server.execute("select pg_advisory_lock(%s)", [ADVISORY_LOCK])
        _refuse_old(server)
        try:
            made = [*_make_roles(server, passwords), *_make_database(server, database)]
            return [
                *made,
                *forbid_temporary_objects(server, database),
                *plan_joins_as_written(server, database),
            ]
        except psycopg.errors.InsufficientPrivilege as error:
            raise RolesTroubleError(
                f"The role {server.info.user} may not prepare the database ({error.diag.message_primary}). "
                "Ask an administrator of the server to run what is missing of this, and start again:\n"
                + statements_for_an_administrator(server.info.user, database)
            ) from error


def read(server: psycopg.Connection) -> dict[str, Role]:
    """Read what the catalogue says about our roles."""
    rows = server.execute(
        "select rolname, rolcanlogin, array_remove(array["
        "  case when rolsuper then 'SUPERUSER' end, case when rolbypassrls then 'BYPASSRLS' end,"
        "  case when rolcreatedb then 'CREATEDB' end, case when rolcreaterole then 'CREATEROLE' end,"
        "  case when rolreplication then 'REPLICATION' end], null)"
        " from pg_roles where rolname = any(%s)",
        [list(KINDS)],
    )
    return {name: Role(name, signs_in, tuple(powers)) for name, signs_in, powers in rows}


def statements_for_an_administrator(owner: str, database: str) -> str:
    """Write what an administrator can run instead of us, where the owner may not make roles or databases."""
    names = {"owner": sql.Identifier(owner), "database": sql.Identifier(database)}
    lines = [
        *(f"CREATE ROLE {name} {kind};" for name, kind in KINDS.items()),
        f"ALTER ROLE {APP} PASSWORD 'a long one';",
        f"ALTER ROLE {RESPONSIBLE} PASSWORD 'another long one';",
        f"ALTER ROLE {FRONT} PASSWORD 'a third long one';",
        f"ALTER ROLE {READER} PASSWORD 'a fourth long one';",
        f"GRANT {', '.join(KINDS)} TO {{owner}};",
        CREATE_DATABASE + " OWNER {owner};",
        "REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC;",
        f"ALTER DATABASE {{database}} SET {JOINS_WEIGHED};",
    ]
    return sql.SQL("\n".join(lines)).format(**names).as_string()


def forbid_temporary_objects(server: psycopg.Connection, database: str) -> Iterator[str]:
    """Take from everybody but the owner what PostgreSQL gives everybody: making temporary tables, types and functions.

    One with the name of a table of ours would take its place for every later request on the same connection. The right
    belongs to a database, and copying a database does not copy it.
    """
    row = server.execute("select has_database_privilege(%s, %s, 'TEMP')", [APP, database]).fetchone()
    if row and row[0]:
        server.execute(
            sql.SQL("REVOKE TEMPORARY ON DATABASE {} FROM PUBLIC").format(sql.Identifier(database))
        )
        yield f"forbade temporary tables in the database {database}"


def plan_joins_as_written(server: psycopg.Connection, database: str) -> Iterator[str]:
    """Let the planner weigh the order of four tables at a time instead of eight.

    Our queries name first what they look for and then what belongs to it, so the order written is a good one. To weigh
    every order of the nine tables that come with a case took the planner 35 ms, to read them less than one. Copying a
    database does not copy this either.
    """
    row = server.execute(
        "select exists (select from pg_db_role_setting s join pg_database d on d.oid = s.setdatabase"
        " where d.datname = %s and s.setrole = 0 and %s = any(s.setconfig))",
        [database, JOINS_WEIGHED],
    ).fetchone()
    if not (row and row[0]):
        server.execute(sql.SQL(f"ALTER DATABASE {{}} SET {JOINS_WEIGHED}").format(sql.Identifier(database)))
        yield f"told the database {database} to plan joins as they are written"


def _connect(owner_dsn: str, database: str) -> psycopg.Connection:
    """Connect beside the database, because it may not exist yet; a managed server may allow only itself."""
    for name in ("postgres", database):
        try:
            return psycopg.connect(owner_dsn, dbname=name, autocommit=True)
        except psycopg.OperationalError as error:
            reason = str(error).strip().splitlines()[0]
    raise RolesTroubleError(
        f"The database server does not let us in: {reason}. Is it running, and does DATABASE_URL name its host, "
        "port, user and password rightly?"
    )


def _refuse_old(server: psycopg.Connection) -> None:
    if server.info.server_version < OLDEST_VERSION:
        version = server.info.parameter_status("server_version")
        raise RolesTroubleError(f"This server is PostgreSQL {version}. RJ Hub needs PostgreSQL 15 or later.")


def _make_roles(server: psycopg.Connection, passwords: Mapping[str, str]) -> Iterator[str]:
    present = read(server)
    for name, kind in KINDS.items():
        role = present.get(name)
        if role is None:
            server.execute(sql.SQL(f"CREATE ROLE {{}} {kind}").format(sql.Identifier(name)))
            yield f"made the role {name}"
        elif not role.is_as_wanted():
            # Only what is wrong is named: a server before 16 lets only a superuser say even NOSUPERUSER.
            wanted = " ".join(
                ["LOGIN" if name in SIGN_IN else "NOLOGIN", *(f"NO{power}" for power in role.powers)]
            )
            server.execute(sql.SQL(f"ALTER ROLE {{}} {wanted}").format(sql.Identifier(name)))
            yield f"corrected the role {name}"
        if password := passwords.get(name):
            _set_password(server, name, password)
        yield from _let_owner_become(server, name)


def _set_password(server: psycopg.Connection, role: str, password: str) -> None:
    """Set a password hashed on this side, because a server may log every statement that changes a role."""
    hashed = server.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode()
    server.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(role), sql.Literal(hashed)))


def _let_owner_become(server: psycopg.Connection, role: str) -> Iterator[str]:
    """Make the owner a member, because migrations make things as the role that shall own them."""
    # Since 16 a maker of roles administers what it made, and is a member only in name until it says SET.
    has_option = server.info.server_version >= FIRST_WITH_SET_OPTION
    row = server.execute("select pg_has_role(%s, %s)", [role, "SET" if has_option else "MEMBER"]).fetchone()
    if row and row[0]:
        return
    grant = "GRANT {} TO CURRENT_USER WITH SET TRUE" if has_option else "GRANT {} TO CURRENT_USER"
    server.execute(sql.SQL(grant).format(sql.Identifier(role)))
    yield f"let the owner act as {role}"


def _make_database(server: psycopg.Connection, database: str) -> Iterator[str]:
    found = server.execute(
        "select pg_encoding_to_char(encoding) from pg_database where datname = %s", [database]
    ).fetchone()
    if found is None:
        server.execute(sql.SQL(CREATE_DATABASE).format(database=sql.Identifier(database)))
        yield f"made the database {database}"
    elif found[0] != "UTF8":
        other = sql.SQL(CREATE_DATABASE).format(database=sql.Identifier(f"{database}_utf8")).as_string()
        raise RolesTroubleError(
            f"The database {database} keeps text as {found[0]}, which cannot hold every name. Make a new one "
            f"and name it in DATABASE_URL: {other};"
        )
