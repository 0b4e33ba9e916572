"""Writing worlds into a database, many in each statement, and asking it what somebody sees of them.

Everything is written as the roles that the program has: files and grants as the application, rows as the keeper.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from psycopg import sql

from rjhub.proving import bare, emergencies, oracle, partners, placing, talking
from rjhub.proving.inventing import HOME, Reader
from rjhub.proving.placing import (
    CASE,
    CONFLICT,
    FOUND_BY,
    OPENED_BEFORE,
    PARTNERSHIPS,
    PARTY,
    PERSON,
    SEALING,
    SOMEBODY_ELSE,
    Laid,
    Placed,
    grant_id,
    uuid_of,
)
from rjhub.proving.talking import Connection


def lay(connection: Connection, laid: Laid) -> None:
    """Write a batch, let happen what happens to it, and let the time go by."""
    batch, home = laid.batch, PARTNERSHIPS[HOME]
    connection.execute("RESET ROLE")
    bare.narrow(connection, laid.tables)
    partners.come(connection, laid)
    partners.agree(connection, laid, batch.before)
    talking.say_who_asks(connection, home, tuple(laid.numbers.values()))
    talking.become(connection, "rjhub_app")
    talking.insert(connection, "sharing_file", [{"id": uuid_of(n), "partnership_id": home, "kind": "case",
                                          "stages": list(oracle.BEFORE_A_CASE), "created_at": batch.now}
                                         for n in range(len(laid.files))])  # fmt: skip
    talking.become(connection, "rjhub_keeper")
    _write_rows(connection, laid, early=True)
    talking.become(connection, "rjhub_app")
    talking.insert(connection, "sharing_grant", _grants(laid))
    emergencies.open_cases(connection, laid, early=True)
    talking.say_who_asks(connection, home, tuple(laid.numbers.values()))
    talking.become(connection, "rjhub_keeper")
    _write_rows(connection, laid, early=False)
    partners.join_again(connection, laid)
    _go_on(connection, laid)
    emergencies.open_cases(connection, laid, early=False)
    talking.say_who_asks(connection, home, tuple(laid.numbers.values()))
    if batch.days:
        _let_time_pass(connection, batch.days)
        talking.become(connection, "rjhub_app")
        connection.execute("SELECT keeper.lapse_clauses(8)")
    elif batch.left is not None:
        emergencies.go_on(connection, batch.left)
    if batch.agreement != batch.before:
        partners.agree(connection, laid, batch.agreement)
    connection.execute("RESET ROLE")
    connection.execute(
        "UPDATE sharing_file SET opened_in = %s WHERE partnership_id = %s", [OPENED_BEFORE, home]
    )


def seen_by(connection: Connection, laid: Laid, reader: Reader) -> set[int]:
    """The numbers of the rows that somebody sees."""
    ask_as(connection, laid, reader)
    return talking.numbers(connection, laid.tables.everything)


def ask_as(connection: Connection, laid: Laid, reader: Reader, *, as_themselves: bool = False) -> None:
    """Be the application, for somebody; somebody whom no agreement covers acts as nobody."""
    staff = reader.staff
    covered = oracle.is_bound(staff.agency) and oracle.in_force(laid.batch.agreement, laid.batch.later)
    principals = tuple(sorted(laid.numbers[each] for each in staff.stands_for)) if covered else ()
    take_role_of(connection, reader)
    own = laid.numbers[reader.name.removesuffix(", elsewhere")]
    membership = laid.staff_id(reader.name.removesuffix(", elsewhere")) if as_themselves else None
    talking.say_who_asks(
        connection, PARTNERSHIPS[staff.partnership], principals, staff=membership, barred=(-own,),
        role=role_of(reader),
    )  # fmt: skip
    # Where no time went by, what has run out has to be seen without it.
    if laid.batch.days or laid.batch.left is not None:
        connection.execute("SELECT keeper.lapse_grants()")


def role_of(reader: Reader) -> str:
    """As which of its roles the program asks for somebody."""
    beside = reader.staff.agency.works_with in oracle.BESIDE_THE_HARMED
    return "rjhub_app" if beside else "rjhub_responsible"


def take_role_of(connection: Connection, reader: Reader) -> None:
    """Be the application, as for this reader."""
    talking.become(connection, role_of(reader))


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
        talking.insert(connection, table, by_table[table])


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
        columns |= {"stage": papers.before, "reference": placing.reference_of(placed.file)}
    if placed.table == PERSON:
        columns |= {"found_by": FOUND_BY, "sort_key": ""}
    if placed.table == CONFLICT:
        columns["staff_id"] = laid.staff_id(placed.staff)
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
    for table in (CONFLICT, SEALING):
        talking.say_who_asks(
            connection, PARTNERSHIPS[HOME], tuple(laid.numbers.values()), staff=uuid_of(SOMEBODY_ELSE)
        )
        over = [uuid_of(row.number) for row in laid.rows if row.table == table and row.ended]
        statement = (
            "UPDATE {} SET ended_at = now(), ended_by_id = %s, ended_because = 'over' WHERE id = ANY (%s)"
        )
        connection.execute(sql.SQL(statement).format(sql.Identifier(table)), [uuid_of(SOMEBODY_ELSE), over])
    talking.become(connection, "rjhub_app")
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
        talking.become(connection, "rjhub_keeper")
        changes = sql.SQL(", ").join(
            sql.SQL("{0} = {0} - {1}").format(sql.Identifier(each), timedelta(days=days)) for each in columns
        )
        connection.execute(sql.SQL("UPDATE {} SET {}").format(name, changes))
        connection.execute("RESET ROLE")
        connection.execute(sql.SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(name))


def _columnwise(rows: Iterable[tuple[Any, ...]], width: int) -> list[list[Any]]:
    taken = list(zip(*rows, strict=True))
    return [list(column) for column in taken] or [[] for _ in range(width)]
