"""Loads the demonstration: the cast, the cases written by hand, and invented ones so that lists are not empty."""

from collections.abc import Iterable
from datetime import datetime

import psycopg
from django.db import connections

from rjhub.demonstration import cast
from rjhub.demonstration.invented.written import reading
from rjhub.demonstration.writing import area as areas_of
from rjhub.demonstration.writing import inventing, writer
from rjhub.demonstration.writing.area import Area
from rjhub.demonstration.writing.book import Book
from rjhub.demonstration.writing.pouring import Pourer, analyze, follow
from rjhub.demonstration.writing.story import Story
from rjhub.demonstration.writing.tables import Row
from rjhub.kernel import clock

SEED, RUN = 1, "demonstration"
# How many invented cases stand behind the hand-written ones, and how far back they go.
BACKGROUND = {"sussex": 24, "hertfordshire": 12, "northumbria": 12, "kent": 6, "thames-valley": 6}
YEARS = 1.4
# The people of each area get a range of numbers of their own; the engine counts in steps of 8,192.
_STEP = 8192


def load() -> None:
    """Fill an empty database with all that there is to try. Safe to run again: cases are written once."""
    cast.load()
    owner = connections["owner"]
    with owner.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM referrals_referral)")
        (written_before,) = cursor.fetchone()
    if not written_before:
        load_cases(owner.connection, at=clock.now())


def load_cases(connection: psycopg.Connection, *, at: datetime) -> list[Book]:
    """Write every case of the demonstration as it stands at a moment, over the owner's connection."""
    areas = {area.code: area for area in areas_of.areas(BACKGROUND)}
    books = [*_written(areas, at), *_invented(areas, at)]
    pour(connection, books)
    return books


def pour(connection: psycopg.Connection, books: Iterable[Book]) -> int:
    """Put stories that are told to their end into the database; answer how many rows that were."""
    pourer, tables = Pourer(connection), set()
    for book in books:
        lines = list(book.sheet.finished())
        tables |= {table for table, _ in lines}
        pourer.take(lines)
    pourer.flush()
    analyze(connection, sorted(tables, key=lambda table: table.name))
    follow(connection)
    return pourer.rows


def _written(areas: dict[str, Area], at: datetime) -> list[Book]:
    referrals: dict[int, Row | None] = {}
    books = []
    for case in reading.written_cases(at):
        human = case.matter.harmed[0].human
        story = Story(
            key=case.key,
            matter=case.matter,
            circumstances=case.circumstances,
            events=case.events,
            hub=case.hub,
            description=case.description,
        )
        area = areas[case.partnership]
        book = writer.write(story, area=area, run=RUN, named=True, earlier=referrals.get(human))
        referrals.setdefault(human, book.referral)
        books.append(book)
    return books


def _invented(areas: dict[str, Area], at: datetime) -> list[Book]:
    books = []
    for place, (code, count) in enumerate(BACKGROUND.items(), start=1):
        order = inventing.Order(count=count, years=YEARS, as_of=at, seed=SEED, first=place * _STEP)
        earlier: dict[str, Row | None] = {}
        for story in inventing.stories(areas[code], order):
            book = writer.write(story, area=areas[code], run=RUN, earlier=earlier.get(story.hub))
            earlier[story.hub] = book.referral
            books.append(book)
    return books
