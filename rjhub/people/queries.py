"""What can be read about people. Every query shows what the one who asks is granted, and nothing else."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from rjhub.kernel import text
from rjhub.kernel.decisions import Decision
from rjhub.kernel.identifiers.kinds import IdentifierKind as Number
from rjhub.kernel.invalid import Invalid
from rjhub.partnership.models import Staff
from rjhub.people import approach, keeper, keys, policies
from rjhub.people.models import (
    Amendment,
    ContactPoint,
    Custody,
    Equality,
    Identifier,
    Link,
    OtherName,
    Person,
    SafeContact,
    Stop,
)
from rjhub.people.vocabulary import Approach, KeyKind
from rjhub.sharing import doors
from rjhub.sharing.vocabulary import Category

May = Callable[[Staff, Person], Decision]
MOST_FOUND = 50
_MOST_WORDS = 6


def find_person(person_id: UUID) -> Person | None:
    """A person by id; None where there is none or it is not for the one who asks, which look alike."""
    return _people().filter(id=person_id).first()


def find_person_for(staff: Staff, person_id: UUID, *, may: May | None = None) -> Person:
    """The one door to a person's record for pages.

    One that is missing, hidden, or not for what they came to do answers alike: Http404.
    """
    person = find_person(person_id)
    if person is None or (may is not None and not may(staff, person)):
        raise Http404
    return person


def find_people(person_ids: Iterable[UUID]) -> dict[UUID, Person]:
    """Those of these people whom the one who asks may see."""
    return {person.id: person for person in _people().filter(id__in=list(person_ids))}


def lock_person(person_id: UUID) -> Person:
    """The person, held until the transaction ends. Raises Person.DoesNotExist where the asker sees none."""
    return _people().select_for_update().get(id=person_id)


def other_names(person: Person) -> list[OtherName]:
    """Aliases and former names, as far as they were not withdrawn."""
    return list(
        OtherName.objects.filter(person=person, withdrawn_at=None).order_by("kind", "family_name", "id")
    )


def identifiers(person: Person) -> list[Identifier]:
    """The numbers by which agencies know the person."""
    return list(Identifier.objects.filter(person=person, withdrawn_at=None).order_by("kind", "value", "id"))


def amendments(person: Person) -> list[Amendment]:
    """What was changed on the record, newest first."""
    found = Amendment.objects.filter(person=person).select_related(
        "amended_by__account", "amended_by__agency"
    )
    return list(found.order_by("-amended_at", "field", "id"))


def contact_points(person: Person) -> list[ContactPoint]:
    """How a person responsible can be reached now. For people harmed there is only `vault.open_contact`."""
    return list(ContactPoint.objects.filter(person=person, until=None).order_by("kind", "id"))


def custodies(person: Person) -> list[Custody]:
    """Where a person responsible is and was held, newest first."""
    return list(Custody.objects.filter(person=person).order_by("-since", "-id"))


def current_custody(person: Person) -> Custody | None:
    """Where a person responsible is held now."""
    return Custody.objects.filter(person=person, until=None).first()


def safe_contact(person: Person) -> SafeContact | None:
    """How to make contact safely, as last confirmed."""
    found = SafeContact.objects.filter(person=person).select_related(
        "confirmed_by__account", "confirmed_by__agency"
    )
    return found.order_by("-confirmed_at", "-id").first()


def times_confirmed(person: Person) -> int:
    """How often somebody confirmed how to make contact safely: the version of what counts now."""
    return SafeContact.objects.filter(person=person).count()


def equality(person: Person) -> Equality | None:
    """What the person last said about themself."""
    found = Equality.objects.filter(person=person).select_related(
        "recorded_by__account", "recorded_by__agency"
    )
    return found.order_by("-recorded_at", "-id").first()


def times_monitored(person: Person) -> int:
    """How often the person was asked: the version of what counts now."""
    return Equality.objects.filter(person=person).count()


def stops(person: Person) -> list[Stop]:
    """Every no that was recorded on this record and may be read, newest first, lifted ones too."""
    related = (
        "said_to",
        "recorded_by__account",
        "recorded_by__agency",
        "lifted_by__account",
        "lifted_by__agency",
    )
    return list(Stop.objects.filter(person=person).select_related(*related).order_by("-recorded_at", "-id"))


@dataclass(frozen=True)
class Candidate:
    """A record that may be of the same person, and why it may be."""

    person: Person
    shared: tuple[KeyKind, ...]
    link: Link | None

    @property
    def is_certain(self) -> bool:
        """Whether they share what only one person has."""
        return any(kind.is_certain for kind in self.shared)


def possible_duplicates(person: Person) -> list[Candidate]:
    """Records that may be of the same person, for a coordinator who sees both, likeliest first; else none.

    Those that a hub found to be the same or different people are left out; those it was not sure about are
    not.
    """
    shared = keeper.possible_duplicates(person)
    people = find_people(shared)
    decided = {
        link.first_id if link.second_id == person.id else link.second_id: link for link in links(person)
    }
    found = [Candidate(people[id_], shared[id_], decided.get(id_)) for id_ in shared if id_ in people]
    return sorted(
        found, key=lambda one: (min(one.shared), -len(one.shared), one.person.sort_key, one.person.id)
    )


def links(person: Person) -> list[Link]:
    """A hub's decisions about this record that stand, newest first; coordinators only are granted them."""
    found = Link.objects.filter(Q(first=person) | Q(second=person), undone_at=None)
    return list(
        found.select_related("decided_by__account", "decided_by__agency").order_by("-decided_at", "-id")
    )


