"""Faults to plant in the access rules, one at a time: each has to be caught."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from psycopg import sql

from rjhub.proving import faulty_emergencies, faulty_functions, faulty_locks
from rjhub.proving.talking import Connection


@dataclass(frozen=True)
class Fault:
    """Something wrong, and how to put it into a database."""

    name: str
    plant: Callable[[Connection], None]
    by_superuser: bool = False  # the server itself lets nobody else do this


class CannotBePlanted(Exception):
    """The place of a fault is not there any more: the list has to follow the rules."""


# Said to any table; each table takes its turn with one of them.
OF_A_TABLE = {
    "every row of {} is seen by everybody": "ALTER POLICY see ON {} USING (true)",
    "rows of {} are seen across partnerships": (
        "ALTER POLICY see ON {} USING (acl && (SELECT pr()) AND NOT acl && (SELECT barred()))"
    ),
    "rows of {} are seen by the whole partnership": (
        "ALTER POLICY see ON {} USING (partnership_id = (SELECT pt()))"
    ),
    "conflicts of interest count for nothing in {}": (
        "ALTER POLICY see ON {} USING (partnership_id = (SELECT pt()) AND acl && (SELECT pr()))"
    ),
    "anybody adds rows to {}": "ALTER POLICY add ON {} WITH CHECK (true)",
    "anybody changes rows of {}": "ALTER POLICY edit ON {} USING (true)",
    "row security of {} is not forced": "ALTER TABLE {} NO FORCE ROW LEVEL SECURITY",
    "row security of {} is off": "ALTER TABLE {} DISABLE ROW LEVEL SECURITY",
    "{} has a second, open policy": "CREATE POLICY more ON {} FOR SELECT TO rjhub_app USING (true)",
    "nothing fills who sees a row of {}": "ALTER TABLE {} DISABLE TRIGGER fill_acl",
    "access lists of {} are not rewritten": "DELETE FROM keeper.protected_table WHERE name = {!r}",
    "rows of {} are hidden from everybody": "ALTER POLICY see ON {} USING (false)",
    "{} has no second lock": "DROP POLICY second_lock ON {}",
    "the second lock of {} opens to whatever is granted": "ALTER POLICY second_lock ON {} USING (true)",
    "the second lock of {} lets everything be written": "ALTER POLICY second_lock ON {} WITH CHECK (true)",
    "the second lock of {} is on the wrong role": "ALTER POLICY second_lock ON {} TO rjhub_app",
}
STATEMENTS = {
    "files are seen and opened across partnerships": (
        "ALTER POLICY within ON sharing_file USING (true) WITH CHECK (true)"
    ),
    "grants are seen across partnerships": "ALTER POLICY see ON sharing_grant USING (true)",
    "anybody grants anything": "ALTER POLICY give ON sharing_grant WITH CHECK (true)",
    "grants are given across partnerships": (
        "ALTER POLICY give ON sharing_grant WITH CHECK (keeper.may_grant(file_id, sides, categories))"
    ),
    "clauses are seen across partnerships": "ALTER POLICY within ON sharing_allowance USING (true) WITH CHECK (true)",
    "anybody grants themselves an emergency": (
        "ALTER POLICY give ON sharing_grant WITH CHECK (partnership_id = (SELECT pt()) "
        "AND keeper.may_grant(file_id, sides, categories))"
    ),
    "row security of grants is off": "ALTER TABLE sharing_grant DISABLE ROW LEVEL SECURITY",
    "row security of grants is not forced": "ALTER TABLE sharing_grant NO FORCE ROW LEVEL SECURITY",
    "row security of files is not forced": "ALTER TABLE sharing_file NO FORCE ROW LEVEL SECURITY",
    "the wall is gone from grants": "ALTER TABLE sharing_grant DROP CONSTRAINT the_wall",
    "the wall is gone from clauses": "ALTER TABLE sharing_allowance DROP CONSTRAINT no_clause_opens_the_wall",
    "a grant lies about its holder's side": "ALTER TABLE sharing_grant DROP CONSTRAINT grant_holder_and_side",
    "a grant grants nothing": "ALTER TABLE sharing_grant DROP CONSTRAINT a_grant_grants_something",
    "a grant of another partnership's file": "ALTER TABLE sharing_grant DROP CONSTRAINT grant_within_partnership",
    "a clause lasts for ever": "ALTER TABLE sharing_allowance DROP CONSTRAINT an_allowance_lasts_so_long",
    "new grants rewrite nothing": "DROP TRIGGER grants_added ON sharing_grant",
    "ended grants rewrite nothing": "DROP TRIGGER grants_edited ON sharing_grant",
    "an ended grant comes back": "DROP TRIGGER grant_stays_ended ON sharing_grant",
    "another stage rewrites nothing": "DROP TRIGGER stages_changed ON sharing_file",
    "files do not know the stage of their case": "DROP TRIGGER note_stage ON cases_case",
    "files of people do not know their cases": "DROP TRIGGER note_stage_of_person ON cases_party",
    "a conflict of interest shuts nothing": "DROP TRIGGER shut_or_opened ON sharing_conflictofinterest",
    "sealing shuts nothing": "DROP TRIGGER shut_or_opened ON sharing_sealing",
    "who comes into a case later is not shut with it": "DROP TRIGGER shut_with_the_case ON cases_party",
    "conflicts stay behind when somebody joins another agency": "DROP TRIGGER joined_again ON partnership_staff",
    "anybody ends their own conflict": "DROP TRIGGER guard_conflict ON sharing_conflictofinterest",
    "the application edits grants": "GRANT UPDATE ON sharing_grant TO rjhub_app",
    "the application deletes grants": "GRANT DELETE ON sharing_grant TO rjhub_app",
    "the application edits files": "GRANT UPDATE ON sharing_file TO rjhub_app",
    "the application moves people over the wall": "GRANT UPDATE ON partnership_principal TO rjhub_app",
    "the application reads the vault": (
        "GRANT USAGE ON SCHEMA vault TO rjhub_app; GRANT SELECT ON vault.contact TO rjhub_app"
    ),
    "the other side's role reads the vault": (
        "GRANT USAGE ON SCHEMA vault TO rjhub_responsible; GRANT SELECT ON vault.contact TO rjhub_responsible"
    ),
    "the other side's role asks the vault": (
        "GRANT USAGE ON SCHEMA vault TO rjhub_responsible; "
        "GRANT EXECUTE ON FUNCTION vault.open_contact TO rjhub_responsible"
    ),
    "the other side's role compares people": (
        "GRANT EXECUTE ON FUNCTION keeper.possible_duplicates TO rjhub_responsible"
    ),
    "the other side's role edits grants": "GRANT UPDATE ON sharing_grant TO rjhub_responsible",
    "the other side's role reads the log": "GRANT SELECT ON audit_consultation TO rjhub_responsible",
    "the other side's role can become the application": "GRANT rjhub_app TO rjhub_responsible",
    "the other side's role bypasses row security": "ALTER ROLE rjhub_responsible BYPASSRLS",
    "everybody is the program": (
        "CREATE OR REPLACE FUNCTION as_program() RETURNS boolean LANGUAGE sql STABLE AS 'SELECT true'"
    ),
    "the front door reads cases": "GRANT SELECT ON cases_case TO rjhub_front",
    "the front door reads one column of people": "GRANT SELECT (family_name) ON people_person TO rjhub_front",
    "the front door grants": "GRANT INSERT ON sharing_grant TO rjhub_front",
    "the front door bypasses row security": "ALTER ROLE rjhub_front BYPASSRLS",
    "the front door can become the application": "GRANT rjhub_app TO rjhub_front",
    "the application can become the front door": "GRANT rjhub_front TO rjhub_app",
    "the application reads sessions": "GRANT SELECT ON django_session TO rjhub_app",
    "the other side's role reads passwords": "GRANT SELECT ON partnership_password TO rjhub_responsible",
    "the application takes away second factors": "GRANT DELETE ON mfa_authenticator TO rjhub_app",
    "an emergency outlasts the hour": (
        "ALTER TABLE sharing_grant DROP CONSTRAINT an_emergency_is_over_within_the_hour"
    ),
    "the application reads the key of signatures": "GRANT SELECT ON keeper.signing_key TO rjhub_app",
    "the application reads the log": "GRANT SELECT ON audit_consultation TO rjhub_app",
    "the application edits the log": "GRANT UPDATE ON audit_entry TO rjhub_app",
    "anybody asks the keeper who sees a file": "GRANT EXECUTE ON FUNCTION keeper.acl TO rjhub_app",
    "anybody moves files to other stages": "GRANT EXECUTE ON FUNCTION keeper.note_stages_of TO PUBLIC",
    "the application bypasses row security": "ALTER ROLE rjhub_app BYPASSRLS",
    "the application can become the keeper": "GRANT rjhub_keeper TO rjhub_app",
    "the application owns a table": "ALTER TABLE cases_risk OWNER TO rjhub_app",
    "a view looks with its owner's rights": "CREATE VIEW everything AS SELECT id FROM cases_case",
    "a function with borrowed rights that nobody reviewed": (
        "CREATE FUNCTION keeper.peek() RETURNS bigint LANGUAGE sql SECURITY DEFINER "
        "SET search_path = pg_catalog, public, pg_temp AS 'SELECT count(*) FROM public.cases_case'"
    ),
    "a reviewed function looks where its caller says": "ALTER FUNCTION keeper.acl RESET search_path",
    "a function runs with its caller's rights": "ALTER FUNCTION keeper.grants_changed SECURITY INVOKER",
    "nobody says who asks, and is believed": (
        "CREATE OR REPLACE FUNCTION pt() RETURNS smallint LANGUAGE sql STABLE AS 'SELECT 30001::smallint'"
    ),
    "everybody acts as everybody": (
        "CREATE OR REPLACE FUNCTION pr() RETURNS int[] LANGUAGE sql STABLE AS "
        "$$ SELECT array_agg(id::int) FROM public.partnership_principal $$"
    ),
    "nobody is barred": (
        "CREATE OR REPLACE FUNCTION barred() RETURNS int[] LANGUAGE sql STABLE AS $$ SELECT '{}'::int[] $$"
    ),
    "who is barred is not known": (
        "CREATE OR REPLACE FUNCTION barred() RETURNS int[] LANGUAGE sql STABLE AS 'SELECT NULL::int[]'"
    ),
}


_FUNCTIONS = (
    *faulty_functions.CHANGES.items(),
    *faulty_locks.CHANGES.items(),
    *faulty_emergencies.CHANGES.items(),
)


def every(tables: tuple[str, ...]) -> Iterator[Fault]:
    """Every fault there is to plant."""
    for function, changes in _FUNCTIONS:
        for what, (old, new) in changes.items():
            yield Fault(what, _edit(function, old, new))
    for name, statement in STATEMENTS.items():
        yield Fault(name, _run(statement), by_superuser=statement.endswith(" BYPASSRLS"))
    kinds = list(OF_A_TABLE.items())
    for at, table in enumerate(tables):
        name, statement = kinds[at % len(kinds)]
        yield Fault(name.format(table), _run(statement.format(table)))


def _run(statement: str) -> Callable[[Connection], None]:
    return lambda connection: void(connection.execute(statement))


def void(_: object) -> None:
    """Leave an answer unread."""


def _edit(function: str, old: str, new: str) -> Callable[[Connection], None]:
    """Replace some words of a function by others; a gap in them stands for any gap."""

    def plant(connection: Connection) -> None:
        ((text, owner),) = connection.execute(
            "SELECT pg_get_functiondef(oid), proowner::regrole::text FROM pg_proc WHERE oid = %s::regproc",
            [function],
        ).fetchall()
        pattern = r"\s+".join(re.escape(word) for word in old.split())
        changed, times = re.subn(pattern, lambda _: new, text)
        if times == 0:
            message = f"{function} does not say: {old}"
            raise CannotBePlanted(message)
        # Loads the extension, so that a function's setting of it is known to be one.
        connection.execute("SELECT show_limit()")
        connection.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(owner)))
        connection.execute(changed)
        connection.execute("RESET ROLE")

    return plant
