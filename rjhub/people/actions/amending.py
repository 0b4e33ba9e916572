"""Amending who somebody is. What the record said before is kept beside it, under the same walls."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from rjhub.audit.recording import record
from rjhub.kernel import clock
from rjhub.kernel.decisions import Conflict
from rjhub.partnership.models import Staff
from rjhub.people import policies, queries
from rjhub.people.actions import finding, particulars
from rjhub.people.actions.particulars import Particulars
from rjhub.people.models import Amendment, OtherName, Person
from rjhub.people.vocabulary import NameChange, NameKind
from rjhub.sharing.vocabulary import Category


@transaction.atomic
def amend_person(
    person: Person,
    *,
    to: Particulars,
    version: int,
    name_change: NameChange = NameChange.CORRECTION,
    by: Staff | None,
    at: datetime,
) -> Person:
    """Change what a record says, for the version that the person amending had before them.

    A new name keeps the earlier one as a former name; a correction does not. Raises Refused, Conflict if
    somebody else amended it since, Invalid for a text that cannot be kept.
    """
    person = queries.lock_person(person.id)
    policies.may_amend(by, person).or_refuse()
    if person.version != version:
        raise Conflict
    before, after = particulars.of(person).answers(), to.tidied().answers()
    changed = tuple(name for name in after if after[name] != before[name])
    if not changed:
        return person
    _keep_what_it_said(person, before, changed, by=by, at=at)
    if name_change is NameChange.NEW_NAME and {"given_name", "family_name"} & set(changed):
        _keep_former_name(person, at=at)
    for name in changed:
        setattr(person, name, after[name])
    person.version += 1
    person.save(update_fields=[*changed, "version"])
    finding.refresh(person)
    record("people:person:amend", by=by, subject=person, partnership=person.partnership_id, changed=changed)
    return person


def _keep_what_it_said(
    person: Person, before: dict[str, Any], changed: tuple[str, ...], *, by: Staff | None, at: datetime
) -> None:
    Amendment.objects.bulk_create(
        Amendment(
            **person.row_of(Category.IDENTITY),
            field=name,
            before=_in_words(before[name]),
            amended_at=at,
            amended_by=by,
        )
        for name in changed
    )


def _keep_former_name(person: Person, *, at: datetime) -> None:
    OtherName.objects.create(
        **person.row_of(Category.IDENTITY),
        kind=NameKind.FORMER,
        given_name=person.given_name,
        family_name=person.family_name,
        until=clock.day_of(at),
    )


def _in_words(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value or "")
