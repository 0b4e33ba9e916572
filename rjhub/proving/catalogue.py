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
BOTH = "{rjhub_app,rjhub_responsible}"
POLICIES = {
    "see": (BOTH, "SELECT", VISIBLE, None),
    "add": (BOTH, "INSERT", None, VISIBLE),
    "edit": (BOTH, "UPDATE", VISIBLE, WITHIN),
    "remove": (BOTH, "DELETE", VISIBLE, None),
    "keep": ("{rjhub_keeper}", "ALL", "true", "true"),
}
# The same for the tables that say who sees what.
OTHER_POLICIES = {
    ("sharing_file", "within"): (BOTH, "ALL", WITHIN, WITHIN),
    ("sharing_allowance", "within"): (BOTH, "ALL", WITHIN, WITHIN),
    ("sharing_grant", "see"): (BOTH, "SELECT", WITHIN, None),
    ("sharing_grant", "give"): (
        BOTH, "INSERT", None,
        (
            f"({WITHIN} AND ((purpose)::text <> 'emergency'::text) "
            "AND keeper.may_grant(file_id, (sides)::text[], (categories)::text[]))"
        ),
    ),
    ("sharing_grant", "finish"): (BOTH, "UPDATE", WITHIN, WITHIN),
}  # fmt: skip
# Who reads what people answered, over the grants.
_READS = (
    "(( SELECT as_program() AS as_program) OR ((NOT (kept_from && ( SELECT pr() AS pr))) "
    "AND ((holder_id = ANY (( SELECT pr() AS pr)::integer[])) "
    "OR (named AND (hub_reader_id = ANY (( SELECT pr() AS pr)::integer[]))))))"
)
READ_BY = {
    (table, "who_reads"): (BOTH, "ALL", _READS, _READS) for table in ("feedback_answer", "feedback_concern")
}
# What opens the second lock; of rows that somebody holds, for the holder too.
UNLOCKED = (
    "((CURRENT_USER <> 'rjhub_responsible'::name) OR ((side)::text <> 'harmed'::text) "
    "OR (((category)::text <> ALL ((ARRAY['contact'::character varying, 'safety'::character varying])::text[])) "
    "AND (( SELECT as_program() AS as_program) "
    "OR (((file_id || ' '::text) || (category)::text) = ANY (( SELECT keeper.across() AS across)::text[])){held})))"
)
HELD = " OR (holder_id = ANY (( SELECT pr() AS pr)::integer[]))"
ACCESS = ("sharing_file", "sharing_grant", "sharing_allowance")
APPLICATION = ("rjhub_app", "rjhub_responsible")
# The front door, through which nothing confidential is reached; and what nothing but it reaches.
FRONT = "rjhub_front"
FRONT_ONLY = ("django_session", "partnership_password", "partnership_opensession", "mfa_authenticator")
# What the application may do, as either role, with tables that say who sees what, and with the logs.
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
    "SELECT oid::regprocedure::text, has_function_privilege('rjhub_app', oid, 'EXECUTE'), "
    "has_function_privilege('rjhub_responsible', oid, 'EXECUTE') "
    "AND has_schema_privilege('rjhub_responsible', pronamespace, 'USAGE') FROM pg_proc "
    "WHERE prosecdef AND pronamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema')"
)
WITH_HOLDER = (
    "SELECT relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'holder_id' "
    "WHERE c.relnamespace = 'public'::regnamespace AND NOT a.attisdropped"
)
LOOKS = 'search_path=pg_catalog, public, pg_temp"'

Definers = frozenset[tuple[str, bool, bool]]


def definers(connection: Connection) -> Definers:
    """The functions that run with another role's rights, and whether the application may call each, as either role."""
    return frozenset(connection.execute(DEFINERS).fetchall())


def findings(connection: Connection, reviewed: Definers) -> list[str]:
    """Everything that is not as it has to be, in words."""
    checks = (_names, _row_security, _policies, _filling, _rewriting, _roles, _rights, _front, _views)
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
    held = {name for (name,) in connection.execute(WITH_HOLDER).fetchall()}
    wanted = {(table, name): ["PERMISSIVE", *said] for table in tables for name, said in POLICIES.items()}
    wanted |= {(table, "second_lock"): _locked(table in held) for table in tables}
    wanted |= {(table, "keep"): ["PERMISSIVE", *POLICIES["keep"]] for table in ACCESS}
    wanted |= {key: ["PERMISSIVE", *said] for key, said in OTHER_POLICIES.items()}
    wanted |= {key: ["RESTRICTIVE", *said] for key, said in READ_BY.items()}
    for table, name in sorted(found.keys() | wanted.keys()):
        if found.get((table, name)) != wanted.get((table, name)):
            yield f"the policy {name} of {table} is not as it has to be"


def _locked(held: bool) -> list[str | None]:  # noqa: FBT001 - a fact of the catalogue
    opens = UNLOCKED.format(held=HELD if held else "")
    return ["RESTRICTIVE", "{rjhub_responsible}", "ALL", opens, opens]


