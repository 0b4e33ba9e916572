"""How many planted snoopers the patterns find, and whom they bother who does their work."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from time import perf_counter
from typing import Any
from uuid import UUID, uuid4

import psycopg

from rjhub.demonstration.writing.generation import running
from rjhub.proving import scratch
from rjhub.proving.snooper_kinds import Planted, plant
from rjhub.proving.snooping import DAYS, Look, Snooper, World, ordinary, world_of
from rjhub.reading.actions import watching
from rjhub.reading.vocabulary import Pattern
from rjhub.server.trouble import TroubleError

LOOKED = (
    "COPY audit_consultation (at, partnership_id, staff_id, agency_id, door, purpose, files, sides, categories, "
    "tables) FROM STDIN"
)
TYPES = ("timestamptz", "int2", "uuid", "uuid", "varchar", "varchar", "uuid[]", *("varchar[]",) * 3)
TAKEN_UP = """
SELECT (SELECT position FROM keeper.reading_mark WHERE partnership_id = %s)
  > (SELECT max(position) FROM audit_consultation WHERE partnership_id = %s)
"""
FINDINGS = "SELECT staff_id, pattern, day, agency_id, files FROM reading_finding WHERE partnership_id = %s"
PLANTED_IN = ("reading_home", "people_matchkey", "sharing_conflictofinterest")
Found = dict[tuple[UUID, str], set[date]]


@dataclass
class Result:
    """What came of it. Numbers by pattern where they are by pattern."""

    seed: int
    read: str = ""  # a digest of what everybody read: the same for the same seed on the same day
    staff: int = 0
    cases: int = 0
    readings: int = 0
    planted: dict[str, int] = field(default_factory=dict)
    found: dict[str, int] = field(default_factory=dict)
    found_somehow: int = 0
    slow_planted: int = 0
    slow_found: int = 0
    ordinary: dict[str, int] = field(default_factory=dict)
    ordinary_days: int = 0
    weeks: float = DAYS / 7
    agencies: int = 0
    worst_agency_a_week: float = 0.0
    seconds_to_find: float = 0.0
    seconds_without_news: float = 0.0

    @property
    def recall(self) -> float:
        """How many of those planted for a pattern it found."""
        return sum(self.found.values()) / max(sum(self.planted.values()), 1)


def prove(*, partnerships: int, cases: int, people: int, each: int, seed: int) -> Result:
    """Invent partnerships in the database that the program works on, plant, and look."""
    running.generate(
        running.Wanted(
            partnerships=partnerships, people=people, cases=cases, years=1, seed=seed, processes=1
        ),
        lambda _: None,
    )
    result = Result(seed=seed)
    with scratch.owner() as connection:
        found = connection.execute("SELECT id FROM partnership_partnership ORDER BY id").fetchall()
        for (partnership,) in found:
            _try(connection, partnership, each, result)
    return result


def _try(connection: "psycopg.Connection[Any]", partnership: int, each: int, result: Result) -> None:
    world = world_of(connection, partnership, result.seed)
    looks = [*ordinary(world)]
    planted = plant(world, each)
    _write(connection, partnership, [*looks, *planted.looks], planted)
    result.read = _digest(world, [*looks, *planted.looks], result.read)
    result.staff += len(world.workers)
    result.cases += len(world.cases)
    result.readings += len(looks) + len(planted.looks)
    connection.execute("ANALYZE audit_consultation, audit_entry")
    began = perf_counter()
    watching.watch(partnership)
    _refuse_if_kept_back(connection, partnership)
    result.seconds_to_find, began = result.seconds_to_find + perf_counter() - began, perf_counter()
    watching.watch(partnership)
    result.seconds_without_news += perf_counter() - began
    _judge(connection, partnership, planted, result, looks)


def _digest(world: World, looks: list[Look], before: str) -> str:
    """What everybody read, by the order of cases and in names: numbers are new in every database."""
    turns = {case.file: turn for turn, case in enumerate(world.cases.values())}
    told = blake2b(before.encode(), digest_size=8)
    for one in looks:
        opened = [str(turns.get(file, "")) for file in one.files]
        told.update(f"{one.at:%j %H:%M} {one.worker.name} {one.door} {' '.join(opened)}\n".encode())
    return told.hexdigest()


def _refuse_if_kept_back(connection: "psycopg.Connection[Any]", partnership: int) -> None:
    """A transaction anywhere on the server keeps what was logged since from being taken up: nothing would be found."""
    (taken,) = connection.execute(TAKEN_UP, [partnership, partnership]).fetchone() or (False,)
    if not taken:
        message = (
            "Another transaction on this database server is open. Try again when nothing else works on it."
        )
        raise TroubleError(message)


def _write(
    connection: "psycopg.Connection[Any]", partnership: int, looks: list[Look], planted: Planted
) -> None:
    with connection.transaction(), connection.cursor() as cursor, cursor.copy(LOOKED) as copy:
        copy.set_types(TYPES)
        for one in looks:
            copy.write_row((
                one.at, partnership, one.worker.id, one.worker.agency, one.door, "page:GET", list(one.files),
                ["neutral"] if one.files else [], ["casework"] if one.files else [], ["cases_case"],
            ))  # fmt: skip
    with _past_the_walls(connection):
        _plant_people(connection, partnership, planted)


@contextmanager
def _past_the_walls(connection: "psycopg.Connection[Any]") -> Iterator[None]:
    """Let the owner write what walls keep from everybody: an owner who is no superuser is bound by them, too."""
    with connection.transaction():
        for table in PLANTED_IN:
            connection.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        yield
        connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in PLANTED_IN:
            connection.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


def _plant_people(connection: "psycopg.Connection[Any]", partnership: int, planted: Planted) -> None:
    for worker, person, digest in planted.homes:
        connection.execute(
            "INSERT INTO reading_home VALUES (%s, %s, now())",
            [worker.id, digest],
        )
        connection.execute(
            "INSERT INTO people_matchkey (partnership_id, digest, kind, person_id) "
            "SELECT %s, h.digest, 30, %s FROM reading_home h WHERE h.staff_id = %s",
            [partnership, person, worker.id],
        )
    for worker, file, said in planted.conflicts:
        connection.execute(
            "INSERT INTO sharing_conflictofinterest (id, partnership_id, file_id, side, category, acl, staff_id, kind, "
            "said_by_id, since, ended_because) VALUES (%s, %s, %s, 'neutral', 'casework', '{}', %s, 'kin', %s, %s, '')",
            [uuid4(), partnership, file, worker.id, worker.id, said],
        )


def _judge(
    connection: "psycopg.Connection[Any]",
    partnership: int,
    planted: Planted,
    result: Result,
    looks: Iterable[Look],
) -> None:
    found: Found = {}
    agencies: Counter[UUID] = Counter()
    everything = connection.execute(FINDINGS, [partnership]).fetchall()
    snooped = _snooped([*planted.snoopers, *planted.slow])
    pairs = {(one.worker.id, one.person) for one in planted.snoopers if one.person}
    told: set[tuple[UUID, str, UUID]] = set()
    for staff, pattern, day, agency, files in everything:
        found.setdefault((staff, pattern), set()).add(day)
        told |= {(staff, pattern, file) for file in files}
        if any((staff, file) in pairs for file in files):
            continue
        if day not in snooped.get(staff, set()):
            result.ordinary[pattern] = result.ordinary.get(pattern, 0) + 1
            agencies[agency] += 1
    for one in planted.snoopers:
        result.planted[one.pattern] = result.planted.get(one.pattern, 0) + 1
        pair = (one.worker.id, str(one.pattern), one.person) in told
        hit = pair or bool(found.get((one.worker.id, one.pattern), set()) & one.days)
        result.found[one.pattern] = result.found.get(one.pattern, 0) + hit
        result.found_somehow += pair or any(found.get((one.worker.id, p), set()) & one.days for p in Pattern)
    result.slow_planted += len(planted.slow)
    result.slow_found += sum(
        any(found.get((one.worker.id, p), set()) & one.days for p in Pattern) for one in planted.slow
    )
    result.agencies += len({look.worker.agency for look in looks})
    result.ordinary_days += len({(look.worker.id, look.at.date()) for look in looks})
    worst = max(agencies.values(), default=0) / result.weeks
    result.worst_agency_a_week = max(result.worst_agency_a_week, worst)


def _snooped(snoopers: list[Snooper]) -> dict[UUID, set[date]]:
    """The days on which somebody snooped: what is pointed out of them then is no ordinary reading."""
    days: dict[UUID, set[date]] = {}
    for one in snoopers:
        days.setdefault(one.worker.id, set()).update(one.days)
    return days


def summary(result: Result) -> list[str]:
    """What came of it, as people read it."""
    ordinary = sum(result.ordinary.values())
    return [
        f"{result.readings:,} readings, {DAYS} days, {result.staff} staff, {result.cases:,} cases, seed {result.seed}",
        f"What was read, as one number: {result.read}",
        (
            f"Snoopers found by the pattern that is made for them: {sum(result.found.values())} of "
            f"{sum(result.planted.values())} ({result.recall:.0%}); by any: {result.found_somehow}"
        ),
        *(
            f"  {Pattern(name).label}: {result.found[name]} of {number}"
            for name, number in result.planted.items()
        ),
        f"Of {result.slow_planted} who read one case a day that is none of theirs, found: {result.slow_found}",
        (
            f"Ordinary days pointed out: {ordinary} of {result.ordinary_days:,}; {ordinary / result.weeks:.1f} a week "
            f"at {result.agencies} agencies, {result.worst_agency_a_week:.1f} at the worst"
        ),
        *(f"  {Pattern(name).label}: {number}" for name, number in sorted(result.ordinary.items())),
        (
            f"Taking up and looking: {result.seconds_to_find:.1f} s; again with nothing new: "
            f"{result.seconds_without_news:.2f} s"
        ),
    ]
