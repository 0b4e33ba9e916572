"""Whether the database still holds the walls: row security on protected tables, and a vault that is shut."""

from collections.abc import Iterator

from rjhub.server import roles
from rjhub.server.checks.connecting import Connection, ask, connect
from rjhub.server.checks.finding import Finding, ok, wrong

SUBJECT = "walls"
CLOSED_SCHEMAS = ("vault", "keeper")

# A table is protected if it says who may see each row.
PROTECTED = """
select c.oid::regclass::text, c.relrowsecurity, c.relforcerowsecurity,
       exists (select from pg_policy p where p.polrelid = c.oid and p.polpermissive)
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and exists (
  select from pg_attribute a where a.attrelid = c.oid and a.attname = 'acl' and not a.attisdropped)
order by 1
"""
REACHED = """
select c.oid::regclass::text, r.name from pg_class c join pg_namespace n on n.oid = c.relnamespace
cross join unnest(%s::text[]) as r(name)
where n.nspname = any(%s) and c.relkind in ('r', 'p', 'v', 'm')
  and (has_table_privilege(r.name, c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')
       or has_any_column_privilege(r.name, c.oid, 'SELECT, INSERT, UPDATE'))
order by 1, 2
"""
# Each answers with the name of a thing that rounds the walls.
UNLOCKED = """
select t.relname from pg_class t join pg_attribute a on a.attrelid = t.oid and a.attname = 'acl' and not a.attisdropped
where t.relkind in ('r', 'p') and t.relnamespace = 'public'::regnamespace and not exists (
  select from pg_policies p where p.schemaname = 'public' and p.tablename = t.relname and p.permissive = 'RESTRICTIVE'
  and p.cmd = 'ALL' and p.roles = array[%s]::name[] and p.qual = p.with_check and p.qual like '%%harmed%%') order by 1
"""
CALLED = """
select p.oid::regprocedure::text from pg_proc p where p.pronamespace::regnamespace::text = 'vault'
  and has_function_privilege(%s, p.oid, 'EXECUTE') and has_schema_privilege(%s, p.pronamespace, 'USAGE') order by 1
"""
OPEN_POLICIES = """
select tablename from pg_policies
where btrim(qual, '()') = 'true' and permissive = 'PERMISSIVE' and roles && array['public', %s, %s, %s, %s]::name[]
  and tablename in (select table_name from information_schema.columns where column_name = 'acl') order by 1
"""
BYPASSING_VIEWS = """
select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname = 'public' and (c.relkind = 'm'
  or c.relkind = 'v' and not coalesce(c.reloptions::text ~ 'security_invoker=(true|on|1)', false)) order by 1
"""
BYPASSING_FUNCTIONS = """
select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
where p.prosecdef and n.nspname !~ '^pg_' and p.proowner::regrole::text <> all (array[%s, %s]) order by 1
"""


def check() -> Iterator[Finding]:
    """Look at every table that says who may see its rows, at the vault, and at what may round them."""
    with connect("owner") as connection:
        protected = ask(connection, PROTECTED)
        faults = [fault for row in protected for fault in _faults_of_table(*row)]
        faults += [*_open_doors(connection), *_open_locks(connection), *_ways_round(connection)]
    yield from faults
    if not protected:
        yield wrong(SUBJECT, "there is no protected table at all", "Run `rjhub migrate`.")
    elif not faults:
        yield ok(SUBJECT, f"row security is on and forced on all {len(protected)} protected tables")


def _open_doors(connection: Connection) -> Iterator[Finding]:
    for table, role in ask(connection, REACHED, list(roles.SIGN_IN), list(CLOSED_SCHEMAS)):
        meaning = f"{role} reaches the table {table}, which only its reviewed functions may"
        yield wrong(SUBJECT, meaning, f"REVOKE ALL ON {table} FROM {role}, PUBLIC;")
    for (table,) in ask(connection, OPEN_POLICIES, *roles.SIGN_IN):
        meaning = f"a policy of the table {table} shows every row to everybody"
        yield wrong(SUBJECT, meaning, f"Find it with \\d {table} in psql, and DROP POLICY ... ON {table};")


def _open_locks(connection: Connection) -> Iterator[Finding]:
    for (table,) in ask(connection, UNLOCKED, roles.RESPONSIBLE):
        meaning = (
            f"the table {table} has no second lock: staff of the other side could be shown people harmed"
        )
        yield wrong(
            SUBJECT,
            meaning,
            "Find out who dropped it, and restore it as rjhub/sharing/second_lock.py has it.",
        )
    for (function,) in ask(connection, CALLED, roles.RESPONSIBLE, roles.RESPONSIBLE):
        meaning = f"{roles.RESPONSIBLE} may call {function}, and so reach people harmed"
        yield wrong(
            SUBJECT, meaning, f"REVOKE EXECUTE ON FUNCTION {function} FROM {roles.RESPONSIBLE}, PUBLIC;"
        )


def _ways_round(connection: Connection) -> Iterator[Finding]:
    for (view,) in ask(connection, BYPASSING_VIEWS):
        meaning = f"the view {view} shows every row to whoever may read it"
        yield wrong(SUBJECT, meaning, f"ALTER VIEW {view} SET (security_invoker = true); or drop it.")
    for (function,) in ask(connection, BYPASSING_FUNCTIONS, roles.KEEPER, roles.VAULT):
        meaning = f"the function {function} runs with the rights of somebody who sees every row"
        yield wrong(SUBJECT, meaning, f"ALTER FUNCTION {function} SECURITY INVOKER; or drop it.")


def _faults_of_table(table: str, enabled: bool, forced: bool, has_policy: bool) -> Iterator[Finding]:  # noqa: FBT001 - a row of the catalogue
    if not enabled:
        meaning = f"the table {table} is open: its row security is off"
        yield wrong(SUBJECT, meaning, f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;")
    if not forced:
        meaning = f"the owner of the table {table} sees every row of it"
        yield wrong(SUBJECT, meaning, f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY;")
    if not has_policy:
        meaning = f"the table {table} has no policy, so nobody sees a row of it"
        yield wrong(
            SUBJECT,
            meaning,
            "Find out who dropped it, and restore it from the migration that made the table.",
        )
