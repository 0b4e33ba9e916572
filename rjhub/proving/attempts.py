"""What the people of a world try beyond looking: to write, to change, to grant, to reach somebody.

What they may do has to work, and what they may not has to fail.
"""

from collections.abc import Callable, Iterator
from random import Random

from psycopg import sql

from rjhub.proving import clauses, inventing, laying, oracle, placing, talking, trying, urgent
from rjhub.proving.bare import CORE
from rjhub.proving.inventing import ELSEWHERE, HOME, Reader
from rjhub.proving.oracle import Row
from rjhub.proving.placing import PARTNERSHIPS, Laid
from rjhub.proving.talking import Connection
from rjhub.proving.trying import Trial, Tried

# Rows that only a function of the database's own adds, whoever asks.
WRITTEN_BY_THEIR_DOOR = ("cases_emergencyaccess",)


def write(by: Trial) -> Tried:
    """Add a row to a file."""
    file = by.row().file
    row = Row(by.chance.choice(clauses.SIDES), by.chance.choice(clauses.CATEGORIES))
    with_holder = clauses.happens(by.chance, 0.4)
    if with_holder:
        holder = by.chance.choice(sorted(by.laid.numbers))
        if clauses.happens(by.chance, 0.5):
            row = Row(oracle.HARMED, by.chance.choice(oracle.WALLED))
            holder = by.chance.choice(sorted(by.reader.staff.stands_for))
        row = Row(row.side, row.category, holder, inventing.by_name(holder))
    names = by.laid.tables.with_holder if with_holder else by.laid.tables.plain
    table = by.chance.choice(names)
    columns = [*CORE[:-1], *(["holder_id"] if row.holder else [])]
    values = [
        placing.uuid_of(trying.OTHER),
        PARTNERSHIPS[HOME],
        placing.uuid_of(file),
        row.side,
        row.category,
    ]
    values += [by.laid.numbers[row.holder]] if row.holder else []
    statement = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
        sql.Identifier(table),
        sql.SQL(", ").join(map(sql.Identifier, columns)),
        sql.SQL(", ").join(sql.Placeholder() * len(columns)),
    )
    may = by.may(file, row) and not (row.holder and oracle.is_walled(row.side, row.category))
    may = may and table not in WRITTEN_BY_THEIR_DOOR
    return Tried(f"write {row.side} {row.category} in {table}", file, may, by.does(statement, *values))


def change(by: Trial) -> Tried:
    """Change a row without looking at it first."""
    row = by.row()
    statement = sql.SQL("UPDATE {} SET side = side WHERE partnership_id = %s AND id = %s")
    did = by.does(
        statement.format(sql.Identifier(row.table)), PARTNERSHIPS[HOME], placing.uuid_of(row.number)
    )
    return Tried(f"change row {row.number} of {row.table}", row.file, by.may(row.file, row.row), did)


def let_everybody_see(by: Trial) -> Tried:
    """Write into a row who may see it."""
    row = by.visible_row()
    if not by.may(row.file, row.row):
        return change(by)
    name = sql.Identifier(row.table)
    everybody = sorted(by.laid.numbers.values())
    key = [PARTNERSHIPS[HOME], placing.uuid_of(row.number)]
    statement = sql.SQL(
        "WITH before AS (SELECT acl FROM {0} WHERE partnership_id = %s AND id = %s) "
        "UPDATE {0} t SET acl = %s FROM before WHERE t.partnership_id = %s AND t.id = %s "
        "RETURNING t.acl IS NOT DISTINCT FROM before.acl"
    )
    with by.connection.transaction(force_rollback=True):
        found = by.connection.execute(statement.format(name), [*key, everybody, *key]).fetchall()
    if not found:
        return change(by)
    ((same,),) = found
    return Tried(f"write who sees row {row.number} of {row.table}", row.file, may=False, did=not same)


def move(by: Trial) -> Tried:
    """Put a row into another file."""
    row, other = by.visible_row(), by.row()
    if row.file == other.file:
        return change(by)
    statement = sql.SQL("UPDATE {} SET file_id = %s WHERE partnership_id = %s AND id = %s")
    values = [placing.uuid_of(other.file), PARTNERSHIPS[HOME], placing.uuid_of(row.number)]
    did = by.does(statement.format(sql.Identifier(row.table)), *values)
    return Tried(f"move row {row.number} of {row.table} to another file", row.file, may=False, did=did)


def give(by: Trial) -> Tried:
    """Grant somebody something of a file."""
    file = by.file_to_give_from()
    papers = by.laid.file(file)
    sides, categories = trying.scope(by, papers)
    holder = by.chance.choice(sorted(by.laid.numbers))
    batch, to = by.laid.batch, by.laid.batch.holders()[holder]
    wanted = oracle.Grant(holder, to, inventing.by_name(holder), "facilitate", sides, categories, batch.later)
    may = oracle.may_give(by.reader.staff, papers, wanted, batch.agreement, batch.later)
    did = by.does(
        trying.GRANT, *trying.grant_key(by, file, holder, to.works_with), list(sides), list(categories)
    )
    return Tried(f"grant {', '.join(sides)}: {', '.join(categories)} to {holder}", file, may, did)


