"""`rjhub prove stops`: people who said no, written again in many ways, each decided by the database itself."""

import json
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction

from rjhub.demonstration.invented import people
from rjhub.kernel import clock
from rjhub.offers.actions.erasing import minimise_person
from rjhub.offers.vocabulary import ErasedBecause
from rjhub.partnership.models import Hub, Staff
from rjhub.people import keys
from rjhub.people.actions.adding import add_person
from rjhub.people.actions.particulars import Particulars
from rjhub.people.actions.stopping import record_stop
from rjhub.people.vocabulary import ContactKind
from rjhub.proving import one_connection
from rjhub.proving.mistakes import drawn
from rjhub.proving.variants import CHANGES, Known, known_of, variants
from rjhub.sharing import doors, readers
from rjhub.sharing.actions.granting import Granted, Scope
from rjhub.sharing.vocabulary import Purpose, Side

# How many records stand beside each other at most, and at least: each has to be weighed without the others.
BATCH, SMALLEST = 2000, 50
FORCE, AS_OF = "sussex", date(2026, 10, 5)
DRAWN = len(CHANGES) + 3
EACH = 2 * DRAWN
MISSES_TOLD = 12
# All is one transaction, so nobody else tells the database how much there is by now.
COUNTED_AT = (30, 100, 300, 1000)
ENOUGH = 0.995
# Records like one that is there, with names and birth of their own.
_AS_THEY_SAY = """
INSERT INTO people_person
  SELECT (jsonb_populate_record(like_it, told || jsonb_build_object('id', id, 'known_as', ''))).*
  FROM unnest(%s::uuid[], %s::jsonb[]) each (id, told),
    (SELECT p AS like_it FROM people_person p WHERE p.partnership_id = %s AND p.side = 'harmed'
     ORDER BY id DESC LIMIT 1) one
"""


@dataclass
class Result:
    """What the database answered."""

    people: int = 0
    variants: int = 0
    stopped: int = 0
    review: int = 0
    contact: int = 0
    unrelated: int = 0
    false_stops: int = 0
    false_reviews: int = 0
    by_the_program: int = 0
    not_the_same: int = 0
    made: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """The share that was stopped or sent to the hub."""
        return (self.stopped + self.review) / self.variants if self.variants else 0.0


