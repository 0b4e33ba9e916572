"""What the database's own catalogue says of the walls, and what of it is wrong."""

from collections.abc import Iterator

from psycopg import sql

from rjhub.proving.talking import Connection

VISIBLE = (
    "((partnership_id = ( SELECT pt() AS pt)) AND (acl && ( SELECT pr() AS pr)) "
    "AND (NOT (acl && ( SELECT barred() AS barred))))"
)
WITHIN = "(partnership_id = ( SELECT pt() AS pt))"
# For each protected table: to whom, for what, which rows may be touched, and which may come of it.
POLICIES = {
    "see": ("{rjhub_app}", "SELECT", VISIBLE, None),
    "add": ("{rjhub_app}", "INSERT", None, VISIBLE),
    "edit": ("{rjhub_app}", "UPDATE", VISIBLE, WITHIN),
    "remove": ("{rjhub_app}", "DELETE", VISIBLE, None),
    "keep": ("{rjhub_keeper}", "ALL", "true", "true"),
}
# The same for the tables that say who sees what.
OTHER_POLICIES = {
    ("sharing_file", "within"): ("{rjhub_app}", "ALL", WITHIN, WITHIN),
    ("sharing_allowance", "within"): ("{rjhub_app}", "ALL", WITHIN, WITHIN),
    ("sharing_grant", "see"): ("{rjhub_app}", "SELECT", WITHIN, None),
    ("sharing_grant", "give"): (
        "{rjhub_app}", "INSERT", None,
        (
            f"({WITHIN} AND ((purpose)::text <> 'emergency'::text) "
            "AND keeper.may_grant(file_id, (sides)::text[], (categories)::text[]))"
        ),
    ),
    ("sharing_grant", "finish"): ("{rjhub_app}", "UPDATE", WITHIN, WITHIN),
}  # fmt: skip
ACCESS = ("sharing_file", "sharing_grant", "sharing_allowance")
# What the application may do with tables that say who sees what, and with the logs.
RIGHTS = {
    "sharing_file": {"SELECT"},
    "sharing_grant": {"SELECT", "INSERT"},
    "partnership_principal": {"SELECT", "INSERT"},
    "people_matchkey": set(),
    "audit_entry": set(),
    "audit_consultation": set(),
    "audit_seal": {"SELECT"},
    "audit_signature": {"SELECT", "INSERT"},
}
DEFINERS = (
    "SELECT oid::regprocedure::text, has_function_privilege('rjhub_app', oid, 'EXECUTE') FROM pg_proc "
    "WHERE prosecdef AND pronamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema')"
)
LOOKS = 'search_path=pg_catalog, public, pg_temp"'

Definers = frozenset[tuple[str, bool]]


def definers(connection: Connection) -> Definers:
    """The functions that run with another role's rights, and whether the application may call each."""
    return frozenset(connection.execute(DEFINERS).fetchall())


def findings(connection: Connection, reviewed: Definers) -> list[str]:
    """Everything that is not as it has to be, in words."""
    checks = (_names, _row_security, _policies, _filling, _roles, _rights, _views)
    found = [finding for check in checks for finding in check(connection)]
    return [*found, *_functions(connection, reviewed)]


def _row_security(connection: Connection) -> Iterator[str]:
    for (name,) in connection.execute(
        "SELECT relname FROM pg_class "
        "WHERE (relname IN (SELECT name FROM keeper.protected_table) OR relname = ANY (%s)) "
        "AND relnamespace = 'public'::regnamespace AND NOT (relrowsecurity AND relforcerowsecurity)",
        [list(ACCESS)],
    ).fetchall():
        yield f"row security is not on and forced for {name}"


def _names(connection: Connection) -> Iterator[str]:
    for (name,) in connection.execute(
        "SELECT relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'acl' "
        "WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND NOT a.attisdropped "
        "AND c.relname NOT IN (SELECT name FROM keeper.protected_table)"
    ).fetchall():
        yield f"{name} is not among the protected tables"


