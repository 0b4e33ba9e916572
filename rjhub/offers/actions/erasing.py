"""Erasing what a person is known by; the no that they said goes on counting, and only they themself lift it."""

from datetime import date, datetime

from django.db import transaction

from rjhub.audit.recording import record
from rjhub.kernel import clock, text
from rjhub.kernel.decisions import Refused
from rjhub.kernel.invalid import Invalid
from rjhub.offers import keeper, policies
from rjhub.offers.actions.noting import Line, note
from rjhub.offers.vocabulary import ErasedBecause, RaisedBy, Said, Source
from rjhub.partnership.models import Staff
from rjhub.people import keeper as noes
from rjhub.people import queries as people
from rjhub.people.announcements import RecordErased
from rjhub.people.models import Person
from rjhub.tasks.announcing import announce

OBSTACLES = {
    "open_case": "A case goes on for this person. Their record can be erased once it is closed.",
    "frozen": "RJ Hub was restored from a backup. Nobody is erased until it is known again who said no since.",
    "open_referral": "A referral about this person waits for the hub. Decide about it first.",
}


@transaction.atomic
def minimise_person(person: Person, *, because: ErasedBecause, by: Staff, at: datetime) -> None:
    """Erase everything by which a person could be known again: names, birth, numbers, contact, needs, monitoring.

    What other rooms hold of them follows from the fact that is announced. What stays is the row with its days, the
    ledger without words, that a no was said, and, where one is in force, keyed digests that nobody can list and by
    which it goes on counting. The audit says that it was done, by whom and why. Raises Refused if this person may not,
    or while a case or a referral goes on.
    """
    del at
    noes.alone_with_noes(person.partnership_id)
    person = people.lock_person(person.id)
    policies.may_erase(by, person).or_refuse()
    announce(RecordErased(person.partnership_id, person.id))
    obstacle = keeper.minimise_person(person.id)
    if obstacle:
        raise Refused(OBSTACLES[obstacle])
    record(f"people:person:minimise-{because}", by=by, subject=person, partnership=person.partnership_id)


@transaction.atomic
def lift_after_erasure(
    person: Person, *, asked_on: date, how_they_asked: str, by: Staff, at: datetime
) -> None:
    """Note that the person themself asked for contact again, after a record of theirs with a no was erased.

    Raises Refused if this person may not or nothing was erased, and Invalid where it does not say how they asked.
    """
    noes.alone_with_noes(person.partnership_id)
    person = people.lock_person(person.id)
    policies.may_lift_after_erasure(by, person).or_refuse()
    if not text.clean_text(how_they_asked):
        raise Invalid("Enter how they asked.")
    if asked_on > clock.day_of(at):
        raise Invalid("Enter the day on which they asked: today or earlier.")
    if not keeper.lift_suppressions(person.id):
        raise Refused("No erased record with a no is like this one.")
    line = Line(
        said=Said.ASKED_AGAIN, happened_on=asked_on, source=Source.STAFF, raised_by=RaisedBy.THEMSELF,
        agency_id=by.agency_id, what=text.clean_line(how_they_asked.replace("\n", " ")),
    )  # fmt: skip
    note(person.id, line, partnership_id=person.partnership_id, by=by, at=at)
    record("offers:suppression:lift", by=by, subject=person, partnership=person.partnership_id)


@transaction.atomic
def tell_apart_from_the_erased(person: Person, *, by: Staff, at: datetime) -> None:
    """Note a hub's decision that this is not the person whose record was erased. Raises Refused.

    Where they share what one person has, nobody can decide so.
    """
    del at
    person = people.lock_person(person.id)
    policies.may_lift_after_erasure(by, person).or_refuse()
    if not keeper.not_the_erased(person.id):
        raise Refused("No erased record may be of this person, or one surely is.")
    record("offers:suppression:tell-apart", by=by, subject=person, partnership=person.partnership_id)
