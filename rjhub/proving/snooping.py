"""A partnership's months of ordinary reading, and snoopers planted in it: what `rjhub prove snoopers` tries.

Who works on which case when comes from invented histories, which know nothing of patterns. What people read besides is
made up here, to be awkward: colleagues' cases looked into without doing anything there, evenings, days on which
somebody goes through everything for the quarter's figures, searches that find nobody.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

import psycopg

from rjhub.kernel import clock, working_days
from rjhub.proving.poisson import many
from rjhub.reading.actions.watching import surnames_in
from rjhub.reading.vocabulary import Pattern

DAYS = 90
PAGES = ("cases:case", "cases:contacts", "cases:timeline", "cases:risk", "cases:meetings", "cases:documents")
STAFF = """
SELECT s.id, s.agency_id, s.account_id, a.name, coalesce(bool_or(r.role = 'coordinator'), false),
       array_remove(array_agg(DISTINCT r.hub_id), NULL)
FROM partnership_staff s JOIN partnership_account a ON a.id = s.account_id
LEFT JOIN partnership_roleheld r ON r.staff_id = s.id AND r.ended_at IS NULL
WHERE s.partnership_id = %s AND s.until IS NULL GROUP BY 1, 2, 3, 4, a.email ORDER BY a.email, 1
"""
CASES = """
SELECT c.file_id, c.hub_id, array_agg(n.file_id ORDER BY y.side, n.sort_key, n.id),
       array_agg(n.id ORDER BY y.side, n.sort_key, n.id), array_agg(n.sort_key ORDER BY y.side, n.sort_key, n.id)
FROM cases_case c JOIN cases_party y ON y.partnership_id = c.partnership_id AND y.case_id = c.id
JOIN people_person n ON n.partnership_id = c.partnership_id AND n.id = y.person_id
WHERE c.partnership_id = %s GROUP BY c.file_id, c.hub_id, c.reference ORDER BY c.reference, 1
"""
WORK = """
SELECT DISTINCT ON (e.staff_id, keeper.day(e.at), e.file_id) e.staff_id, e.file_id, e.at FROM audit_entry e
WHERE e.partnership_id = %s AND e.at > %s AND e.staff_id IS NOT NULL AND e.file_id IS NOT NULL AND e.at < %s
ORDER BY e.staff_id, keeper.day(e.at), e.file_id, e.at
"""


# Whose case it is in any way: who was ever let into it by name, answers for it, supervises it, or ever did anything.
THEIRS = """
SELECT s.id, g.file_id FROM sharing_grant g JOIN partnership_staff s ON s.principal_id = g.holder_id
WHERE g.partnership_id = %(p)s
UNION SELECT answering_staff_id, file_id FROM cases_case WHERE partnership_id = %(p)s
UNION SELECT supervisor_id, file_id FROM cases_case WHERE partnership_id = %(p)s AND supervisor_id IS NOT NULL
UNION SELECT staff_id, file_id FROM audit_entry
WHERE partnership_id = %(p)s AND staff_id IS NOT NULL AND file_id IS NOT NULL
UNION SELECT s.id, t.file_id FROM cases_task t JOIN partnership_staff s ON s.principal_id = t.holder_id
WHERE t.partnership_id = %(p)s
"""


@dataclass(frozen=True)
class Worker:
    """A member of staff."""

    id: UUID
    agency: UUID
    account: UUID
    name: str
    coordinates: bool
    hubs: tuple[UUID, ...]


@dataclass(frozen=True)
class Known:
    """A case, with the files, numbers and surnames of its people."""

    file: UUID
    hub: UUID
    people: tuple[UUID, ...]
    persons: tuple[UUID, ...]
    names: tuple[str, ...]


@dataclass(frozen=True)
class Look:
    """One reading, as the log has it."""

    at: datetime
    worker: Worker
    door: str
    files: tuple[UUID, ...]


@dataclass(frozen=True)
class Snooper:
    """Whom a pattern has to find, on one of which days."""

    worker: Worker
    pattern: Pattern
    days: frozenset[date]
    person: UUID | None = None  # whose file it was, where a pair is pointed out once


@dataclass
class World:
    """Who is there, what they did, and what is read in the end."""

    partnership: int
    chance: Random
    today: date
    workers: dict[UUID, Worker] = field(default_factory=dict)
    cases: dict[UUID, Known] = field(default_factory=dict)
    work: dict[tuple[UUID, date], list[tuple[UUID, datetime]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    worked_on: dict[UUID, set[UUID]] = field(default_factory=lambda: defaultdict(set))
    theirs: dict[UUID, set[UUID]] = field(default_factory=lambda: defaultdict(set))

    @property
    def days(self) -> list[date]:
        """The days of the history, without today."""
        return [self.today - timedelta(days=ago) for ago in range(DAYS, 0, -1)]

    def of_hub(self, worker: Worker) -> list[Known]:
        """The cases that somebody sees as a coordinator."""
        return [case for case in self.cases.values() if case.hub in worker.hubs]

    def not_theirs(self, worker: Worker) -> list[Known]:
        """Those of them that were never theirs in any way."""
        return [case for case in self.of_hub(worker) if case.file not in self.theirs[worker.id]]

    def moment(self, day: date, first: int, last: int) -> datetime:
        """A moment of a day between two hours of London's clocks."""
        return clock.moment(day, time(self.chance.randrange(first, last), self.chance.randrange(60)))


