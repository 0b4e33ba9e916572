"""Writing worlds into a database, many in each statement, and asking it what somebody sees of them.

Everything is written as the roles that the program has: files and grants as the application, rows as the keeper.
"""

import json
from collections.abc import Iterable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import psycopg
from psycopg import sql

from rjhub.proving import oracle
from rjhub.proving.inventing import HOME, Reader
from rjhub.proving.placing import (
    CASE,
    FOUND_BY,
    OPENED_BEFORE,
    PARTNERSHIPS,
    PARTY,
    PERSON,
    Laid,
    Placed,
    grant_id,
    uuid_of,
)
from rjhub.sharing import signing
from rjhub.sharing.actions import agreeing

Connection = psycopg.Connection[Any]


def lay(connection: Connection, laid: Laid) -> None:
    """Write a batch, let happen what happens to it, and let the time go by."""
    batch, home = laid.batch, PARTNERSHIPS[HOME]
    connection.execute("RESET ROLE")
    _insert(connection, "partnership_principal", _principals(laid))
    _agree(connection, laid, batch.before)
    say_who_asks(connection, home, tuple(laid.numbers.values()))
    become(connection, "rjhub_app")
    _insert(connection, "sharing_file", [{"id": uuid_of(n), "partnership_id": home, "kind": "case",
                                          "stages": list(oracle.BEFORE_A_CASE), "created_at": batch.now}
                                         for n in range(len(laid.files))])  # fmt: skip
    become(connection, "rjhub_keeper")
    _write_rows(connection, laid, early=True)
    become(connection, "rjhub_app")
    _insert(connection, "sharing_grant", _grants(laid))
    become(connection, "rjhub_keeper")
    _write_rows(connection, laid, early=False)
    _go_on(connection, laid)
    if batch.days:
        _let_time_pass(connection, batch.days)
        become(connection, "rjhub_app")
        connection.execute("SELECT keeper.lapse_clauses(8)")
    if batch.agreement != batch.before:
        _agree(connection, laid, batch.agreement)
    connection.execute("RESET ROLE")
    connection.execute(
        "UPDATE sharing_file SET opened_in = %s WHERE partnership_id = %s", [OPENED_BEFORE, home]
    )


def seen_by(connection: Connection, laid: Laid, reader: Reader) -> set[int]:
    """The numbers of the rows that somebody sees."""
    ask_as(connection, laid, reader)
    return numbers(connection, laid.tables.everything)


def numbers(connection: Connection, asked: Any) -> set[int]:
    """The numbers of the rows that a statement finds."""
    ((found,),) = connection.execute(asked).fetchall()
    return {int(each, 16) for each in found.split(",")} if found else set()


def forgeries(principals: tuple[int, ...]) -> list[str]:
    """What somebody may say about who asks that is not to be believed."""
    home = PARTNERSHIPS[HOME]
    good = signing.signed(home, principals, None)
    with_more = good.replace(";{", ";{1,")
    return [
        "",
        good[65:],
        "0" * 64 + good[64:],
        with_more,
        signing.signed(home, principals[:1], None)[:65] + good[65:],
    ]


def ask_as(connection: Connection, laid: Laid, reader: Reader) -> None:
    """Be the application, for somebody; somebody whom no agreement covers acts as nobody."""
    staff = reader.staff
    covered = oracle.is_bound(staff.agency) and oracle.in_force(laid.batch.agreement, laid.batch.later)
    principals = tuple(sorted(laid.numbers[each] for each in staff.stands_for)) if covered else ()
    become(connection, "rjhub_app")
    say_who_asks(connection, PARTNERSHIPS[staff.partnership], principals)
    connection.execute("SELECT keeper.lapse_grants()")


def become(connection: Connection, role: str) -> None:
    """Take a role for the rest of the transaction."""
    connection.execute(sql.SQL("RESET ROLE; SET LOCAL ROLE {}").format(sql.Identifier(role)))


def say_who_asks(connection: Connection, partnership: int, principals: tuple[int, ...]) -> None:
    """Tell the database who asks, signed as the program signs it."""
    said = signing.signed(partnership, principals, None)
    connection.execute("SELECT set_config('app.reader', %s, true)", [said])


def _principals(laid: Laid) -> list[dict[str, Any]]:
    return [
        {
            "id": laid.numbers[name],
            "partnership_id": PARTNERSHIPS[HOME],
            "kind": "staff",
            "works_with": agency.works_with,
            "agency_kind": agency.kind,
        }
        for name, agency in laid.batch.holders().items()
    ]


def _agree(connection: Connection, laid: Laid, agreement: oracle.Agreement) -> None:
    home = PARTNERSHIPS[HOME]
    kinds = {(agency.kind, agency.works_with) for agency in laid.batch.holders().values()}
    allowed = [
        {
            "id": uuid_of(number),
            "partnership_id": home,
            "agreement_id": 0,
            "clause": one.clause,
            "purpose": purpose.value,
            "agency_kind": kind,
            "works_with": works_with,
            "sides": list(one.sides),
            "categories": list(one.categories),
            "stages": list(one.stages),
            "months": one.months,
            "months_after_closing": one.months_after_closing,
        }
        for number, (purpose, kind, works_with, one) in enumerate(
            agreeing.compiled(_as_written(agreement), sorted(kinds))
        )
    ]
    say_who_asks(connection, home, ())
    become(connection, "rjhub_app")
    connection.execute("DELETE FROM sharing_allowance WHERE partnership_id = %s", [home])
    _insert(connection, "sharing_allowance", allowed)
    connection.execute("SELECT keeper.apply_agreement()")