def prove(
    *, count: int, seed: int, unrelated: int | None = None, tried: int = 50, erased: bool = False
) -> Result:
    """Let people say no, write each again in every way, and ask the database whether that record may be approached.

    With `erased` their own records are erased first, so that keyed digests are all that is left of their no. Works on
    the demonstration, in the connection that one has for everything; what it does there stays for it to drop.
    """
    chance, result = random.Random(seed), Result()  # noqa: S311 - repeatable on purpose
    marian = Staff.objects.select_related("agency", "account", "principal", "partnership").get(
        account__name="Marian Okafor"
    )
    with doors.opened(readers.reader_for(marian), door="prove", purpose="prove"):
        said = _invented(seed, -(-count // EACH))
        for at, one in enumerate(said):
            _says_no(one, by=marian, erased=erased)
            if at in COUNTED_AT:
                _counted_anew()
        result.people = len(said)
        made = (
            each for at, one in enumerate(said) for each in _written(one, said[(at + 7) % len(said)], chance)
        )
        for batch in _batches(_apart(list(islice(made, count))), max(SMALLEST, min(BATCH, len(said)))):
            _judge(result, batch, by=marian)
        _try_in_the_program(result, said, chance, by=marian, times=tried)
        # There are so few numbers that may be invented that strangers would share them.
        invented = _invented(seed + 1_000_003, min(count, 20_000) if unrelated is None else unrelated)
        strangers = [replace(one, mobile="") for one in invented]
        for batch in _batches(("", one) for one in strangers):
            answers = Counter(_answers([one for _, one in batch], by=marian))
            result.unrelated += len(batch)
            result.false_stops += answers["stopped"]
            result.false_reviews += answers["unsure"]
    return result


def _written(one: Known, other: Known, chance: random.Random) -> Iterator[tuple[str, Known]]:
    """Every way that has a name, and as many drawn at random by a generator that was written apart."""
    yield from variants(one, other, chance)
    for _ in range(DRAWN):
        yield drawn(one, other, chance)


def summary(result: Result) -> list[str]:
    """The result in words."""
    missed = [f"  {name}: {result.missed[name]} of {result.made[name]}" for name in sorted(result.missed)]
    how_many = f"{result.people:,} people said no; {result.variants:,} records of them"
    false = 100 * result.false_reviews / max(1, result.unrelated)
    others = f"{result.unrelated:,} people who never said anything: {result.false_stops:,} stopped"
    return [
        f"{how_many}: {result.stopped:,} stopped, {result.review:,} to the hub, {result.contact:,} straight to contact",
        f"{100 * result.recall:.3f} % stopped or to the hub",
        f"{others}, {result.false_reviews:,} to the hub ({false:.2f} %)",
        f"{result.by_the_program:,} of them made by the program itself: {result.not_the_same:,} answered otherwise",
        *(["straight to contact, by what was changed:", *missed, *result.told] if missed else []),
    ]


def _judge(result: Result, batch: list[tuple[str, Known]], *, by: Staff) -> None:
    answers = _answers([one for _, one in batch], by=by)
    for (name, known), answer in zip(batch, answers, strict=True):
        result.variants += 1
        result.made[name] += 1
        result.stopped += answer == "stopped"
        result.review += answer == "unsure"
        if answer == "clear":
            result.contact += 1
            result.missed[name] += 1
            if len(result.told) < MISSES_TOLD:
                result.told.append(f"  {name}: {known}")


def _invented(seed: int, count: int) -> list[Known]:
    """People of whom something is known to compare."""
    order = people.Order(force=FORCE, as_of=AS_OF, seed=seed)
    several = (known_of(person) for person in people.people(order, count * 2))
    return list(
        islice((one for one in several if one.given_name and one.born_on and one.mobile and one.email), count)
    )


def _apart(made: list[tuple[str, Known]]) -> Iterator[tuple[str, Known]]:
    """The records of one person far from each other: a thousand who are alike at once are what no register holds."""
    return (one for first in range(EACH) for one in made[first::EACH])


def _batches(made: Iterator[tuple[str, Known]], most: int = BATCH) -> Iterator[list[tuple[str, Known]]]:
    while batch := list(islice(made, most)):
        yield batch


def _says_no(known: Known, *, by: Staff, erased: bool) -> None:
    person = _add(known, by=by)
    at = clock.now()
    record_stop(person, said_on=clock.day_of(at), said_to=by.agency, by=by, at=at)
    if erased:
        minimise_person(person, because=ErasedBecause.ASKED, by=by, at=at)


def _counted_anew() -> None:
    with one_connection.behind_the_walls() as cursor:
        cursor.execute("ANALYZE people_person, people_matchkey, people_stop, sharing_file, sharing_grant")
        cursor.execute("ANALYZE keeper.no_trait, keeper.no_name, keeper.suppression, keeper.suppressed")
        cursor.execute("DISCARD PLANS")


def _add(known: Known, *, by: Staff) -> Any:
    hubs = Hub.objects.filter(id__in=[role.hub_id for role in by.current_roles() if role.hub_id])
    return add_person(
        partnership_id=by.partnership_id,
        side=Side.HARMED,
        particulars=Particulars(
            given_name=known.given_name, family_name=known.family_name, born_on=known.born_on
        ),
        contact=_contact(known),
        granted=[Granted(tuple(hub.coordinators for hub in hubs), Scope(purpose=Purpose.COORDINATE))],
        by=by,
        at=clock.now(),
    )


def _contact(known: Known) -> dict[ContactKind, str]:
    told = {
        ContactKind.ADDRESS: known.postcode, ContactKind.MOBILE: known.mobile, ContactKind.EMAIL: known.email,
    }  # fmt: skip
    return {kind: value for kind, value in told.items() if value}


def _answers(several: list[Known], *, by: Staff) -> list[str]:
    """What the database answers of records that say so, which are gone again afterwards."""
    ids = [uuid4() for _ in several]
    with transaction.atomic(), one_connection.behind_the_walls() as cursor:
        with cursor.copy("COPY people_matchkey (partnership_id, person_id, kind, digest) FROM STDIN") as copy:
            for which, known in zip(ids, several, strict=True):
                for kind, digest in _keys(known):
                    copy.write_row((by.partnership_id, which, kind, digest))
        cursor.execute("ANALYZE people_matchkey")
        cursor.execute(_AS_THEY_SAY, [ids, [*map(_row, several)], by.partnership_id])
        cursor.execute(
            "SELECT keeper.approach(%s::smallint, asked.id, '') "
            "FROM unnest(%s::uuid[]) WITH ORDINALITY asked (id, at) ORDER BY asked.at",
            [by.partnership_id, ids],
        )
        found = [str(answer) for (answer,) in cursor.fetchall()]
        transaction.set_rollback(True)
    return found


def _row(known: Known) -> str:
    born = str(known.born_on) if known.born_on else None
    return json.dumps({"given_name": known.given_name, "family_name": known.family_name, "born_on": born})


def _keys(known: Known) -> Iterator[tuple[int, bytes]]:
    said = keys.Said(names=((known.given_name, known.family_name),), born_on=known.born_on, numbers=())
    for kind, digests in (keys.identity_keys(said) | keys.contact_keys(said, _contact(known))).items():
        yield from ((kind.value, digest) for digest in digests)


def _try_in_the_program(
    result: Result, said: list[Known], chance: random.Random, *, by: Staff, times: int
) -> None:
    """Have the program itself add some of the records, and see that the database answers the same."""
    for one in chance.sample(said, min(times, len(said))):
        _, known = chance.choice(list(variants(one, chance.choice(said), chance)))
        (expected,) = _answers([known], by=by)
        with transaction.atomic():
            answer = _ask(_add(known, by=by).id)
            transaction.set_rollback(True)
        result.by_the_program += 1
        result.not_the_same += answer != expected


def _ask(person_id: UUID) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT keeper.may_approach(%s, '')", [person_id])
        row = cursor.fetchone()
    return str(row[0]) if row else ""
