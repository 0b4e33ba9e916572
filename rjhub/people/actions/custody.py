"""Where a person responsible is held."""

from datetime import date

from django.db import transaction

from rjhub.audit.recording import record
from rjhub.kernel.decisions import allow_if
from rjhub.kernel.invalid import Invalid
from rjhub.partnership import reference
from rjhub.partnership.models import Staff
from rjhub.people import policies, queries
from rjhub.people.models import Custody, Person
from rjhub.sharing.vocabulary import Category


@transaction.atomic
def record_custody(
    person: Person,
    *,
    prison_code: str,
    since: date,
    expected_release_on: date | None = None,
    by: Staff | None,
) -> Custody:
    """Note that somebody is held in a prison since a day; a stay elsewhere ends on that day.

    Raises Refused, and Invalid for an unknown prison or a day before the stay that it follows.
    """
    person = queries.lock_person(person.id)
    policies.may_record_custody(by, person).or_refuse()
    if prison_code not in {prison.code for prison in reference.prisons()}:
        raise Invalid("Choose a prison from the list.")
    last = queries.current_custody(person)
    if last is not None:
        _end(last, since)
    custody = Custody.objects.create(
        **person.row_of(Category.CONTACT),
        prison_code=prison_code,
        since=since,
        expected_release_on=expected_release_on,
    )
    record("people:custody:record", by=by, subject=custody, partnership=person.partnership_id)
    return custody


@transaction.atomic
def end_custody(person: Person, *, on: date, by: Staff | None) -> Custody:
    """Note that somebody was released.

    Raises Refused if they are not held anywhere, and Invalid for a day before they came.
    """
    person = queries.lock_person(person.id)
    policies.may_record_custody(by, person).or_refuse()
    custody = queries.current_custody(person)
    allow_if(custody, "They are not recorded as held in a prison.").or_refuse()
    assert custody is not None  # noqa: S101 - refused above
    _end(custody, on)
    record("people:custody:end", by=by, subject=custody, partnership=person.partnership_id)
    return custody


def _end(custody: Custody, on: date) -> None:
    if on < custody.since:
        came = f"{custody.since.day} {custody.since:%B %Y}"
        raise Invalid(f"Enter a day on or after {came}, when they came to the prison.")
    custody.until = on
    custody.save(update_fields=["until"])