def _grants(laid: Laid) -> list[dict[str, Any]]:
    return [
        {
            "id": grant_id(number, at),
            "partnership_id": PARTNERSHIPS[HOME],
            "file_id": uuid_of(number),
            "holder_id": laid.numbers[grant.holder],
            "works_with": grant.holder_agency.works_with,
            "sides": list(grant.sides),
            "categories": list(grant.categories),
            "purpose": grant.purpose,
            "granted_at": grant.granted_at,
            "until": grant.until,
        }
        for number, (_, papers) in enumerate(laid.files)
        for at, grant in enumerate(papers.grants)
    ]


def _write_rows(connection: Connection, laid: Laid, *, early: bool) -> None:
    by_table: dict[str, list[dict[str, Any]]] = {}
    for placed in laid.rows:
        if placed.early == early:
            by_table.setdefault(placed.table, []).append(_columns(laid, placed))
    # A party belongs to a case and a person, which have to be there before it.
    for table in sorted(by_table, key=lambda name: (name == PARTY, name)):
        _insert(connection, table, by_table[table])


def _columns(laid: Laid, placed: Placed) -> dict[str, Any]:
    row = placed.row
    columns: dict[str, Any] = {
        "id": uuid_of(placed.number),
        "partnership_id": PARTNERSHIPS[HOME],
        "file_id": uuid_of(placed.file),
        "side": row.side,
        "category": row.category,
        "acl": [],
    }
    if row.holder:
        columns["holder_id"] = laid.numbers[row.holder]
    if placed.table == CASE:
        _, papers = laid.files[placed.file]
        columns["stage"] = papers.before
    if placed.table == PERSON:
        columns |= {"found_by": FOUND_BY, "sort_key": ""}
    if placed.table == PARTY:
        columns["case_id"] = uuid_of(laid.of_file[CASE, placed.case])
        columns["person_id"] = uuid_of(laid.of_file[PERSON, placed.person])
    return columns


def _go_on(connection: Connection, laid: Laid) -> None:
    """Cases move to where they are, and grants end."""
    cases = [(number, papers.case) for number, (_, papers) in enumerate(laid.files) if papers.case]
    connection.execute(
        "UPDATE cases_case c SET stage = m.stage, closed_at = m.closed_at "
        "FROM unnest(%s::uuid[], %s::text[], %s::timestamptz[]) m (file, stage, closed_at) "
        "WHERE c.file_id = m.file AND (c.stage, c.closed_at) IS DISTINCT FROM (m.stage, m.closed_at)",
        _columnwise([(uuid_of(number), case.stage, case.closed_at) for number, case in cases], 3),
    )
    become(connection, "rjhub_app")
    ended = [
        (grant_id(number, at), grant.ended_at)
        for number, (_, papers) in enumerate(laid.files)
        for at, grant in enumerate(papers.grants)
        if grant.ended_at
    ]
    connection.execute(
        "UPDATE sharing_grant g SET ended_at = m.at FROM unnest(%s::uuid[], %s::timestamptz[]) m (id, at) "
        "WHERE g.id = m.id",
        _columnwise(ended, 2),
    )


def _let_time_pass(connection: Connection, days: int) -> None:
    """Nothing can move the database's clock, so everything that was written moves into the past."""
    connection.execute("RESET ROLE")
    moved = {
        "sharing_grant": ("granted_at", "until", "ended_at"),
        "sharing_file": ("closed_on",),
        CASE: ("closed_at",),
    }
    for table, columns in moved.items():
        name = sql.Identifier(table)
        connection.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(name))
        become(connection, "rjhub_keeper")
        changes = sql.SQL(", ").join(
            sql.SQL("{0} = {0} - {1}").format(sql.Identifier(each), timedelta(days=days)) for each in columns
        )
        connection.execute(sql.SQL("UPDATE {} SET {}").format(name, changes))
        connection.execute("RESET ROLE")
        connection.execute(sql.SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(name))


def _columnwise(rows: Iterable[tuple[Any, ...]], width: int) -> list[list[Any]]:
    taken = list(zip(*rows, strict=True))
    return [list(column) for column in taken] or [[] for _ in range(width)]


def _insert(connection: Connection, table: str, rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    names = sql.SQL(", ").join(map(sql.Identifier, rows[0]))
    statement = sql.SQL("INSERT INTO {0} ({1}) SELECT {1} FROM json_populate_recordset(NULL::{0}, %s::json)")
    connection.execute(statement.format(sql.Identifier(table), names), [json.dumps(rows, default=str)])


def _as_written(agreement: oracle.Agreement) -> Any:
    """An agreement in the form that the program compiles; what only people read of it is left out."""
    clauses = [
        SimpleNamespace(
            number=one.number,
            to=[SimpleNamespace(purpose=purpose) for purpose in one.purposes],
            agencies=one.kinds,
            works_with=one.works_with,
            stages=one.stages,
            sides=one.sides,
            categories=one.categories,
            lasts=SimpleNamespace(months=one.months, months_after_closing=one.months_after_closing),
        )
        for one in agreement.clauses
    ]
    return SimpleNamespace(
        clauses=clauses, parties=[SimpleNamespace(type=kind) for kind in agreement.parties]
    )
