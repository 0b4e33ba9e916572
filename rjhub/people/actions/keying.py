"""Making the keys of records that were stored before there were keys of a kind.

Without them a record is compared with nobody, and a no of the same person does not stop who comes with that name.
"""

from uuid import UUID

from rjhub.partnership.models import Partnership
from rjhub.people import keeper, keys, queries
from rjhub.people.actions import finding
from rjhub.people.models import Person
from rjhub.people.vocabulary import IdentifierKind, KeyKind
from rjhub.sharing import doors, readers

AT_A_TIME = 200
_DOOR, _PURPOSE = "people:keys", "duplicate check"


def make_missing_everywhere() -> int:
    """Make what is missing in every partnership; how many records have keys now that had none."""
    return sum(make_missing(each.id) for each in Partnership.objects.order_by("id"))


def make_missing(partnership_id: int) -> int:
    """Make what is missing in one, some records at a time; what is cut off is taken up the next time.

    From names, birth and numbers only: nobody's contact is read for it, so keys made from contact stay as they were.
    """
    made, after = 0, UUID(int=0)
    while True:
        reader = readers.coordinators_of(partnership_id)
        with doors.opened(reader, door=_DOOR, purpose=_PURPOSE):
            found = keeper.without_keys(after, AT_A_TIME)
            if not found:
                return made
            after = found[-1]
            made += sum(_make(one) for one in found)


def _make(person_id: UUID) -> bool:
    # Held, so that a change of the name meanwhile comes before or after, with keys of its own.
    person = queries.lock_person(person_id)
    said = _said(person)
    kept = keys.identity_keys(said)
    keeper.keep_keys(person, kept)
    return bool(kept[KeyKind.NAMES] or kept[KeyKind.NAME_WITHOUT_BIRTH])


def _said(person: Person) -> keys.Said:
    numbers = tuple((IdentifierKind(one.kind), one.value) for one in queries.identifiers(person))
    names = finding.spell(person, queries.other_names(person))
    return keys.Said(names=names, born_on=person.born_on, numbers=numbers)
