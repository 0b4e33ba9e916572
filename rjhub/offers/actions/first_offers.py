"""An offer to somebody whom no case and no referral is about: the record, the offer, and what they answered."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction

from rjhub.offers import policies
from rjhub.offers.actions.noting import Offer, record_offer
from rjhub.partnership.models import Hub, Staff
from rjhub.people.actions.adding import add_person
from rjhub.people.actions.particulars import Particulars
from rjhub.people.models import Person
from rjhub.sharing.actions import granting
from rjhub.sharing.actions.granting import Granted, Scope
from rjhub.sharing.vocabulary import Purpose, Side


@dataclass(frozen=True, kw_only=True)
class Newcomer:
    """Whom an agency spoke with, as far as it takes to know them again."""

    side: Side
    given_name: str
    family_name: str
    born_on: date | None


@transaction.atomic
def record_first_offer(
    who: Newcomer, offer: Offer, *, hub: Hub, by: Staff, at: datetime, key: UUID | None = None
) -> Person | None:
    """Add the person for a hub, write the offer into their ledger, and let go of them again.

    Whoever records it learns nothing of who is known already; the hub does. Raises Refused if this person may not, and
    Invalid for names, days or a reference that cannot be. What comes with the same key twice is recorded once, and
    answers None then.
    """
    policies.may_record(by).or_refuse()
    try:
        with transaction.atomic():
            return _record(who, offer, hub=hub, by=by, at=at, key=key)
    except IntegrityError as error:
        if key is None or not _is_there(error):
            raise
        return None


def _record(who: Newcomer, offer: Offer, *, hub: Hub, by: Staff, at: datetime, key: UUID | None) -> Person:
    taking_in = Granted((by.principal,), Scope(purpose=Purpose.TAKE_IN))
    person = add_person(
        partnership_id=by.partnership_id,
        side=who.side,
        particulars=Particulars(given_name=who.given_name, family_name=who.family_name, born_on=who.born_on),
        granted=(Granted((hub.coordinators,), Scope(purpose=Purpose.COORDINATE)), taking_in),
        by=by,
        at=at,
        # Made from the key and from who sends it, so that nobody names a record that is not theirs.
        person_id=uuid5(key, str(by.id)) if key else None,
    )
    record_offer(person, offer, by=by, at=at, key=key)
    granting.end_grants([person.file], [by.principal], purpose=Purpose.TAKE_IN, by=by, at=at)
    return person


def _is_there(error: IntegrityError) -> bool:
    said = getattr(error.__cause__, "diag", None)
    return said is not None and said.constraint_name == "people_person_pkey"
