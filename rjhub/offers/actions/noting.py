"""Writing a line of the ledger. Other rooms do so as part of what they do; staff do so for what their agency did."""

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from rjhub.audit.recording import record
from rjhub.kernel import clock, text
from rjhub.kernel.decisions import allow_if
from rjhub.kernel.ids import new_id
from rjhub.kernel.invalid import Invalid
from rjhub.offers import keeper, policies, queries
from rjhub.offers.models import Entry
from rjhub.offers.vocabulary import Answer, Later, RaisedBy, Said, Source
from rjhub.partnership.models import Staff
from rjhub.people import keeper as keeper_of_people
from rjhub.people import queries as people
from rjhub.people.actions import stopping
from rjhub.people.models import Person
from rjhub.people.vocabulary import Channel
from rjhub.sharing import doors, readers

LONGEST = {"what": 80, "case_reference": 20, "crime_reference": 40}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing that somebody was asked or said."""

    said: Said
    happened_on: date
    source: Source
    channel: Channel | None = None
    raised_by: RaisedBy | None = None
    agency_id: UUID | None = None
    what: str = ""
    case_reference: str = ""
    crime_reference: str = ""
    ask_again_on: date | None = None
    subject_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What an agency did outside of a case, and what the person answered."""

    said: Said
    happened_on: date
    channel: Channel
    raised_by: RaisedBy
    crime_reference: str = ""
    answer: Answer = Answer.NONE
    ask_again_on: date | None = None
    waits_for: Later = Later.NOTHING


@transaction.atomic(savepoint=False)  # what calls goes back whole where this fails
def note(person_id: UUID, line: Line, *, partnership_id: int, by: Staff | None, at: datetime) -> bool:
    """Write a line about somebody, and say whether it is new: the same row of another room is noted once.

    For other actions. Where whoever acts does not see the person (they were told of a case, not of who is in it)
    the program writes it.
    """
    told: dict[str, object] = {name: value for name, value in asdict(line).items() if value not in {None, ""}}
    for name, longest in LONGEST.items():
        told[name] = str(told.get(name, ""))[:longest]
    entry = Entry(id=new_id(), partnership_id=partnership_id)
    noted = keeper.note_offer(entry.id, person_id, told, at=at)
    if noted is None:
        with doors.opened(
            readers.coordinators_of(partnership_id), door="offers:entry", purpose="the program, to note"
        ):
            noted = keeper.note_offer(entry.id, person_id, told, at=at)
    if noted:
        record("offers:entry:note", by=by, subject=entry, partnership=partnership_id)
    return bool(noted)


def note_approaches(person_id: UUID) -> None:
    """Write what agencies did that had asked first, before there was a record of the person. For other actions."""
    keeper.note_approaches(person_id)


@transaction.atomic
def record_offer(person: Person, offer: Offer, *, by: Staff, at: datetime, key: UUID | None = None) -> None:
    """Write down what an agency told or offered somebody, and what they answered. A no counts at once, for everybody.

    What comes with the same key twice is one: a button that was pressed twice.
    Raises Refused if this person may not, and Invalid for days or a reference that cannot be.
    """
    policies.may_record(by).or_refuse()
    _check(offer, today=clock.day_of(at))
    did = Line(
        said=offer.said,
        happened_on=offer.happened_on,
        source=Source.STAFF,
        channel=offer.channel,
        raised_by=offer.raised_by,
        agency_id=by.agency_id,
        crime_reference=text.clean_line(offer.crime_reference),
        subject_id=key,
    )
    keeper_of_people.alone_with_noes(person.partnership_id)  # before any row, as whoever says no does
    people.lock_person(person.id)
    new = note(person.id, did, partnership_id=person.partnership_id, by=by, at=at)
    if not new or offer.answer is Answer.NONE:
        return
    wants_it = offer.answer in {Answer.INTERESTED, Answer.LATER}
    answered = replace(
        did,
        said=Said.INTERESTED if wants_it else Said(offer.answer.value),
        raised_by=RaisedBy.THEMSELF,
        ask_again_on=offer.ask_again_on,
        what=offer.waits_for.value,
    )
    note(person.id, answered, partnership_id=person.partnership_id, by=by, at=at)
    if not wants_it:
        stopping.record_stop(
            person, said_on=offer.happened_on, said_to=by.agency, until=offer.ask_again_on, by=by, at=at
        )


@transaction.atomic
def take_up(entry: Entry, *, by: Staff, at: datetime) -> None:
    """Note that a hub came back to somebody's interest. Raises Refused if this person may not, or somebody has."""
    found = queries.lock_entry(entry)
    policies.may_take_up(by, found).or_refuse()
    allow_if(found.taken_up_at is None, "Somebody has come back to it already.").or_refuse()
    found.taken_up_at, found.taken_up_by = at, by
    found.save(update_fields=["taken_up_at", "taken_up_by"])
    record("offers:entry:take-up", by=by, subject=found, partnership=found.partnership_id)


def _check(offer: Offer, *, today: date) -> None:
    if offer.happened_on > today:
        raise Invalid("Enter the day on which it was: today or earlier.")
    if offer.answer is Answer.NOT_NOW and offer.ask_again_on is None:
        raise Invalid("Enter the day on which they may be asked again.")
    if offer.answer is Answer.LATER and offer.ask_again_on is None:
        raise Invalid("Enter the day on which the hub looks again.")
    if offer.ask_again_on is not None and offer.ask_again_on <= today:
        raise Invalid("Enter a day in the future on which they may be asked again.")
    if len(text.clean_line(offer.crime_reference)) > LONGEST["crime_reference"]:
        raise Invalid("Shorten the crime reference: it can have 40 characters.")
