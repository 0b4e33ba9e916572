"""What can be read about matching. Every query shows what the one who asks is granted, and nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from rjhub.matching import weighing
from rjhub.matching.models import MatchModel, ModelInForce, NightlyCheck, Pair, Proposal
from rjhub.matching.vocabulary import Because, State
from rjhub.matching.weighing import Weighing
from rjhub.people import queries as people
from rjhub.people.models import Link, Person
from rjhub.people.vocabulary import SamePerson
from rjhub.sharing import doors

WAITING = (State.OPEN, State.ASKED)
MOST_LISTED = 100


def weighing_of(partnership_id: int) -> Weighing:
    """The model by which a partnership goes now."""
    found = ModelInForce.objects.select_related("model").filter(partnership_id=partnership_id)
    newest = found.order_by("-since", "-id").first()
    if newest is None or newest.model is None:
        return weighing.shipped()
    model = newest.model
    return weighing.kept(model.digest, model.number, bytes(model.content))


def models_of(partnership_id: int) -> list[MatchModel]:
    """A partnership's own models, the newest first, without what they say."""
    found = MatchModel.objects.filter(partnership_id=partnership_id).defer("content")
    return list(found.select_related("added_by__account").order_by("-number", "-id"))


def in_force(partnership_id: int) -> list[ModelInForce]:
    """By which model the partnership went since when, the newest first."""
    found = ModelInForce.objects.filter(partnership_id=partnership_id).select_related("model", "by__account")
    return list(found.defer("model__content").order_by("-since", "-id"))


def newest_check(partnership_id: int) -> NightlyCheck | None:
    """The nightly check that was last finished."""
    found = NightlyCheck.objects.filter(partnership_id=partnership_id, ended_at__isnull=False)
    return found.order_by("-id").first()


def pair_of(one: Person, other: Person) -> Pair | None:
    """What was found of two records, for somebody who is granted it."""
    first, second = sorted((one.id, other.id))
    return Pair.objects.filter(partnership_id=one.partnership_id, first_id=first, second_id=second).first()


def pairs_of(people_ids: Iterable[UUID], *, waiting: bool = True) -> list[Pair]:
    """What was found of some records, the likeliest first."""
    ids = list(people_ids)
    found = _pairs().filter(Q(first_id__in=ids) | Q(second_id__in=ids))
    if waiting:
        found = found.filter(state__in=WAITING)
    return list(found.order_by("-odds", "id")[:MOST_LISTED])


def proposal_of(pair: Pair) -> Proposal | None:
    """The proposal to join two records that waits for a second coordinator."""
    found = Proposal.objects.filter(pair=pair, answer="").select_related(
        "asked_by__account", "asked_by__agency"
    )
    return found.first()


def proposals(pair: Pair) -> list[Proposal]:
    """Every proposal to join two records, the newest first."""
    names = ("asked_by__account", "asked_by__agency", "answered_by__account", "answered_by__agency")
    return list(Proposal.objects.filter(pair=pair).select_related(*names).order_by("-asked_at", "-id"))


def decisions_about(one: Person, other: Person) -> list[Link]:
    """Every decision about two records, the newest first, those that were undone too."""
    first, second = sorted((one.id, other.id))
    names = ("decided_by__account", "decided_by__agency", "undone_by__account", "undone_by__agency")
    found = Link.objects.filter(first_id=first, second_id=second).select_related(*names)
    return list(found.order_by("-decided_at", "-id"))


def times_decided(one: Person, other: Person) -> int:
    """How often somebody has decided about two records, or has undone a decision. It only grows."""
    made = decisions_about(one, other)
    return len(made) + sum(each.undone_at is not None for each in made)


def standing_decision(one: Person, other: Person) -> Link | None:
    """What holds about two records now."""
    return next((each for each in decisions_about(one, other) if each.undone_at is None), None)


def decisions_of(person: Person) -> list[Link]:
    """Every decision about a record, the newest first, those that were undone too."""
    names = ("decided_by__account", "decided_by__agency", "undone_by__account", "undone_by__agency")
    found = Link.objects.filter(Q(first=person) | Q(second=person)).select_related(*names)
    return list(found.order_by("-decided_at", "-id"))


def records_of(person: Person) -> list[Person]:
    """The other records that a hub decided to be of the same person, however many decisions away.

    Only those that the one who asks may see: a decision about a record that is hidden from them leads no further.
    """
    seen = {person.id: person}
    edge = [person]
    while edge:
        ids = [one.id for one in edge]
        found = Link.objects.filter(
            Q(first_id__in=ids) | Q(second_id__in=ids), undone_at=None, decision=SamePerson.SAME
        ).values_list("first_id", "second_id")
        new = {id_ for pair in found for id_ in pair} - seen.keys()
        edge = list(people.find_people(new).values())
        seen |= {one.id: one for one in edge}
    return sorted(
        (one for one in seen.values() if one.id != person.id), key=lambda one: (one.sort_key, one.id)
    )


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which pairs a list shows."""

    state: str = ""
    because: str = ""
    side: str = ""
    at_least: float | None = None


def listed(wanted: Wanted) -> list[tuple[Pair, Person | None, Person | None]]:
    """Pairs with both records; None for a record of another hub that the one who asks does not see.

    A pair of which they see neither record is left out.
    """
    found = _pairs().filter(state=wanted.state) if wanted.state else _pairs().filter(state__in=WAITING)
    if wanted.because:
        found = found.filter(because=wanted.because)
    if wanted.at_least is not None:
        found = found.filter(odds__gte=wanted.at_least)
    if wanted.side:
        found = found.filter(first__side=wanted.side, second__side=wanted.side)
    pairs = list(found.order_by("-odds", "id")[:MOST_LISTED])
    known = people.find_people(id_ for pair in pairs for id_ in (pair.first_id, pair.second_id))
    rows = [(pair, known.get(pair.first_id), known.get(pair.second_id)) for pair in pairs]
    return [row for row in rows if row[1] or row[2]]


def count_waiting() -> dict[str, int]:
    """How many pairs wait, by why they were compared; of those that the one who asks sees both records of."""
    # What is asked of the versions holds always: it joins the records, and so leaves out those that are hidden.
    found = _pairs().filter(state__in=WAITING, first__version__gte=0, second__version__gte=0)
    by_reason = {reason.value: 0 for reason in Because}
    for reason in found.values_list("because", flat=True)[: MOST_LISTED + 1]:
        by_reason[reason] += 1
    return by_reason


def _pairs() -> QuerySet[Pair]:
    reading = doors.current()
    return (
        Pair.objects.filter(partnership_id=reading.reader.partnership_id) if reading else Pair.objects.none()
    )
