"""How somebody can be reached: people harmed in the vault, people responsible in a table."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from rjhub.audit.recording import record
from rjhub.kernel import text
from rjhub.kernel.identifiers import email, telephone
from rjhub.kernel.invalid import Invalid
from rjhub.partnership.models import Staff
from rjhub.people import policies, queries, vault
from rjhub.people.actions import finding, safe_contact
from rjhub.people.announcements import ContactChanged
from rjhub.people.models import ContactPoint, Person
from rjhub.people.vocabulary import ContactKind
from rjhub.sharing.vocabulary import Category
from rjhub.tasks.announcing import announce

_LONGEST = 400


@transaction.atomic
def keep_contact(
    person: Person, *, kind: ContactKind, value: str | None, by: Staff | None, at: datetime
) -> None:
    """Keep a new address, number or email address in place of the one before; None ends that one.

    A new address makes it unsafe to write until somebody confirms anew how to make contact safely, so that
    nothing is posted to a place that nobody asked about. Raises Refused, and Invalid for a value that is none
    of its kind.
    """
    person = queries.lock_person(person.id)
    is_address = kind is ContactKind.ADDRESS
    policies.may_keep_contact(by, person, is_address=is_address).or_refuse()
    _keep(person, kind, None if value is None else canonical(kind, value), at)
    if is_address:
        safe_contact.stop_writing(person, by=by)
    finding.refresh(person)
    record(
        "people:contact:keep", by=by, subject=person, partnership=person.partnership_id, changed=(kind.value,)
    )
    announce(ContactChanged(person.partnership_id, person.id))


def keep_first_contact(
    person: Person, contact: Mapping[ContactKind, str], *, by: Staff | None, at: datetime
) -> dict[ContactKind, str]:
    """Keep how somebody who is being added can be reached, and give it in its stored form."""
    told = {kind: canonical(kind, value) for kind, value in contact.items() if value.strip()}
    if told:
        policies.may_keep_contact(by, person, is_address=ContactKind.ADDRESS in told).or_refuse()
        record(
            "people:contact:keep",
            by=by,
            subject=person,
            partnership=person.partnership_id,
            changed=tuple(kind.value for kind in told),
        )
    for kind, value in told.items():
        _keep(person, kind, value, at)
    return told


def canonical(kind: ContactKind, value: str) -> str:
    """The one form in which a way to reach somebody is stored. Raises Invalid."""
    if kind is ContactKind.EMAIL:
        return email.parse(value)
    if kind is not ContactKind.ADDRESS:
        return telephone.parse(value)
    address = text.clean_text(value)
    if not address or len(address) > _LONGEST:
        raise Invalid(
            f"Enter an address of {_LONGEST} characters or fewer, with the postcode on its last line."
        )
    return address


def _keep(person: Person, kind: ContactKind, value: str | None, at: datetime) -> None:
    if person.is_harmed:
        vault.keep(person, kind, value)
        return
    ContactPoint.objects.filter(person=person, kind=kind, until=None).update(until=at)
    if value is not None:
        ContactPoint.objects.create(**person.row_of(Category.CONTACT), kind=kind, value=value, since=at)
