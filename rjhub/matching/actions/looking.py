"""Looking for other records of a person, and keeping what was found for coordinators to compare."""

from collections.abc import Iterable
from datetime import datetime

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
from rjhub.sharing.vocabulary import Category, FileKind, Purpose, Side

MOST_KEPT = 10  # of one look: whoever has more people like them is found by more than a name
_SCOPE = granting.Scope(purpose=Purpose.COORDINATE, sides=(Side.NEUTRAL,), categories=(Category.IDENTITY,))
_APART = frozenset({Caution.TWINS, Caution.SIBLINGS, Caution.HOUSEHOLD, Caution.JUNIOR})
Found = tuple[Scored, float]


def candidates_of(person: Person, weighing: Weighing, *, only: Person | None = None) -> list[Found]:
    """The records that may be of one person with this one, likeliest first, with log2 of the odds of each."""
    asked = sought.of(person, people.other_names(person))
    scored = scoring.scored(person, asked, weighing, only=only.id if only else None)
    odds = ranking.odds_of(scored, asked, weighing)
    return sorted(zip(scored, odds, strict=True), key=lambda one: (-one[1], one[0].person_id))


@transaction.atomic
def look_for(person: Person, *, because: Because, at: datetime, by: Staff | None = None) -> list[Pair]:
    """Look for other records of a person, and keep each that may be: proposals only, nothing is joined.

    At night people of one household who differ in name are not proposed. Nothing is found for whoever coordinates no
    hub.
    """
    weighing = queries.weighing_of(person.partnership_id)
    least = weighing.threshold("possible").odds
    found = [one for one in candidates_of(person, weighing) if one[1] >= least]
    known = people.find_people(scored.person_id for scored, _ in found)
    kept = []
    for scored, odds in found[:MOST_KEPT]:
        warned = cautions.cautions_of(person, _said(person), scored, known.get(scored.person_id))
        if because is Because.NIGHT and _APART & set(warned):
            continue
        if scored.person_id in known:
            kept.append(
                _keep(person, known[scored.person_id], scored, odds, warned, weighing, because=because, at=at, by=by)
            )
    return kept


@transaction.atomic
def compare(one: Person, other: Person, *, by: Staff, at: datetime) -> Pair:
    """Compare two records that somebody chose, and keep what was found of them, whatever it is."""
    weighing = queries.weighing_of(one.partnership_id)
    ((scored, odds),) = candidates_of(one, weighing, only=other)
    warned = cautions.cautions_of(one, _said(one), scored, other)
    return _keep(one, other, scored, odds, warned, weighing, because=Because.ASKED, at=at, by=by)


def _said(person: Person) -> sought.Sought:
    return sought.of(person, people.other_names(person))


def _keep(
    person: Person, other: Person, scored: Scored, odds: float, warned: Iterable[Caution], weighing: Weighing,
    *, because: Because, at: datetime, by: Staff | None,
) -> Pair:  # fmt: skip
    """Keep a pair once. What was decided about it stays; what was found of it is brought up to date."""
    told = {
        "levels": list(scored.levels),
        "bits": [round(bits, 3) for bits in scored.bits],
        "odds": round(odds, 3),
        "cautions": [each.value for each in warned],
        "model_number": weighing.number,
        "found_at": at,
    }
    pair = queries.pair_of(person, other)
    if pair is not None:
        for name, value in told.items():
            setattr(pair, name, value)
        pair.save(update_fields=list(told))
        return pair
    low, high = sorted((person, other), key=lambda one: one.id)
    file = granting.open_file(partnership_id=person.partnership_id, kind=FileKind.LINK, by=by)
    coordinators = Principal.objects.filter(hub__in=Hub.objects.filter(partnership_id=person.partnership_id))
    granting.grant(file, coordinators, scope=_SCOPE, by=by, at=at)
    pair = Pair.objects.create(
        partnership_id=person.partnership_id, file=file, side=Side.NEUTRAL, category=Category.IDENTITY,
        first=low, second=high, because=because, state=_state_of(low, high), **told,
    )  # fmt: skip
    record("matching:pair:find", by=by, subject=pair, partnership=pair.partnership_id)
    return pair


def _state_of(low: Person, high: Person) -> State:
    """Two records about which a hub has decided already begin with that decision."""
    decided = Link.objects.filter(first=low, second=high, undone_at=None).values_list("decision", flat=True)
    return State(next(iter(decided), State.OPEN))