def give_over_the_wall(by: Trial) -> Tried:
    """Grant how to reach a person harmed to somebody on the other side, as whoever opens the file."""
    file = by.row().file
    holder = by.chance.choice(sorted(by.laid.numbers))
    to = by.laid.batch.holders()[holder]
    word = by.chance.choice(oracle.WALLED)
    said = by.chance.choice((to.works_with, "both"))
    may = to.works_with in oracle.BESIDE_THE_HARMED and said == to.works_with
    talking.become(by.connection, "rjhub_keeper")  # whom no rule of granting holds back
    did = by.does(
        trying.GRANT, *trying.grant_key(by, file, holder, said), ["harmed", "neutral"], ["casework", word]
    )
    laying.take_role_of(by.connection, by.reader)
    return Tried(f"grant harmed {word} to {holder} as if it worked with {said}", file, may, did)


def give_nothing(by: Trial) -> Tried:
    """Grant nothing, or for a time that ends before it begins."""
    file, holder = by.row().file, by.chance.choice(sorted(by.laid.numbers))
    side = by.laid.batch.holders()[holder].works_with
    sides, categories = by.chance.choice((([], ["casework"]), (["neutral"], [])))
    talking.become(by.connection, "rjhub_keeper")
    did = by.does(trying.GRANT, *trying.grant_key(by, file, holder, side), sides, categories)
    laying.take_role_of(by.connection, by.reader)
    return Tried("grant nothing", file, may=False, did=did)


def allow_over_the_wall(by: Trial) -> Tried:
    """Let a clause give how to reach people harmed to the other side."""
    works_with, word = by.chance.choice(clauses.WORKS_WITH), by.chance.choice(oracle.WALLED)
    talking.say_who_asks(by.connection, PARTNERSHIPS[HOME], ())
    with talking.installing(by.connection):
        did = by.does(
            "INSERT INTO sharing_allowance (id, partnership_id, agreement_id, clause, purpose, agency_kind, "
            "works_with, sides, categories, stages, months) "
            "VALUES (%s, %s, %s, '1', 'facilitate', 'x', %s, %s, %s, '{}', 1)",
            *(placing.uuid_of(trying.OTHER), PARTNERSHIPS[HOME], 0, works_with, ["harmed"], [word]),
        )
    may = works_with in oracle.BESIDE_THE_HARMED
    return Tried(f"let a clause give harmed {word} to agencies that work with {works_with}", 0, may, did)


def revive(by: Trial) -> Tried | None:
    """Take back that a grant ended."""
    file, at = trying.some_grant(by, ended=True)
    if at < 0:
        return None
    statement = "UPDATE sharing_grant SET ended_at = NULL WHERE partnership_id = %s AND id = %s"
    did = by.does(statement, PARTNERSHIPS[HOME], placing.grant_id(file, at))
    return Tried("take back that a grant ended", file, may=False, did=did)


def widen(by: Trial) -> Tried | None:
    """Change what a grant gives, to whom, in which file or for how long; or take it away."""
    file, at = trying.some_grant(by, ended=False)
    if at < 0:
        return None
    change = by.chance.choice(
        (
            "sides = sides || 'harmed'::varchar",
            "holder_id = holder_id",
            "until = NULL",
            "categories = categories",
        )
    )
    where = "WHERE partnership_id = %s AND id = %s"
    statement = by.chance.choice(
        (f"UPDATE sharing_grant SET {change} {where}", f"DELETE FROM sharing_grant {where}")
    )
    did = by.does(statement, PARTNERSHIPS[HOME], placing.grant_id(file, at))
    return Tried(f"{statement.split(' WHERE')[0]}", file, may=False, did=did)


def change_file(by: Trial) -> Tried:
    """Say of a file that it is at another stage, or opened just now; or make one for other partnerships."""
    file = by.row().file
    change = by.chance.choice(("stages = '{}'", "closed_on = NULL", "opened_in = pg_current_xact_id()"))
    statement = f"UPDATE sharing_file SET {change} WHERE partnership_id = %s AND id = %s"
    return Tried(f"change a file: {change}", file, may=False, did=by.does(statement, *trying.file_key(file)))


def open_abroad(by: Trial) -> Tried:
    """Open a file in a partnership."""
    name = by.chance.choice(sorted(PARTNERSHIPS))
    did = by.does(
        "INSERT INTO sharing_file (id, partnership_id, kind, stages, created_at) VALUES (%s, %s, 'case', '{}', now())",
        *(placing.uuid_of(trying.OTHER), PARTNERSHIPS[name]),
    )
    return Tried(f"open a file in the partnership {name}", 0, name == by.reader.staff.partnership, did)


def change_sides(by: Trial) -> Tried:
    """Put a principal on another side of the wall."""
    statement = "UPDATE partnership_principal SET works_with = 'both' WHERE partnership_id = %s"
    return Tried("change sides", 0, may=False, did=by.does(statement, PARTNERSHIPS[HOME]))