def world_of(connection: "psycopg.Connection[Any]", partnership: int, seed: int) -> World:
    """Read who is there and what they did from a database with invented histories."""
    world = World(partnership, Random(seed), clock.today())  # noqa: S311 - to come again
    for id_, agency, account, name, coordinates, hubs in connection.execute(STAFF, [partnership]):
        world.workers[id_] = Worker(id_, agency, account, name, coordinates, tuple(hubs))
    for file, hub, people, persons, names in connection.execute(CASES, [partnership]):
        world.cases[file] = Known(file, hub, tuple(people), tuple(persons), tuple(names))
    since, until = clock.start_of(world.days[0]), clock.start_of(world.today)
    for staff, file, at in connection.execute(WORK, [partnership, since, until]):
        if staff in world.workers and file in world.cases:
            world.work[staff, clock.day_of(at)].append((file, at))
            world.worked_on[staff].add(file)
    turns = {file: turn for turn, file in enumerate(world.cases)}
    for done in world.work.values():
        done.sort(key=lambda one: turns[one[0]])
    for staff, file in connection.execute(THEIRS, {"p": partnership}):
        world.theirs[staff].add(file)
    return world


def opening(world: World, worker: Worker, case: Known, at: datetime, pages: int) -> Iterator[Look]:
    """Somebody opens a case: its overview with its people, then other pages."""
    yield Look(at, worker, "cases:case", (case.file, *case.people))
    for number in range(1, pages):
        yield Look(at + timedelta(minutes=number), worker, world.chance.choice(PAGES), (case.file,))


def ordinary(world: World) -> Iterator[Look]:
    """What everybody reads who does their work."""
    for worker in world.workers.values():
        # In the order of cases, which is the same in every run: their numbers are not.
        theirs = [file for file in world.cases if file in world.worked_on[worker.id]]
        late = world.chance.choices((0.01, 0.35), (4, 1))[0]
        for day in world.days:
            done = world.work.get((worker.id, day), [])
            for file, at in done:
                yield from opening(world, worker, world.cases[file], at, world.chance.randint(1, 4))
            if working_days.is_working_day(day):
                yield from _besides(world, worker, theirs, day, late)


def _besides(world: World, worker: Worker, theirs: list[UUID], day: date, late: float) -> Iterator[Look]:
    chance = world.chance
    if theirs and chance.random() < late:
        for file in chance.sample(theirs, min(len(theirs), chance.randint(1, 4))):
            yield from opening(world, worker, world.cases[file], world.moment(day, 19, 23), 1)
    if not worker.coordinates:
        return
    seen = world.of_hub(worker)
    if seen:
        listed = chance.sample(seen, min(len(seen), 25))
        files = tuple(file for case in listed for file in (case.file, *case.people))
        yield Look(world.moment(day, 8, 18), worker, "cases:cases", files)
        for case in chance.sample(seen, min(len(seen), many(chance, 0.6))):
            yield from opening(world, worker, case, world.moment(day, 8, 18), chance.randint(1, 2))
        if chance.random() < 0.01:  # noqa: PLR2004 - two or three days a year
            for case in chance.sample(seen, min(len(seen), chance.randint(12, 18))):
                yield from opening(world, worker, case, world.moment(day, 8, 18), 1)
    for _ in range(many(chance, 3)):
        found = chance.choice(seen).people if seen and chance.random() < 0.45 else ()  # noqa: PLR2004
        yield Look(world.moment(day, 8, 18), worker, "people:search", found)


def namesakes(world: World, worker: Worker) -> list[tuple[Known, UUID]]:
    """People of one's own surname in cases with which one has nothing to do."""
    own = surnames_in(worker.name)
    return [
        (case, file)
        for case in world.not_theirs(worker)
        for file, name in zip(case.people, case.names, strict=True)
        if any(name.startswith(f"{one} ") for one in own)
    ]
