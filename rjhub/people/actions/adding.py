"""Adding a person: a record, with a file of its own, on one side."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from rjhub.audit.recording import record
from rjhub.kernel.ids import new_id
from rjhub.partnership.models import Staff
from rjhub.people import policies
from rjhub.people.actions import finding, reaching
from rjhub.people.actions.naming import canonical
from rjhub.people.actions.particulars import Particulars
from rjhub.people.models import Identifier, Person
from rjhub.people.vocabulary import ContactKind, IdentifierKind
from rjhub.sharing.actions import granting
from rjhub.sharing.vocabulary import Category, FileKind, Side


@transaction.atomic
def add_person(
    *,
    partnership_id: int,
    side: Side,
    particulars: Particulars,
    granted: Sequence[granting.Granted],
    by: Staff | None,
    at: datetime,
    identifiers: Sequence[tuple[IdentifierKind, str]] = (),
    contact: Mapping[ContactKind, str] | None = None,
    person_id: UUID | None = None,
) -> Person:
    """Add a person harmed or a person responsible, and open their file to those who are `granted` it.

    Somebody known already is still added: whether two records are one person is for a hub to decide, never
    for an error message to tell. Raises Refused if whoever adds would not see the record, or gives contact
    that they would not see; Invalid for a text or a number that is none. `person_id` makes a record once: a
    second one raises IntegrityError.
    """
    told = particulars.tidied()
    file = granting.open_file_to(granted, partnership_id=partnership_id, kind=FileKind.PERSON, by=by, at=at)
    policies.may_add_person(partnership_id, file, side).or_refuse()
    person = Person(
        id=person_id or new_id(),
        partnership_id=partnership_id,
        file=file,
        side=side,
        category=Category.IDENTITY,
        added_at=at,
        added_by=by,
        **told.answers(),
    )
    names = finding.spell(person)
    person.save(force_insert=True)
    numbers = _keep_identifiers(person, identifiers)
    kept = reaching.keep_first_contact(person, contact or {}, by=by, at=at)
    finding.index(person, names, numbers, kept)
    record("people:person:add", by=by, subject=person, partnership=partnership_id)
    return person


def _keep_identifiers(
    person: Person, identifiers: Sequence[tuple[IdentifierKind, str]]
) -> tuple[tuple[IdentifierKind, str], ...]:
    wanted = tuple(dict.fromkeys((kind, canonical(kind, text)) for kind, text in identifiers))
    Identifier.objects.bulk_create(
        Identifier(**person.row_of(Category.IDENTITY), kind=kind, value=value) for kind, value in wanted
    )
    return wanted