def _filling(connection: Connection) -> Iterator[str]:
    for (name,) in connection.execute(
        "SELECT name FROM keeper.protected_table WHERE NOT EXISTS (SELECT FROM pg_trigger "
        "WHERE tgrelid = ('public.' || name)::regclass AND tgname = 'fill_acl' AND tgenabled = 'O' AND tgtype = 23 "
        "AND tgfoid::regproc::text IN ('keeper.fill_acl', 'keeper.fill_acl_with_holder') AND tgqual IS NULL)"
    ).fetchall():
        yield f"nothing fills who sees a row of {name}"


def _rewriting(connection: Connection) -> Iterator[str]:
    for (name,) in connection.execute(
        "SELECT t.name FROM keeper.protected_table t, pg_proc f WHERE f.oid = 'keeper.rewrite_acl'::regproc "
        "AND strpos(f.prosrc, format("
        "'UPDATE public.%%I SET acl = acl WHERE partnership_id = p AND file_id = f;', t.name)) = 0 ORDER BY 1",
        [],
    ).fetchall():
        yield f"access lists of {name} are not rewritten with its file's"


def _roles(connection: Connection) -> Iterator[str]:
    for (name,) in connection.execute(
        "SELECT rolname FROM pg_roles WHERE rolname IN "
        "('rjhub_app', 'rjhub_responsible', 'rjhub_front', 'rjhub_keeper', 'rjhub_vault', 'rjhub_reader') "
        "AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)"
    ).fetchall():
        yield f"{name} can get round row security"
    for (name,) in connection.execute(
        "SELECT relname FROM pg_class WHERE relowner = ANY (%(roles)s::regrole[]) UNION "
        "SELECT roleid::regrole::text FROM pg_auth_members WHERE member = ANY (%(roles)s::regrole[])",
        {"roles": [*APPLICATION, FRONT]},
    ).fetchall():
        yield f"the application owns or can become {name}"


def _rights(connection: Connection) -> Iterator[str]:
    for role in APPLICATION:
        asked = connection.execute(
            "SELECT table_name, array_agg(privilege_type::text) FROM information_schema.role_table_grants "
            "WHERE grantee = %s AND table_schema = 'public' AND table_name = ANY (%s) GROUP BY 1",
            [role, list(RIGHTS)],
        )
        held = {name: set(rights) for name, rights in asked.fetchall()}
        for name, wanted in RIGHTS.items():
            if held.get(name, set()) != wanted:
                yield f"{role} may {', '.join(sorted(held.get(name, set())))} on {name}"
    for schema, name in connection.execute(
        "SELECT DISTINCT table_schema, table_name FROM information_schema.role_table_grants "
        "WHERE grantee IN ('rjhub_app', 'rjhub_responsible', 'PUBLIC') AND table_schema IN ('vault', 'keeper')"
    ).fetchall():
        yield f"the application has a right on {schema}.{name}"


def _front(connection: Connection) -> Iterator[str]:
    for role, name in connection.execute(
        "SELECT role, t.name FROM (SELECT %(front)s AS role, name FROM keeper.protected_table "
        "  UNION ALL SELECT %(front)s, unnest(%(access)s::text[]) "
        "  UNION ALL SELECT role, name FROM unnest(%(app)s::text[]) role, unnest(%(only)s::text[]) name) t "
        "WHERE has_table_privilege(role, 'public.' || t.name, 'SELECT, INSERT, UPDATE, DELETE') "
        "OR has_any_column_privilege(role, 'public.' || t.name, 'SELECT, INSERT, UPDATE') ORDER BY 1, 2",
        {
            "front": FRONT, "app": list(APPLICATION), "only": list(FRONT_ONLY),
            "access": ["sharing_file", "sharing_grant", "sharing_allowance", "people_matchkey"],
        },
    ).fetchall():  # fmt: skip
        yield f"{role} has a right on {name}, which is behind another door"


def _views(connection: Connection) -> Iterator[str]:
    for (name,) in connection.execute(
        "SELECT relname FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace "
        "AND NOT coalesce('security_invoker=true' = ANY (reloptions), false)"
    ).fetchall():
        yield f"the view {name} looks with the rights of its owner"


def _functions(connection: Connection, reviewed: Definers) -> Iterator[str]:
    for name, may, others in sorted(definers(connection) ^ reviewed):
        who = {(True, True): "anybody", (True, False): "this side"}.get(
            (may, others), "nobody or only the other side"
        )
        yield f"{name}, which {who} may call, is not on the reviewed list, or missing"
    statement = sql.SQL("SELECT oid::regprocedure::text, proconfig::text FROM pg_proc WHERE prosecdef")
    for name, settings in connection.execute(statement).fetchall():
        if LOOKS not in str(settings):
            yield f"{name} runs with another role's rights and looks where its caller says"
