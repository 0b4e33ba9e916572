"""Other names of a person, and the numbers of theirs. What was wrong is withdrawn, not deleted."""

from datetime import date, datetime

from django.db import transaction

from rjhub.audit.recording import record
from rjhub.kernel.decisions import allow_if
from rjhub.kernel.identifiers.kinds import IdentifierKind as Number
from rjhub.kernel.invalid import Invalid
from rjhub.partnership.models import Staff
from rjhub.people import policies, queries
from rjhub.people.actions import finding, wording
from rjhub.people.models import Identifier, OtherName, Person
from rjhub.people.vocabulary import IdentifierKind, NameKind
from rjhub.sharing.vocabulary import Category


@transaction.atomic
def add_other_name(
    person: Person,
    *,
    kind: NameKind,
    given_name: str,
    family_name: str,
    until: date | None = None,
    by: Staff | None,
) -> OtherName:
    """Note an alias or a former name. Raises Refused, and Invalid for a text that cannot be a name."""
    person = queries.lock_person(person.id)
    policies.may_amend(by, person).or_refuse()
    other = OtherName(
        **person.row_of(Category.IDENTITY),
        kind=kind,
        until=until,
        given_name=wording.line(OtherName, "given_name", given_name),
        family_name=wording.line(OtherName, "family_name", family_name),
    )
    if not other.family_name:
        raise Invalid("Enter the family name of the other name.")
    other.save(force_insert=True)
    finding.refresh(person)
    record("people:other_name:add", by=by, subject=other, partnership=person.partnership_id)
    return other


@transaction.atomic
def withdraw_other_name(other: OtherName, *, by: Staff | None, at: datetime) -> None:
    """Take back a name that was never theirs."""
    person = queries.lock_person(other.person_id)
    policies.may_amend(by, person).or_refuse()
    OtherName.objects.filter(id=other.id, withdrawn_at=None).update(withdrawn_at=at)
    finding.refresh(person)
    record("people:other_name:withdraw", by=by, subject=other, partnership=person.partnership_id)


@transaction.atomic
def add_identifier(person: Person, *, kind: IdentifierKind, value: str, by: Staff | None) -> Identifier:
    """Note a number, in its one valid form.

    Raises Refused, also where it stands there already, and Invalid if it is none.
    """
    person = queries.lock_person(person.id)
    policies.may_amend(by, person).or_refuse()
    number = canonical(kind, value)
    known = Identifier.objects.filter(person=person, kind=kind, value=number, withdrawn_at=None).exists()
    allow_if(not known, f"{kind.label} {number} is on the record already.").or_refuse()
    identifier = Identifier.objects.create(**person.row_of(Category.IDENTITY), kind=kind, value=number)
    finding.refresh(person)
    record("people:identifier:add", by=by, subject=identifier, partnership=person.partnership_id)
    return identifier


@transaction.atomic
def withdraw_identifier(identifier: Identifier, *, by: Staff | None, at: datetime) -> None:
    """Take back a number that is not theirs."""
    person = queries.lock_person(identifier.person_id)
    policies.may_amend(by, person).or_refuse()
    Identifier.objects.filter(id=identifier.id, withdrawn_at=None).update(withdrawn_at=at)
    finding.refresh(person)
    record("people:identifier:withdraw", by=by, subject=identifier, partnership=person.partnership_id)


def canonical(kind: IdentifierKind, value: str) -> str:
    """The one form in which a number is stored. Raises Invalid."""
    return Number(kind.value).parse(value)
