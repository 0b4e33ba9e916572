"""How long it takes to look for other records of a person, in a register of any size that is made for it.

People are invented, quickly: names from a list, the keys as the program makes them. Those who
are looked for arrive as a referral brings them: half are held already and written a little differently, half are new.
"""

import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

import psycopg
from django.db import transaction

from rjhub.audit.connecting import dsn
from rjhub.bench import walls
from rjhub.kernel import clock
from rjhub.matching import queries, scoring, sought
from rjhub.matching.actions import looking
from rjhub.partnership.models import Hub, RoleHeld, Staff
from rjhub.partnership.vocabulary import Role
from rjhub.people import keys
from rjhub.people import queries as register
from rjhub.people.actions import finding
from rjhub.people.models import Person
from rjhub.people.vocabulary import ContactKind
from rjhub.server.roles import APP
from rjhub.server.trouble import TroubleError
from rjhub.sharing import doors, readers
from rjhub.sharing.vocabulary import ALL_CATEGORIES, ALL_SIDES

_WARM_UP = 20
# Of the people drawn: who has a number, whose birth is given as it is known, and whose family name lost a letter.
WITH_PHONE, SAME_BIRTH, MISSPELT = 0.001, 0.7, 0.5
FIRST = 5  # whether somebody known is among so many, as `rjhub lookup` counts
Names = Sequence[tuple[str, str]]  # first and last ones, as often as they are borne
_TABLES = {
    "sharing_file": "id, partnership_id, kind, stages, created_at",
    "sharing_grant": "id, partnership_id, file_id, holder_id, works_with, sides, categories, purpose, granted_at",
    "people_person": "id, partnership_id, file_id, side, category, acl, given_name, middle_names, family_name, "
    "known_as, pronouns, born_on, sort_key, found_by, language, needs_interpreter, communication_needs, added_at, "
    "version",
    "people_matchkey": "partnership_id, digest, kind, person_id",
}


@dataclass(frozen=True)
class Drawn:
    """Somebody invented: enough to look for them."""

    given: str
    family: str
    born: date
    postcode: str
    phone: str


@dataclass(frozen=True)
class Measured:
    """What one way of looking took, in milliseconds."""

    way: str
    p50: float
    p95: float
    slowest: float


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
    """Fill the register up to so many people, and look for some. Raises TroubleError where there is no partnership."""
    hub = Hub.objects.select_related("coordinators").order_by("partnership_id", "id").first()
    held = RoleHeld.objects.filter(role=Role.COORDINATOR, hub=hub).select_related("staff").first()
    if hub is None or held is None:
        raise TroubleError(
            "There is no partnership with a coordinator. Make one first: rjhub generate --cases 10"
        )
    draw = random.Random(people)  # noqa: S311 - the same people in every run
    drawn = list(_people(people, names, draw))
    say(f"writing {people:,} people")
    ids = _poured(hub, drawn)
    wanted = [_arriving(drawn, ids, number, draw) for number in range(times)]
    asked = _poured(hub, [one for one, _ in wanted])
    _vacuumed()
    say("looking")
    return _looked(held.staff, people, list(zip(asked, (known for _, known in wanted), strict=True)))


def _people(count: int, names: Names, draw: random.Random) -> Iterator[Drawn]:
    for number in range(count):
        one, other = draw.choice(names), draw.choice(names)
        yield Drawn(
            given=one[0],
            family=other[1],
            born=date(1940, 1, 1) + timedelta(days=draw.randrange(26_000)),
            postcode=f"ZZ{draw.randrange(1, 100)} {draw.randrange(10)}A{'ABDEFGHJLN'[draw.randrange(10)]}",
            phone=f"07700 900{number % 1000:03d}" if draw.random() < WITH_PHONE else "",
        )


def _arriving(
    drawn: list[Drawn], ids: list[UUID], number: int, draw: random.Random
) -> tuple[Drawn, UUID | None]:
    """Somebody as a referral brings them: held already and written a little differently, or new."""
    place = draw.randrange(len(drawn))
    known = drawn[place]
    if number % 2:
        other = drawn[draw.randrange(len(drawn))]
        return Drawn(known.given, other.family, other.born + timedelta(days=400), known.postcode, ""), None
    cut = draw.randrange(1, max(len(known.family), 2))
    born = known.born if draw.random() < SAME_BIRTH else known.born + timedelta(days=1)
    slipped = known.family[:cut] + known.family[cut + 1 :] if draw.random() < MISSPELT else known.family
    return Drawn(known.given, slipped, born, known.postcode, ""), ids[place]