def ask_the_keeper(by: Trial) -> Tried:
    """Ask the keeper what only its own functions may ask."""
    asked = by.chance.choice(
        (
            "SELECT keeper.acl(%s::smallint, %s, 'harmed', 'contact')",
            "SELECT keeper.rewrite_acl(%s::smallint, %s)",
            "SELECT keeper.note_stages_of(%s::smallint, %s)",
            "SELECT 1 FROM keeper.signing_key WHERE %s::text <> %s::text",
            "SELECT 1 FROM vault.contact WHERE %s::text <> %s::text OR true",
        )
    )
    return Tried(asked.split("(")[0], 0, may=False, did=by.does(asked, *trying.file_key(by.row().file)))


def look_around(by: Trial) -> Tried:
    """Look at files, grants and clauses of a partnership; they say that something exists, and no more."""
    table = by.chance.choice(("sharing_file", "sharing_grant", "sharing_allowance"))
    asked = sql.SQL("SELECT 1 FROM {} WHERE partnership_id = %s LIMIT 1").format(sql.Identifier(table))
    talking.become(by.connection, "rjhub_keeper")
    there = by.does(asked, PARTNERSHIPS[HOME])
    laying.take_role_of(by.connection, by.reader)
    own = by.reader.staff.partnership == HOME
    return Tried(f"look at {table}", 0, own and there, by.does(asked, PARTNERSHIPS[HOME]))


def give_abroad(by: Trial) -> Tried:
    """Grant something of a file to somebody, in another partnership's name."""
    file, holder = by.row().file, by.chance.choice(sorted(by.laid.numbers))
    values = trying.grant_key(by, file, holder, by.laid.batch.holders()[holder].works_with)
    values[1] = PARTNERSHIPS[ELSEWHERE]
    talking.become(by.connection, "rjhub_keeper")
    did = by.does(trying.GRANT, *values, ["neutral"], ["casework"])
    laying.take_role_of(by.connection, by.reader)
    return Tried("grant in another partnership's name", file, may=False, did=did)


def allow_for_ever(by: Trial) -> Tried:
    """Let a clause last for no time that anybody said, or give nothing."""
    sides, lasts = by.chance.choice((("{neutral}", "NULL"), ("{}", "1")))
    talking.say_who_asks(by.connection, PARTNERSHIPS[HOME], ())
    with talking.installing(by.connection):
        did = by.does(
            "INSERT INTO sharing_allowance (id, partnership_id, agreement_id, clause, purpose, agency_kind, "
            "works_with, sides, categories, stages, months) VALUES (%s, %s, 0, '1', 'facilitate', 'x', 'both', %s, "
            f"'{{casework}}', '{{}}', {lasts})",
            *(placing.uuid_of(trying.OTHER), PARTNERSHIPS[HOME], sides),
        )
    return Tried("let a clause last for ever, or give nothing", 0, may=False, did=did)


def change_conflict(by: Trial) -> Tried | None:
    """End a conflict of interest of one's own, take back that one ended, or make it somebody else's."""
    conflicts = [row for row in by.laid.rows if row.table == placing.CONFLICT]
    if not conflicts:
        return None
    row = by.chance.choice(conflicts)
    own = by.laid.staff_id(row.staff)
    change = by.chance.choice(
        ("ended_at = now(), ended_by_id = %(own)s", "ended_at = NULL", "staff_id = %(other)s")
    )
    if (change == "ended_at = NULL") != row.ended and not change.startswith("staff"):
        return None
    who = placing.uuid_of(placing.SOMEBODY_ELSE) if change == "ended_at = NULL" else own
    talking.say_who_asks(by.connection, PARTNERSHIPS[HOME], tuple(by.laid.numbers.values()), staff=who)
    talking.become(by.connection, "rjhub_keeper")
    named = {"own": own, "other": placing.uuid_of(placing.SOMEBODY_ELSE), "id": placing.uuid_of(row.number)}
    did = by.does_with(f"UPDATE sharing_conflictofinterest SET {change} WHERE id = %(id)s", named)
    laying.take_role_of(by.connection, by.reader)
    return Tried(f"change a conflict: {change}", row.file, may=False, did=did)


ALL: tuple[Callable[[Trial], Tried | None], ...] = (
    write, write, change, change, let_everybody_see, move, give, give, give_over_the_wall, give_nothing,
    allow_over_the_wall, revive, widen, change_file, open_abroad, change_sides, ask_the_keeper,
    look_around, give_abroad, allow_for_ever, change_conflict, *urgent.ALL,
)  # fmt: skip


def every(connection: Connection, laid: Laid, chance: Random, times: int) -> Iterator[tuple[Reader, Tried]]:
    """Try each so often, each time as somebody else."""
    for number in range(times * len(ALL)):
        reader = chance.choice(laid.batch.readers)
        laying.ask_as(connection, laid, reader)
        tried = ALL[number % len(ALL)](Trial(connection, laid, chance, reader))
        if tried is not None:
            yield reader, tried
