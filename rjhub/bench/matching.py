"""How long it takes to look for other records of a person, in a register of any size.

People are invented, quickly: names from a list, the keys as the program makes them; or the register is left as it
is. Those who are looked for arrive as a referral brings them: half are held already and written a little differently,
half are new.
"""

import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import psycopg
from django.db import transaction

from rjhub.audit.connecting import dsn
from rjhub.bench import arriving, walls
from rjhub.bench.processor import Processor
from rjhub.matching import queries, scoring, sought
from rjhub.matching.actions import looking
from rjhub.partnership.models import Hub, RoleHeld, Staff
from rjhub.partnership.vocabulary import Role
from rjhub.people import queries as register
from rjhub.people.models import Person
from rjhub.server.roles import APP
from rjhub.server.trouble import TroubleError
from rjhub.sharing import doors, readers

_WARM_UP, _TURNS = 20, 4
WHOLE = "the whole look, trees included"
UNDER, WITHOUT = "the statement, under row security", "the statement, without row security"
WITH_PHONE = 0.001  # of the people drawn
FIRST = 5  # whether somebody known is among so many, as `rjhub lookup` counts
Taken = tuple[float, float]  # seconds by the clock, and of the processor
Names = Sequence[tuple[str, str]]  # first and last ones, as often as they are borne


@dataclass(frozen=True)
class Measured:
    """What one way of looking took, in milliseconds: by the clock, and of the processor where that can be known."""

    way: str
    p50: float
    p95: float
    slowest: float
    processor_p50: float
    processor_p95: float


@dataclass(frozen=True)
class Run:
    """How many there were, what was found, and how long it took."""

    people: int
    keys: int
    times: tuple[Measured, ...]
    candidates_p50: float
    candidates_p95: float
    first: float
    among_five: float


def measure(people: int, times: int, names: Names, say: Callable[[str], None]) -> Run:
    """Fill the register up to so many people, and look for some; with none, look in the register as it is.

    Raises TroubleError where there is no partnership.
    """
    hub = Hub.objects.select_related("coordinators").order_by("partnership_id", "id").first()
    held = RoleHeld.objects.filter(role=Role.COORDINATOR, hub=hub).select_related("staff").first()
    if hub is None or held is None:
        raise TroubleError(
            "There is no partnership with a coordinator. Make one first: rjhub generate --cases 10"
        )
    if people:
        return _looked(held.staff, list(_in_a_new_one(hub, people, times, names, say)))
    with arriving.in_the_register(hub, times, say) as wanted:
        return _looked(held.staff, wanted)


def _in_a_new_one(
    hub: Hub, people: int, times: int, names: Names, say: Callable[[str], None]
) -> Iterator[tuple[UUID, UUID | None]]:
    draw = random.Random(people)  # noqa: S311 - the same people in every run
    drawn = list(_people(people, names, draw))
    say(f"writing {people:,} people")
    ids, _ = arriving.poured(hub, drawn)
    wanted = [arriving.arriving(drawn, ids, number, draw) for number in range(times)]
    asked, _ = arriving.poured(hub, [one for one, *_ in wanted])
    _vacuumed()
    say("looking")
    for id_, (_, known, is_held) in zip(asked, wanted, strict=True):
        yield id_, known if is_held else None


def _people(count: int, names: Names, draw: random.Random) -> Iterator[arriving.Drawn]:
    for number in range(count):
        one, other = draw.choice(names), draw.choice(names)
        yield arriving.Drawn(
            given=one[0],
            family=other[1],
            born=date(1940, 1, 1) + timedelta(days=draw.randrange(26_000)),
            postcode=f"ZZ{draw.randrange(1, 100)} {draw.randrange(10)}A{'ABDEFGHJLN'[draw.randrange(10)]}",
            phone=f"07700 900{number % 1000:03d}" if draw.random() < WITH_PHONE else "",
        )


def _vacuumed() -> None:
    with psycopg.connect(dsn(), autocommit=True) as owner:
        for table in arriving.TABLES:
            owner.execute(f"VACUUM ANALYZE {table}")


def _looked(staff: Staff, wanted: list[tuple[UUID, UUID | None]]) -> Run:
    """Every way in turns, so that whatever else the machine does falls on all alike."""
    known, taken = dict(wanted), {way: list[Taken]() for way in (WHOLE, UNDER, WITHOUT)}
    found: dict[UUID, list[UUID]] = {}
    weighing = queries.weighing_of(staff.partnership_id)

    def look(person: Person) -> None:
        listed = looking.candidates_of(person, weighing)
        found[person.id] = [one.scored.person_id for one in listed]

    def state(person: Person) -> None:
        scoring.scored(person, sought.of(person, ()), weighing)

    with walls.beside() as password:
        ways = ((WHOLE, look, APP, None), (UNDER, state, APP, None), (WITHOUT, state, walls.BESIDE, password))
        for turn in range(_TURNS):
            for way, ask, role, secret in ways:
                with walls.signed_in_as(role, secret), _at_work(staff):
                    taken[way] += _timed([one for one, _ in wanted[turn::_TURNS]], ask)
    held = [found[one].index(other) if other in found[one] else None for one, other in known.items() if other]
    counted = [float(len(several)) for several in found.values()]
    return Run(
        people=_count("people_person"),
        keys=_count("people_matchkey"),
        times=tuple(_summed(way, several) for way, several in taken.items()),
        candidates_p50=statistics.median(counted),
        candidates_p95=_percentile(counted, 95),
        first=sum(place == 0 for place in held) / max(len(held), 1),
        among_five=sum(place is not None and place < FIRST for place in held) / max(len(held), 1),
    )


def _timed(wanted: list[UUID], ask: Callable[[Person], None]) -> list[Taken]:
    """What each took, by the clock and of the processor, once the session has planned what it is asked."""
    people = register.find_people(wanted)
    ordered = [people[id_] for id_ in wanted]
    for person in ordered[:_WARM_UP]:
        ask(person)
    processor, taken = Processor(), []
    for person in ordered:
        began, before = time.perf_counter(), processor.seconds()
        ask(person)
        taken.append((time.perf_counter() - began, processor.seconds() - before))
    return taken


@contextmanager
def _at_work(staff: Staff) -> Iterator[None]:
    with doors.opened(readers.reader_for(staff), door="bench", purpose="bench"), transaction.atomic():
        yield


def _count(table: str) -> int:
    with psycopg.connect(dsn()) as owner:
        row = owner.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(row[0]) if row else 0


def _summed(way: str, taken: list[Taken]) -> Measured:
    clock, processor = ([each * 1000 for each in several] for several in zip(*taken, strict=True))
    return Measured(
        way,
        *(_percentile(clock, 50), _percentile(clock, 95), max(clock)),
        *(_percentile(processor, 50), _percentile(processor, 95)),
    )


def _percentile(values: list[float], percent: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]