def _poured(hub: Hub, drawn: list[Drawn]) -> list[UUID]:
    """Write people by COPY. The triggers that would fill in who sees each row are passed over: it is said here."""
    ids = [uuid4() for _ in drawn]
    files = [uuid4() for _ in drawn]
    now, p, holder = clock.now(), hub.partnership_id, hub.coordinators
    with psycopg.connect(dsn()) as owner, owner.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        rows = {
            "sharing_file": ((file, p, "person", ["referred"], now) for file in files),
            "sharing_grant": (
                (uuid4(), p, file, holder.id, holder.works_with, [str(one) for one in ALL_SIDES],
                 [str(one) for one in ALL_CATEGORIES], "coordinate", now)
                for file in files
            ),
            "people_person": (
                (id_, p, file, "harmed", "identity", [holder.id], one.given, "", one.family, "", "", one.born,
                 finding.sort_key(one.given, one.family), finding.found_by([one.given, one.family]), "", False, "",
                 now, 1)
                for id_, file, one in zip(ids, files, drawn, strict=True)
            ),
            "people_matchkey": (
                (p, digest, kind.value, id_)
                for id_, one in zip(ids, drawn, strict=True)
                for kind, digests in _keys(one).items()
                for digest in digests
            ),
        }  # fmt: skip
        for table, columns in _TABLES.items():
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows[table]:
                    copy.write_row(row)
    return ids


def _keys(one: Drawn) -> keys.Keys:
    said = keys.Said(names=((one.given, one.family),), born_on=one.born, numbers=())
    contact = {ContactKind.ADDRESS: f"1 The Example\n{one.postcode}"}
    if one.phone:
        contact[ContactKind.MOBILE] = one.phone
    return keys.identity_keys(said) | keys.contact_keys(said, contact)


def _vacuumed() -> None:
    with psycopg.connect(dsn(), autocommit=True) as owner:
        for table in _TABLES:
            owner.execute(f"VACUUM ANALYZE {table}")


def _looked(staff: Staff, people: int, wanted: list[tuple[UUID, UUID | None]]) -> Run:
    whole: list[float] = []
    bare: list[float] = []
    without: list[float] = []
    found: list[int] = []
    places: list[int | None] = []
    with walls.beside() as password:
        for role, secret, taken in ((APP, None, bare), (walls.BESIDE, password, without)):
            with walls.signed_in_as(role, secret), _at_work(staff):
                _timed(wanted, taken, _statement(staff.partnership_id))
    with _at_work(staff):
        weighing = queries.weighing_of(staff.partnership_id)

        def look(person: Person) -> None:
            listed = looking.candidates_of(person, weighing)
            found.append(len(listed))
            ids = [one.scored.person_id for one in listed]
            known = dict(wanted)[person.id]
            places.append(ids.index(known) if known in ids else None)

        _timed(wanted, whole, look)
    at = places[_WARM_UP:]
    known = [place for place, (_, is_known) in zip(at, wanted, strict=False) if is_known]
    return Run(
        people=people,
        keys=_count("people_matchkey"),
        times=(
            _summed("the whole look, trees included", whole),
            _summed("the statement, under row security", bare),
            _summed("the statement, without row security", without),
        ),
        candidates_p50=statistics.median(found),
        candidates_p95=_percentile([float(one) for one in found], 95),
        first=sum(place == 0 for place in known) / max(len(known), 1),
        among_five=sum(place is not None and place < FIRST for place in known) / max(len(known), 1),
    )


def _statement(partnership_id: int) -> Callable[[Person], None]:
    weighing = queries.weighing_of(partnership_id)

    def look(person: Person) -> None:
        asked = sought.of(person, ())
        scoring.scored(person, asked, weighing)

    return look


def _timed(
    wanted: list[tuple[UUID, UUID | None]], taken: list[float], look: Callable[[Person], None]
) -> None:
    people = register.find_people(id_ for id_, _ in wanted)
    ordered = [people[id_] for id_, _ in wanted]
    for number, person in enumerate(ordered[:_WARM_UP] + ordered):
        began = time.perf_counter()
        look(person)
        if number >= _WARM_UP:
            taken.append(time.perf_counter() - began)


@contextmanager
def _at_work(staff: Staff) -> Iterator[None]:
    with doors.opened(readers.reader_for(staff), door="bench", purpose="bench"), transaction.atomic():
        yield


def _count(table: str) -> int:
    with psycopg.connect(dsn()) as owner:
        row = owner.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(row[0]) if row else 0


def _summed(way: str, seconds: list[float]) -> Measured:
    return Measured(
        way, _percentile(seconds, 50) * 1000, _percentile(seconds, 95) * 1000, max(seconds) * 1000
    )


def _percentile(values: list[float], percent: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]
