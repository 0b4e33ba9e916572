"""One piece of the work: some stories of one area, or some people alone, written over a connection of its own."""

import gc
from dataclasses import dataclass
from datetime import datetime, timedelta

import psycopg

from rjhub.demonstration.invented.circumstances import Circumstances
from rjhub.demonstration.invented.draws import Chance
from rjhub.demonstration.invented.person import Person
from rjhub.demonstration.writing import files, inventing, writer
from rjhub.demonstration.writing.area import Area
from rjhub.demonstration.writing.book import Book
from rjhub.demonstration.writing.ids import Ids
from rjhub.demonstration.writing.people import Told, write_person
from rjhub.demonstration.writing.pouring import Pourer
from rjhub.demonstration.writing.sheet import Sheet
from rjhub.demonstration.writing.tables import Row
from rjhub.demonstration.writing.team import coordinators_of
from rjhub.referrals.actions import letting_in

# Each piece takes its people from one batch of the engine, which is more than enough.
CASES, PEOPLE, NUMBERS = 1_500, 8_192, 8_192


@dataclass(frozen=True)
class Piece:
    """What to write. `log` is how many rows the two logs get, or 0; without `cases` it is people alone."""

    area: Area
    first: int
    seed: int
    run: str
    as_of: datetime
    years: float
    cases: int = 0
    people: int = 0
    log: int = 0


@dataclass
class Done:
    """What came of a piece."""

    cases: int = 0
    people: int = 0
    log: int = 0
    rows: int = 0


def write(piece: Piece, dsn: str) -> Done:
    """Write a piece. What fails leaves whole stories behind and nothing half written."""
    done = Done()
    # A piece leaves hardly any circles behind; looking for them takes a tenth of the time.
    gc.disable()
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("SET synchronous_commit = off")
        pourer = Pourer(connection)
        _write_cases(piece, pourer, done)
        _write_people(piece, pourer, done)
        pourer.flush()
        done.rows = pourer.rows
    gc.enable()
    gc.collect()
    return done


def _write_cases(piece: Piece, pourer: Pourer, done: Done) -> None:
    order = inventing.Order(
        count=piece.cases,
        years=piece.years,
        as_of=piece.as_of,
        seed=piece.seed,
        first=piece.first,
        telephones=False,
    )
    earlier: dict[str, Row | None] = {}
    wanted = piece.log // piece.cases if piece.cases else 0
    for story in inventing.stories(piece.area, order):
        book = writer.write(story, area=piece.area, run=piece.run, earlier=earlier.get(story.hub))
        earlier[story.hub] = book.referral
        _look_often(book, piece.as_of, wanted)
        if wanted:
            book.sheet.look_less(book.sheet.logged - wanted)
        done.cases += 1
        done.people += len(book.people)
        done.log += book.sheet.logged
        pourer.take(book.sheet.finished())


def _look_often(book: Book, until: datetime, wanted: int) -> None:
    """Let whoever works on a case look at it often enough that the logs are as long as is asked."""
    missing = wanted - book.sheet.logged
    if missing <= 0 or book.referral is None:
        return
    chance = Chance(f"looks/{book.file}")
    since = book.referral["received_at"]
    span = max(int((until - since) / timedelta(minutes=1)), 1)
    readers = [member for member in map(book.who, ("", "lead", "second", "supervisor")) if member]
    for _ in range(missing):
        at = since + timedelta(minutes=chance.between(0, span))
        book.sheet.look(chance.pick(readers), at=at, files=[book.file], row=book.referral)


def _write_people(piece: Piece, pourer: Pourer, done: Done) -> None:
    order = inventing.Order(
        count=piece.people, years=piece.years, as_of=piece.as_of, seed=piece.seed, first=piece.first
    )
    for person, known in inventing.people_alone(piece.area, order):
        sheet = _alone(piece, person, known)
        done.people += 1
        done.log += sheet.logged
        pourer.take(sheet.finished())


def _alone(piece: Piece, person: Person, known: Circumstances) -> Sheet:
    """Somebody whom a hub has on record from before, without a case here."""
    sheet = Sheet(piece.area, Ids(f"{piece.run}/{piece.area.code}/alone/{person.number}"))
    hub = piece.area.hub_of(person.district)
    by = coordinators_of(piece.area, hub)[0]
    days = Chance(f"alone/{person.number}").between(1, int(piece.years * 365))
    at = piece.as_of - timedelta(days=days)
    written = write_person(sheet, person, Told(circumstances=known, by=by, at=at, telephones=False))
    sheet.grant(written.file, files.coordinators(hub), letting_in.COORDINATE, by=by, at=at)
    return sheet
