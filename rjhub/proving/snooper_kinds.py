"""The kinds of snoopers that are planted, one for each pattern, and one that no pattern is made for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from secrets import token_bytes
from uuid import UUID

from rjhub.kernel import working_days
from rjhub.proving.snooping import Look, Snooper, Worker, World, namesakes, opening
from rjhub.reading.vocabulary import Pattern

SLOW = "slow"


@dataclass
class Planted:
    """What the snoopers read, whom to find, and what has to stand in the database besides."""

    looks: list[Look] = field(default_factory=list)
    snoopers: list[Snooper] = field(default_factory=list)
    slow: list[Snooper] = field(default_factory=list)
    homes: list[tuple[Worker, UUID, bytes]] = field(default_factory=list)  # a neighbour of this person
    conflicts: list[tuple[Worker, UUID, date]] = field(
        default_factory=list
    )  # said so of this file on this day


def plant(world: World, each: int) -> Planted:
    """So many of each kind, each by somebody else of those who could, on days of the last seven weeks."""
    planted = Planted()
    for kind in (_namesake, _neighbour, _kin, _several, _returning, _bulk, _night, _missing, _slow):
        able = _able(world, kind)
        world.chance.shuffle(able)
        for worker in able[:each]:
            planted.looks.extend(kind(world, planted, worker))
    return planted


Kind = Callable[[World, Planted, Worker], Iterator[Look]]


def _able(world: World, kind: Kind) -> list[Worker]:
    everybody = [one for one in world.workers.values() if one.coordinates and len(world.not_theirs(one)) > 60]  # noqa: PLR2004
    return [one for one in everybody if kind is not _namesake or namesakes(world, one)]


def _day(world: World) -> date:
    return working_days.add_working_days(world.today, -world.chance.randint(2, 35))


def _note(
    planted: Planted, worker: Worker, pattern: Pattern, *days: date, person: UUID | None = None
) -> None:
    planted.snoopers.append(Snooper(worker, pattern, frozenset(days), person))


def _namesake(world: World, planted: Planted, worker: Worker) -> Iterator[Look]:
    day = _day(world)
    case, person = world.chance.choice(namesakes(world, worker))
    _note(planted, worker, Pattern.SURNAME, day, person=person)
    yield from opening(world, worker, case, world.moment(day, 8, 18), 2)


def _neighbour(world: World, planted: Planted, worker: Worker) -> Iterator[Look]:
    day = _day(world)
    case = world.chance.choice(world.not_theirs(worker))
    planted.homes.append((worker, case.persons[0], token_bytes(16)))
    _note(planted, worker, Pattern.STREET, day, person=case.people[0])
    yield from opening(world, worker, case, world.moment(day, 8, 18), 1)


def _kin(world: World, planted: Planted, worker: Worker) -> Iterator[Look]:
    said = _day(world)
    days = [working_days.add_working_days(said, -ago) for ago in world.chance.sample(range(1, 15), 3)]
    case = world.chance.choice(world.not_theirs(worker))
    planted.conflicts.append((worker, case.file, said))
    _note(planted, worker, Pattern.CONFLICT, *days)
    for day in days:
        yield from opening(world, worker, case, world.moment(day, 8, 18), 2)


def _several(world: World, planted: Planted, worker: Worker) -> Iterator[Look]:
    day = _day(world)
    _note(planted, worker, Pattern.NO_TASK, day)
    for case in world.chance.sample(world.not_theirs(worker), world.chance.randint(4, 10)):
        yield from opening(world, worker, case, world.moment(day, 8, 18), 1)


def _returning(world: World, planted: Planted, worker: Worker) -> Iterator[Look]:
    last = _day(world)
    days = [
        last,
        *(working_days.add_working_days(last, -ago) for ago in world.chance.sample(range(1, 13), 2)),
    ]
    case = world.chance.choice(world.not_theirs(worker))
    _note(planted, worker, Pattern.NO_TASK, last)
    for day in days:
        yield from opening(world, worker, case, world.moment(day, 8, 18), 1)


def _bulk(world: World, planted: Planted, worker: Worker) -> Iterator[Look]:
    day = _day(world)
    _note(planted, worker, Pattern.BULK, day)
    for case in world.chance.sample(world.not_theirs(worker), world.chance.randint(25, 60)):
        yield from opening(world, worker, case, world.moment(day, 8, 18), 1)


def _night(world: World, planted: Planted, worker: Worker) -> Iterator[Look]:
    day = _day(world) - timedelta(days=world.chance.randint(0, 2))
    _note(planted, worker, Pattern.OUT_OF_HOURS, day)
    for case in world.chance.sample(world.not_theirs(worker), world.chance.randint(1, 4)):
        yield from opening(world, worker, case, world.moment(day, 21, 24), 1)


def _missing(world: World, planted: Planted, worker: Worker) -> Iterator[Look]:
    day = _day(world)
    _note(planted, worker, Pattern.MISSED, day)
    for _ in range(world.chance.randint(10, 40)):
        yield Look(world.moment(day, 8, 18), worker, "people:search", ())


def _slow(world: World, planted: Planted, worker: Worker) -> Iterator[Look]:
    """One case a day that is none of theirs, another each time, for a fortnight: nothing of it stands out."""
    days = [working_days.add_working_days(world.today, -ago) for ago in range(5, 15)]
    planted.slow.append(Snooper(worker, Pattern.NO_TASK, frozenset(days)))
    for day, case in zip(days, world.chance.sample(world.not_theirs(worker), len(days)), strict=True):
        yield from opening(world, worker, case, world.moment(day, 8, 18), 1)
