"""Runs the whole work: partnerships, staff, then pieces over both cores, with progress."""

import math
import multiprocessing
import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field

import django
from django.apps import apps
from django.db import connections
from psycopg.conninfo import make_conninfo

from rjhub.demonstration.writing import area as areas_of
from rjhub.demonstration.writing.area import Area
from rjhub.demonstration.writing.generation import areas, setting_aside, staffing, work
from rjhub.demonstration.writing.generation.work import Done, Piece
from rjhub.demonstration.writing.pouring import analyze, follow
from rjhub.demonstration.writing.tables import VAULT, table_of
from rjhub.kernel import clock
from rjhub.server.trouble import TroubleError

ROOMS = ("audit", "partnership", "sharing", "people", "referrals", "cases")
PEOPLE_OF_A_CASE = 2.13
# Making all indexes again takes seconds even for few rows, so a small run leaves them.
MANY = 10_000
Say = Callable[[str], None]

NOT_ONLY_INVENTED = """
SELECT EXISTS (SELECT FROM partnership_account WHERE NOT password_only)
    OR EXISTS (SELECT FROM referrals_referral WHERE submission_key NOT LIKE 'invented-%%')
"""
GENERATED_BEFORE = """
SELECT EXISTS (SELECT FROM partnership_account WHERE email LIKE '%%@staff.%%.example')
"""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What to generate. Where fewer people are asked for than the cases need, there are as many as those need."""

    partnerships: int
    people: int
    cases: int
    years: float
    seed: int
    log_rows: int = 0
    processes: int = field(default_factory=lambda: os.cpu_count() or 1)
    anyway: bool = False


@dataclass(frozen=True)
class Report:
    """What was generated, and how fast."""

    done: Done
    staff: int
    seconds: float

    @property
    def rows_per_second(self) -> int:
        """Rows of all tables for each second of the whole run."""
        return int(self.done.rows / self.seconds)


def generate(wanted: Wanted, say: Say) -> Report:
    """Generate. Raises TroubleError where the database may hold somebody's own data, unless that is allowed."""
    began = time.monotonic()
    dsn = owner_dsn()
    if again := setting_aside.make_again(dsn, processes=wanted.processes):
        say(f"{again} indexes made that an earlier run had set aside")
    refuse_data_of_others(anyway=wanted.anyway)
    at = clock.now()
    founded = areas.found(wanted.partnerships)
    share = math.ceil(wanted.cases / len(founded))
    staff = sum(staffing.take_on(one, cases=share, seed=wanted.seed, at=at) for one in founded)
    say(f"{len(founded)} partnerships, {staff} staff taken on")
    known = areas_of.areas([one.code for one in founded])
    pieces = list(_pieces(wanted, known))
    tables = [table_of(model) for room in ROOMS for model in apps.get_app_config(room).get_models()]
    if _is_most_of_all(wanted):
        names = [table.name for table in tables]
        with setting_aside.indexes_set_aside(dsn, names, processes=os.cpu_count() or 1) as aside:
            say(f"{aside} indexes set aside until everything is in")
            done = _write(pieces, wanted, say, began)
            say(f"{time.monotonic() - began:.0f} s: making the indexes again")
    else:
        done = _write(pieces, wanted, say, began)
    say("Letting the database's planner know what came in")
    owner = connections["owner"]
    owner.ensure_connection()
    analyze(owner.connection, [*tables, VAULT])
    follow(owner.connection)
    return Report(done, staff, time.monotonic() - began)


def _is_most_of_all(wanted: Wanted) -> bool:
    """Whether so much comes in that whoever works here meanwhile would find little to look for by an index."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM people_person) + (SELECT count(*) FROM referrals_referral)"
        )
        (there,) = cursor.fetchone()
    coming = wanted.cases + wanted.people
    return bool(coming >= MANY and coming >= 4 * there)


def refuse_data_of_others(*, anyway: bool) -> None:
    """Raise TroubleError where an account or a referral is somebody's own, or this ran before."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(NOT_ONLY_INVENTED)
        (real,) = cursor.fetchone()
        cursor.execute(GENERATED_BEFORE)
        (before,) = cursor.fetchone()
    if real and not anyway:
        raise TroubleError(
            "This database holds accounts or referrals that were not invented. Invented people among real ones do "
            "harm. Use another database, or say --anyway if you are sure."
        )
    if before and not anyway:
        raise TroubleError(
            "Data was generated into this database before, and the same people would come again with the same "
            "numbers. Use another database, or say --anyway if that does no harm."
        )


def _pieces(wanted: Wanted, known: list[Area]) -> Iterator[Piece]:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM referrals_referral")
        (before,) = cursor.fetchone()
    alone = max(wanted.people - int(wanted.cases * PEOPLE_OF_A_CASE), 0)
    run, at, first = f"{wanted.seed}.{before}", clock.now(), 0
    for place, area in enumerate(known):
        for cases in _split(_share(wanted.cases, place, len(known)), work.CASES):
            log = math.ceil(wanted.log_rows * cases / max(wanted.cases, 1))
            yield Piece(area, first, wanted.seed, run, at, wanted.years, cases=cases, log=log)
            first += work.NUMBERS
        for people in _split(_share(alone, place, len(known)), work.PEOPLE):
            yield Piece(area, first, wanted.seed, run, at, wanted.years, people=people)
            first += work.NUMBERS


def _share(total: int, place: int, among: int) -> int:
    return total // among + (place < total % among)


def _split(total: int, most: int) -> Iterator[int]:
    for begun in range(0, total, most):
        yield min(most, total - begun)


def _write(pieces: list[Piece], wanted: Wanted, say: Say, began: float) -> Done:
    dsn = owner_dsn()
    done, total = Done(), sum(piece.cases + piece.people for piece in pieces)
    for place, piece_done in enumerate(_results(pieces, dsn, wanted.processes), start=1):
        done = Done(
            done.cases + piece_done.cases,
            done.people + piece_done.people,
            done.log + piece_done.log,
            done.rows + piece_done.rows,
        )
        seconds = time.monotonic() - began
        say(
            f"{100 * place // len(pieces):3d} % of {total:,} stories and people: {done.cases:,} cases, "
            f"{done.people:,} people, {done.log:,} log rows, {done.rows:,} rows, "
            f"{int(done.rows / seconds):,} a second"
        )
    return done


def owner_dsn() -> str:
    """How a process of its own reaches the database as its owner."""
    given = connections["owner"].get_connection_params()
    wanted = ("host", "port", "user", "password", "dbname")
    return make_conninfo(**{name: given[name] for name in wanted if given.get(name)})


def _results(pieces: list[Piece], dsn: str, processes: int) -> Iterator[Done]:
    if processes == 1 or len(pieces) == 1:
        yield from (work.write(piece, dsn) for piece in pieces)
        return
    # A forked one would wait for ever for threads that stayed behind: those that draw a PDF, those of a pool.
    context = multiprocessing.get_context("spawn")
    many = min(processes, len(pieces))
    with ProcessPoolExecutor(many, mp_context=context, initializer=django.setup) as pool:
        waiting = [pool.submit(work.write, piece, dsn) for piece in pieces]
        yield from (one.result() for one in as_completed(waiting))
