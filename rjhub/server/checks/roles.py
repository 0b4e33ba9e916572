"""Whether the roles exist and have no power that would round the walls."""

from collections.abc import Iterator

from rjhub.server import roles
from rjhub.server.checks.connecting import Connection, ask, connect
from rjhub.server.checks.finding import Finding, ok, wrong

SUBJECT = "roles"
AGAIN = "Run `rjhub setup`, which puts it right."

OWNED = """
select format('%%s %%s', kind, name) from (
  select relowner as owner, 'table or sequence' as kind, oid::regclass::text as name from pg_class
  union all select proowner, 'function', oid::regprocedure::text from pg_proc
  union all select nspowner, 'schema', nspname::text from pg_namespace
  union all select datdba, 'database', datname::text from pg_database
) as things where owner = %s::regrole order by 1 limit 3
"""
MEMBER_OF = "select roleid::regrole::text from pg_auth_members where member = %s::regrole order by 1"


def check() -> Iterator[Finding]:
    """Look at each role's powers, and that who signs in owns nothing and is nobody else."""
    with connect("owner") as connection:
        found = roles.read(connection)
        faults = [fault for name in roles.KINDS for fault in _faults(connection, name, found.get(name))]
    yield from faults
    if not faults:
        yield ok(SUBJECT, f"{', '.join(roles.KINDS)} exist and cannot get round row security")


def _faults(connection: Connection, name: str, role: roles.Role | None) -> Iterator[Finding]:
    if role is None:
        yield wrong(SUBJECT, f"{name} does not exist", AGAIN)
        return
    for power in role.powers:
        yield wrong(SUBJECT, f"{name} is {power}, which gets round the walls between agencies", AGAIN)
    if not role.signs_in and name in roles.SIGN_IN:
        yield wrong(SUBJECT, f"{name} cannot sign in", AGAIN)
    if role.signs_in and name not in roles.SIGN_IN:
        yield wrong(SUBJECT, f"{name} can sign in, and nobody must be able to be it", AGAIN)
    if name in roles.SIGN_IN:
        yield from _belongings(connection, name)


def _belongings(connection: Connection, name: str) -> Iterator[Finding]:
    for (thing,) in ask(connection, OWNED, name):
        yield wrong(
            SUBJECT,
            f"{name} owns the {thing}, and whoever owns a thing makes its rules",
            f"As an administrator: REASSIGN OWNED BY {name} TO the owner of the other tables;",
        )
    for (group,) in ask(connection, MEMBER_OF, name):
        yield wrong(
            SUBJECT,
            f"{name} is a member of {group} and may do all that it may",
            f"REVOKE {group} FROM {name};",
        )
