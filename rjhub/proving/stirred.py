"""Worlds on pages: cases of the demonstration whose grants, conflicts, seals and stages are changed at random.

After each change some people open some pages. What they read has to be what the rules let them read, and be in the log.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from time import perf_counter
from typing import Any
from uuid import UUID

from rjhub.kernel import clock
from rjhub.partnership.models import Staff
from rjhub.proving import canaries, crawling, facts, routing, staging, stirring
from rjhub.proving.canaries import Crawl
from rjhub.proving.facts import Canary
from rjhub.proving.gathering import Gathering
from rjhub.proving.routing import Reached

READERS = 3
# Pages of cases in somebody's own partnership, and of any.
OWN, ANY = 10, 2
NAMES = """
SELECT partnership_id, reference FROM cases_case WHERE file_id = ANY (%(files)s)
UNION ALL SELECT partnership_id, id::text FROM people_person WHERE file_id = ANY (%(files)s)
"""


@dataclass
class Result(canaries.Result):
    """What came of it."""

    worlds: int = 0
    changes: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Stage:
    """The words that were planted, every page, for each partnership the pages of its own cases, and what answered."""

    planted: dict[str, Canary]
    pages: list[str]
    own: dict[int, list[str]]
    reached: Reached


def prove(*, count: int, seed: int, cases: int = 3) -> Result:
    """Make so many worlds, one after the other, and look at each on pages."""
    result, began, changes = Result(), perf_counter(), Counter[str]()
    pages = routing.addresses(crawling.subjects(cases))
    reached = Reached()
    with staging.stillness(), crawling.undone():
        with crawling.behind_the_walls() as cursor:
            files = canaries.files_of(cursor, cases)
            planted = {one.word: one for one in facts.plant(cursor, files)}
            stage = Stage(planted, pages, _own_pages(cursor, files, pages), reached)
        members = [staff for staff in staging.members() if staff.partnership_id in stage.own]
        for number in range(count):
            chance = Random(f"{seed} {number}")  # noqa: S311 - chance that can be repeated
            with crawling.undone():
                with crawling.behind_the_walls() as cursor:
                    changes.update(stirring.stir(stirring.Spoon(cursor, chance, files, clock.now())))
                _look(stage, members, chance, result)
            result.worlds += 1
    result.planted, result.fields = len(planted), len({(one.table, one.column) for one in planted.values()})
    result.routes, result.routes_in_all = len(reached.names()), len(routing.names())
    result.changes = dict(sorted(changes.items()))
    result.people = len(members)
    result.seconds = perf_counter() - began
    return result


def summary(result: Result) -> list[str]:
    """What came of it, as people read it."""
    made = ", ".join(f"{name}: {number:,}" for name, number in result.changes.items())
    return [
        f"Worlds: {result.worlds:,} in {result.seconds:.0f} s; {made}",
        f"Canaries: {result.planted:,} in {result.fields} fields; {result.people} people",
        f"Answers: {result.answers:,} by {result.routes} of {result.routes_in_all} routes",
        f"Canaries were read in them {result.seen:,} times",
        f"Decisions of a page compared with the rules: {result.decisions:,}",
        f"Read by somebody who may not: {result.stray:,}. Read and not in the log: {result.unlogged:,}",
        f"Pages that could not be made: {result.broken:,}",
        *result.told,
    ]


def _own_pages(cursor: Any, files: Sequence[UUID], pages: Sequence[str]) -> dict[int, list[str]]:
    """For each partnership the pages that name a case of its own, or somebody in it."""
    cursor.execute(NAMES, {"files": list(files)})
    names: dict[int, list[str]] = {}
    for partnership, name in cursor.fetchall():
        names.setdefault(partnership, []).append(name)
    return {
        partnership: [page for page in pages if any(name in page for name in found)]
        for partnership, found in names.items()
    }


def _look(stage: Stage, members: Sequence[Staff], chance: Random, result: Result) -> None:
    """Some people open some pages: most of them such as may read something."""
    with crawling.behind_the_walls() as cursor:
        gathering = Gathering(cursor)
        crawls = [_crawl(gathering, staff, stage, result) for staff in chance.sample(members, 8)]
    crawls.sort(key=lambda one: not one.may)
    for crawl in [*crawls[: READERS - 1], crawls[-1]]:
        own = stage.own[crawl.staff.partnership_id]
        chosen = [*chance.sample(own, min(OWN, len(own))), *chance.sample(stage.pages, ANY)]
        for _ in crawl.look(chosen):
            pass


def _crawl(gathering: Gathering, staff: Staff, stage: Stage, result: Result) -> Crawl:
    reader = gathering.staff(staff)
    may = frozenset(word for word, one in stage.planted.items() if canaries.may_read(gathering, reader, one))
    return Crawl(staff, reader, stage.planted, may, result, sends=False, reached=stage.reached)
