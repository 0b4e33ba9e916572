"""Reading the ledger: what the one who asks is granted, and nothing else."""

from datetime import date
from itertools import islice
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from rjhub.kernel import clock
from rjhub.offers import keeper
from rjhub.offers.freeze import Freeze
from rjhub.offers.models import Entry, Leave, Narrowing
from rjhub.offers.vocabulary import Said, Source
from rjhub.partnership.models import Staff
from rjhub.people import approach
from rjhub.people import queries as people
from rjhub.people.models import Person, Stop

# How many somebody reads on a list, and how many are counted on a first page, which everybody opens all day.
MOST, MOST_COUNTED = 100, 10
_WITH_IT = ("agency", "recorded_by__account", "recorded_by__agency", "taken_up_by__account")


def ledger_of(person: Person) -> list[Entry]:
    """Everything that somebody was asked and said, newest first."""
    found = Entry.objects.filter(person=person).select_related(*_WITH_IT, "stop")
    return list(found.order_by("-happened_on", "-recorded_at", "-id"))


def find_entry(entry_id: UUID) -> Entry | None:
    """A line; None where there is none or it is not for the one who asks."""
    return Entry.objects.filter(id=entry_id).select_related("person__file").first()


def lock_entry(entry: Entry) -> Entry:
    """The same, held until the transaction ends. Raises Entry.DoesNotExist where the asker sees none."""
    found = Entry.objects.select_for_update(of=("self",)).select_related("person__file")
    return found.get(partnership_id=entry.partnership_id, id=entry.id)


def to_come_back_to(partnership_id: int, *, by: date, most: int = MOST) -> list[Entry]:
    """Interest whose day has come and to which no hub has come back, the longest waiting first.

    It stays until a hub has come back to it or the person answers otherwise: a no on any record of theirs ends it,
    and so does their yes in a case or a later day that they name. Being referred again does not.
    """
    due = _waiting(partnership_id).filter(ask_again_on__lte=by)
    found = _not_answered_since(partnership_id, list(due.order_by("ask_again_on", "id")[:MOST]))
    return list(islice((one for one in found if not _has_said_no(one)), most))


def coming_back_later(partnership_id: int, *, after: date) -> list[Entry]:
    """The same whose day is still to come, the next first."""
    to_come = _waiting(partnership_id).filter(ask_again_on__gt=after)
    return _not_answered_since(partnership_id, list(to_come.order_by("ask_again_on", "id")[:MOST]))


def _waiting(partnership_id: int) -> QuerySet[Entry]:
    found = Entry.objects.filter(partnership_id=partnership_id, ask_again_on__isnull=False, taken_up_at=None)
    return found.select_related("person", "agency")


def _not_answered_since(partnership_id: int, found: list[Entry]) -> list[Entry]:
    newest: dict[UUID, Entry] = {}
    answers = Entry.objects.filter(
        Q(said__in=(Said.SAID_NO, Said.WITHDREW))
        | Q(source=Source.CASE, said__in=(Said.INTERESTED, Said.AGREED))
        | Q(ask_again_on__isnull=False),
        partnership_id=partnership_id,
        person_id__in={one.person_id for one in found},
    )
    for one in answers.order_by("happened_on", "recorded_at", "id"):
        newest[one.person_id] = one
    return [one for one in found if newest[one.person_id].id == one.id]


def _has_said_no(entry: Entry) -> bool:
    if entry.said == Said.NOT_NOW and entry.ask_again_on is not None and entry.ask_again_on > clock.today():
        return False  # until their day nobody asks them, which is a no of its own
    return approach.may_be_approached(entry.person_id) == approach.STOPPED


def stops_of(person: Person) -> list[Stop]:
    """Every no of somebody that may be read, newest first, with how far it reaches and exceptions from it."""
    found = Stop.objects.filter(person=person).select_related("said_to", "person__file")
    with_it = (
        Prefetch("narrowings", queryset=Narrowing.objects.select_related("counterpart")),
        Prefetch(
            "leaves",
            queryset=Leave.objects.select_related("asked_by__account", "agreed_by__account").order_by(
                "-asked_at", "-id"
            ),
        ),
    )
    return list(found.prefetch_related(*with_it).order_by("-recorded_at", "-id"))


def find_stop(stop_id: UUID) -> Stop | None:
    """A no; None where there is none or it is not for the one who asks."""
    return Stop.objects.filter(id=stop_id).select_related("person__file").first()


def lock_stop(stop: Stop) -> Stop:
    """The same, held until the transaction ends. Raises Stop.DoesNotExist where the asker sees none."""
    found = Stop.objects.select_for_update(of=("self",)).select_related("person__file")
    return found.get(partnership_id=stop.partnership_id, id=stop.id)


def find_leave(leave_id: UUID) -> Leave | None:
    """An exception; None where there is none or it is not for the one who asks."""
    return Leave.objects.filter(id=leave_id).select_related("stop__person__file", "asked_by__account").first()


def lock_leave(leave: Leave) -> Leave:
    """The same, held until the transaction ends. Raises Leave.DoesNotExist where the asker sees none."""
    found = Leave.objects.select_for_update(of=("self",)).select_related("stop__person__file", "asked_by")
    return found.get(partnership_id=leave.partnership_id, id=leave.id)


def to_review() -> list[Person]:
    """People who may be somebody who said no, the newest record first, for a coordinator."""
    ids = keeper.to_review(MOST)
    found = people.find_people(ids)
    return [found[one] for one in ids if one in found]


def near_noes(person: Person) -> list[Person]:
    """People who said no and may be this one though no key of their records agrees, for a coordinator."""
    found = people.find_people(keeper.near_noes(person.id))
    return sorted(found.values(), key=lambda one: (one.sort_key, one.id))


def others_in_cases_of(person: Person) -> list[Person]:
    """The other people of somebody's cases whom the one who asks may see, by name."""
    found = people.find_people(keeper.beside(person.id))
    return sorted(found.values(), key=lambda one: (one.sort_key, one.id))


def deciders_of(frozen: Freeze) -> dict[UUID, Staff]:
    """Who confirmed, and who decided, that people may be contacted again."""
    wanted = [one for one in (frozen.confirmed_by, frozen.opened_by) if one is not None]
    found = Staff.objects.filter(id__in=wanted).select_related("account")
    return {one.id: one for one in found} if wanted else {}