def _policies(connection: Connection) -> Iterator[str]:
    asked = connection.execute(
        "SELECT tablename, policyname, permissive, roles::text, cmd, qual, with_check FROM pg_policies "
        "WHERE tablename IN (SELECT name FROM keeper.protected_table) OR tablename = ANY (%s)",
        [list(ACCESS)],
    )
    found = {(table, name): rest for table, name, *rest in asked.fetchall()}
    tables = [name for (name,) in connection.execute("SELECT name FROM keeper.protected_table").fetchall()]
    wanted = {(table, name): ["PERMISSIVE", *said] for table in tables for name, said in POLICIES.items()}
    wanted |= {(table, "keep"): ["PERMISSIVE", *POLICIES["keep"]] for table in ACCESS}
    wanted |= {key: ["PERMISSIVE", *said] for key, said in OTHER_POLICIES.items()}
    for table, name in sorted(found.keys() | wanted.keys()):
        if found.get((table, name)) != wanted.get((table, name)):
            yield f"the policy {name} of {table} is not as it has to be"


def _filling(connection: Connection) -> Iterator[str]:
    for (name,) in connection.execute(
        "SELECT name FROM keeper.protected_table WHERE NOT EXISTS (SELECT FROM pg_trigger "
        "WHERE tgrelid = ('public.' || name)::regclass AND tgname = 'fill_acl' AND tgenabled = 'O' AND tgtype = 23 "
        "AND tgfoid::regproc::text IN ('keeper.fill_acl', 'keeper.fill_acl_with_holder') AND tgqual IS NULL)"
    ).fetchall():
        yield f"nothing fills who sees a row of {name}"


def _roles(connection: Connection) -> Iterator[str]:
    for (name,) in connection.execute(
        "SELECT rolname FROM pg_roles WHERE rolname IN ('rjhub_app', 'rjhub_keeper', 'rjhub_vault', 'rjhub_reader') "
        "AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)"
    ).fetchall():
        yield f"{name} can get round row security"
    for (name,) in connection.execute(
        "SELECT relname FROM pg_class WHERE relowner = 'rjhub_app'::regrole "
        "UNION SELECT roleid::regrole::text FROM pg_auth_members WHERE member = 'rjhub_app'::regrole"
    ).fetchall():
        yield f"the application owns or can become {name}"


def _rights(connection: Connection) -> Iterator[str]:
    asked = connection.execute(
        "SELECT table_name, array_agg(privilege_type::text) FROM information_schema.role_table_grants "
        "WHERE grantee = 'rjhub_app' AND table_schema = 'public' AND table_name = ANY (%s) GROUP BY 1",
        [list(RIGHTS)],
    )
    held = {name: set(rights) for name, rights in asked.fetchall()}
    for name, wanted in RIGHTS.items():
        if held.get(name, set()) != wanted:
            yield f"the application may {', '.join(sorted(held.get(name, set())))} on {name}"
    for schema, name in connection.execute(
        "SELECT DISTINCT table_schema, table_name FROM information_schema.role_table_grants "
        "WHERE grantee IN ('rjhub_app', 'PUBLIC') AND table_schema IN ('vault', 'keeper')"
    ).fetchall():
        yield f"the application has a right on {schema}.{name}"


def _views(connection: Connection) -> Iterator[str]:
    for (name,) in connection.execute(
        "SELECT relname FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace "
        "AND NOT coalesce('security_invoker=true' = ANY (reloptions), false)"
    ).fetchall():
        yield f"the view {name} looks with the rights of its owner"


def _functions(connection: Connection, reviewed: Definers) -> Iterator[str]:
    for name, may in sorted(definers(connection) ^ reviewed):
        yield f"{name}, which the application may{'' if may else ' not'} call, is not on the reviewed list, or missing"
    statement = sql.SQL("SELECT oid::regprocedure::text, proconfig::text FROM pg_proc WHERE prosecdef")
    for name, settings in connection.execute(statement).fetchall():
        if LOOKS not in str(settings):
            yield f"{name} runs with another role's rights and looks where its caller says"