def find_link(link_id: UUID) -> Link | None:
    """A decision by id, for somebody who is granted it."""
    return Link.objects.filter(id=link_id).first()


@dataclass(frozen=True, kw_only=True)
class Contents:
    """What a person's record shows to the one who asks. What they are not granted is empty."""

    person: Person
    categories: frozenset[str]
    approach: Approach
    other_names: list[OtherName]
    identifiers: list[Identifier]
    safe_contact: SafeContact | None
    contact_points: list[ContactPoint]
    custodies: list[Custody]
    stops: list[Stop]
    equality: Equality | None


def contents_of(person: Person) -> Contents:
    """Everything on a record that may be read without opening the vault."""
    categories = policies.granted(person.partnership_id, person.file_id, person.side)
    reachable = Category.CONTACT in categories and not person.is_harmed
    safety = Category.SAFETY in categories
    return Contents(
        person=person,
        categories=categories,
        approach=approach.may_be_approached(person.id) or Approach.UNSURE,
        other_names=other_names(person),
        identifiers=identifiers(person),
        safe_contact=safe_contact(person) if safety else None,
        contact_points=contact_points(person) if reachable else [],
        custodies=custodies(person) if reachable else [],
        stops=stops(person) if safety else [],
        equality=equality(person) if Category.EQUALITY in categories else None,
    )


@dataclass(frozen=True, kw_only=True)
class Sought:
    """What somebody looks for. Everything given has to fit; a number or contact that is none finds nobody."""

    name: str = ""
    born_on: date | None = None
    number: str = ""
    contact: str = ""


@dataclass(frozen=True)
class Found:
    """People who fit, best first, and whether there are more than are shown."""

    people: tuple[Person, ...]
    more: bool


def search(sought: Sought) -> Found:
    """Find people among those whom the one who asks may see.

    Hidden people change nothing in it. A search is put on record even if it finds nobody.
    """
    reading = doors.current()
    if reading is None:
        message = "people are searched with no door open"
        raise doors.NoDoorOpen(message)
    reading.tables.add("people_person")
    key = keys.lookup_key(sought.contact) if sought.contact.strip() else None
    number = _number(sought.number) if sought.number.strip() else ""
    words = name_words(sought.name)
    if number is None or (sought.contact.strip() and key is None) or (sought.name.strip() and not words):
        return Found((), more=False)
    hits = keeper.search(
        words=words,
        whole=" ".join(words),
        born_on=sought.born_on,
        number=number,
        key=key,
        most=MOST_FOUND + 1,
    )
    people = find_people(id_ for id_, _ in hits[:MOST_FOUND])
    return Found(
        tuple(people[id_] for id_, _ in hits[:MOST_FOUND] if id_ in people), more=len(hits) > MOST_FOUND
    )


def name_words(name: str) -> list[str]:
    """The words of a name as search compares them; a letter alone (an initial) is left out."""
    words = dict.fromkeys(text.sort_key(name).replace("_", " ").split())
    return [word for word in words if len(word) > 1][:_MOST_WORDS]


def _number(typed: str) -> str | None:
    for kind in (Number.PNC, Number.CRO, Number.PRISON_NUMBER, Number.CRN):
        try:
            return kind.parse(typed)
        except Invalid:
            continue
    return None


def _people() -> QuerySet[Person]:
    reading = doors.current()
    return (
        Person.objects.filter(partnership_id=reading.reader.partnership_id)
        if reading
        else Person.objects.none()
    )
