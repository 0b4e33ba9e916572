"""Looking for other records of a person, and keeping what was found for coordinators to compare."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from rjhub.audit.recording import record
from rjhub.matching import cautions, queries, ranking, scoring, sought
from rjhub.matching.models import Pair
from rjhub.matching.scoring import Scored
from rjhub.matching.vocabulary import Because, Caution, State
from rjhub.matching.weighing import Weighing
from rjhub.partnership.models import Hub, Principal, Staff
from rjhub.people import queries as people
from rjhub.people.models import Link, Person
from rjhub.sharing.actions import granting
from rjhub.sharing.models import File
from rjhub.sharing.vocabulary import Category, FileKind, Purpose, Side

MOST_KEPT = 10  # of one look: whoever has more people like them is found by more than a name
_SCOPE = granting.Scope(purpose=Purpose.COORDINATE, sides=(Side.NEUTRAL,), categories=(Category.IDENTITY,))
_APART = frozenset({Caution.TWINS, Caution.SIBLINGS, Caution.HOUSEHOLD, Caution.JUNIOR})
# Who differ in what one person has only once are never likelier than possible: somebody has to look.
_NEVER_LIKELY = frozenset({Caution.TWINS, Caution.NUMBERS})


@dataclass(frozen=True, slots=True)
class Found:
    """A record that may be of the person: what was compared, log2 of the odds, and why to look twice."""

    scored: Scored
    odds: float
    cautions: tuple[Caution, ...]


def candidates_of(person: Person, weighing: Weighing, *, only: Person | None = None) -> list[Found]:
    """The records that may be of one person with this one, likeliest first."""
    asked = sought.of(person, people.other_names(person))
    scored = scoring.scored(person, asked, weighing, only=only.id if only else None)
    odds = ranking.odds_of(scored, asked, weighing)
    found = [_guarded(asked, *one, weighing) for one in zip(scored, odds, strict=True)]
    return sorted(found, key=lambda one: (-one.odds, one.scored.person_id))


def _guarded(asked: sought.Sought, scored: Scored, odds: float, weighing: Weighing) -> Found:
    """The twin guard: those who differ in what one person has only once are shown, and never as likely."""
    warned = tuple(cautions.cautions_of(asked, scored))
    if _NEVER_LIKELY & set(warned):
        odds = min(odds, weighing.threshold("likely").odds - 0.01)
    if Caution.TWINS in warned:
        odds = max(odds, weighing.threshold("possible").odds)
    return Found(scored, odds, warned)


@transaction.atomic
def look_for(person: Person, *, because: Because, at: datetime, by: Staff | None = None) -> list[Pair]:
    """Look for other records of a person, and keep each that may be: proposals only, nothing is joined.

    At night people of one household who differ in name are not proposed. Nothing is found for whoever coordinates no
    hub.
    """
    weighing = queries.weighing_of(person.partnership_id)
    least = weighing.threshold("possible").odds
    likely = [one for one in candidates_of(person, weighing) if one.odds >= least]
    if because is Because.NIGHT:
        likely = [one for one in likely if not _APART & set(one.cautions)]
    known = people.find_people(one.scored.person_id for one in likely[:MOST_KEPT])
    return [
        _keep(person, known[one.scored.person_id], one, weighing, because=because, at=at, by=by)
        for one in likely[:MOST_KEPT]
        if one.scored.person_id in known
    ]


def compared(one: Person, other: Person, *, at: datetime) -> Pair:
    """Compare two records that somebody chose. What comes of it is not kept."""
    weighing = queries.weighing_of(one.partnership_id)
    (found,) = candidates_of(one, weighing, only=other)
    low, high = sorted((one, other), key=lambda each: each.id)
    return Pair(
        partnership_id=one.partnership_id,
        side=Side.NEUTRAL,
        category=Category.IDENTITY,
        first=low,
        second=high,
        because=Because.ASKED,
        **_told(one, other, found, weighing, at),
    )


@transaction.atomic
def compare(one: Person, other: Person, *, by: Staff, at: datetime) -> Pair:
    """The same, and keep it, so that somebody can decide."""
    weighing = queries.weighing_of(one.partnership_id)
    (found,) = candidates_of(one, weighing, only=other)
    return _keep(one, other, found, weighing, because=Because.ASKED, at=at, by=by)


def _told(one: Person, other: Person, found: Found, weighing: Weighing, at: datetime) -> dict[str, Any]:
    return {
        "levels": list(found.scored.levels),
        "bits": [round(bits, 3) for bits in found.scored.bits],
        "odds": round(found.odds, 3),
        "cautions": [each.value for each in (*found.cautions, *cautions.between(one, other))],
        "model_number": weighing.number,
        "found_at": at,
    }


def _keep(
    person: Person,
    other: Person,
    found: Found,
    weighing: Weighing,
    *,
    because: Because,
    at: datetime,
    by: Staff | None,
) -> Pair:
    """Keep a pair once. What was decided about it stays; what was found of it is brought up to date."""
    low, high = sorted((person, other), key=lambda one: one.id)
    people.lock_person(low.id)  # two looks at one moment keep one pair
    told = _told(person, other, found, weighing, at)
    pair = queries.pair_of(person, other)
    if pair is not None:
        for name, value in told.items():
            setattr(pair, name, value)
        pair.save(update_fields=list(told))
        return pair
    pair = Pair.objects.create(
        partnership_id=person.partnership_id,
        file=_opened(person.partnership_id, by=by, at=at),
        side=Side.NEUTRAL,
        category=Category.IDENTITY,
        first=low,
        second=high,
        because=because,
        state=_state_of(low, high),
        **told,
    )
    record("matching:pair:find", by=by, subject=pair, partnership=pair.partnership_id)
    return pair


def _opened(partnership_id: int, *, by: Staff | None, at: datetime) -> File:
    """A file of its own, for the coordinators of the partnership's hubs and for nobody else."""
    file = granting.open_file(partnership_id=partnership_id, kind=FileKind.LINK, by=by)
    coordinators = Principal.objects.filter(hub__in=Hub.objects.filter(partnership_id=partnership_id))
    granting.grant(file, coordinators, scope=_SCOPE, by=by, at=at)
    return file


def _state_of(low: Person, high: Person) -> State:
    """Two records about which a hub has decided already begin with that decision."""
    decided = Link.objects.filter(first=low, second=high, undone_at=None).values_list("decision", flat=True)
    return State(next(iter(decided), State.OPEN))
