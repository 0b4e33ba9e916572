"""Writing to somebody: choosing words and way, and sending it off or taking it back."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from rjhub.audit.recording import record
from rjhub.kernel.decisions import all_of
from rjhub.kernel.identifiers import telephone
from rjhub.kernel.invalid import Invalid
from rjhub.letters import keeper, policies, words
from rjhub.letters.actions.changing import change
from rjhub.letters.models import Letter
from rjhub.letters.queries import letters_of, lock_letter
from rjhub.letters.vocabulary import OPEN, Occasion, Status
from rjhub.partnership.models import Staff
from rjhub.people.models import Person
from rjhub.people.queries import lock_person
from rjhub.people.vocabulary import Channel
from rjhub.sharing.models import File
from rjhub.sharing.vocabulary import Category

MAY_BE_LATE = timedelta(minutes=30)
"""How long after its time something is still sent. Whoever chose the time knew that it is safe then."""


@dataclass(frozen=True, kw_only=True)
class NewLetter:
    """What somebody is to be written, and how."""

    occasion: Occasion
    way: Channel
    ring: str
    appointment_at: datetime | None = None


@transaction.atomic
def write_letter(
    person: Person, new: NewLetter, *, file: File, by: Staff, at: datetime, key: UUID | None = None
) -> Letter:
    """Write to somebody, in a case. Nothing leaves yet.

    The same key is the same letter. Raises Refused if `by` may not know how to reach them, or if they may not be
    written to in this way now, and Invalid where a telephone number or the time of an appointment is none.
    """
    sent_before = Letter.objects.filter(submission_key=key).first() if key else None
    if sent_before:
        return sent_before
    person = lock_person(person.id)
    all_of(policies.may_write(by, person), policies.can_go_by(new.way)).or_refuse()
    policies.may_be_written_to(person, new.way).or_refuse()
    if words.WORDS[new.occasion, words.NEWEST[new.occasion]].asks_when != (new.appointment_at is not None):
        raise Invalid("Enter when the appointment is, if you remind them of one.")
    made = Letter.objects.create(
        partnership_id=person.partnership_id,
        file=file,
        side=person.side,
        category=Category.SAFETY,
        person=person,
        way=new.way,
        words=new.occasion,
        version=words.NEWEST[new.occasion],
        appointment_at=new.appointment_at,
        ring=telephone.parse(new.ring),
        signed_by=by.name.split()[0],
        written_at=at,
        written_by=by,
        changed_at=at,
        changed_by=by,
        submission_key=key,
    )
    record("letters:letter:write", by=by, subject=made, partnership=made.partnership_id)
    return made


@transaction.atomic
def send_off(letter: Letter, *, by: Staff, at: datetime, when: datetime | None = None) -> Letter:
    """Have an e-mail or a text message sent, now or at a time at which it is safe. Raises Refused, and Invalid."""
    letter = held(letter)
    policies.may_handle(by, letter, Status.WRITTEN).or_refuse()
    all_of(policies.can_go_by(Channel(letter.way)), policies.may_go_on(letter)).or_refuse()
    if when is not None and not at <= when <= at + timedelta(days=14):
        raise Invalid("Enter a time within the next 14 days.")
    if letter.appointment_at and (when or at) >= letter.appointment_at:
        raise Invalid("Enter a time before the appointment.")
    return change(
        letter,
        Status.TO_SEND,
        by=by,
        at=at,
        send_from=when or at,
        send_until=(when or at) + MAY_BE_LATE,
    )


@transaction.atomic
def take_back(letter: Letter, *, by: Staff, at: datetime) -> Letter:
    """Take back what has not gone yet. Raises Refused."""
    letter = held(letter)
    policies.may_handle(by, letter, *OPEN).or_refuse()
    return change(letter, Status.TAKEN_BACK, by=by, at=at)


@transaction.atomic
def take_back_what_waits(file: File | UUID, *, by: Staff, at: datetime) -> None:
    """Take back everything of a case that has not gone yet, for when the case ends. As far as `by` sees it."""
    for waiting in letters_of(file):
        if waiting.status in OPEN:
            change(lock_letter(waiting), Status.TAKEN_BACK, by=by, at=at)


def held(letter: Letter) -> Letter:
    """Something written, with nobody able to say no or to change how they are reached until this is over.

    Everybody takes these three in one order: the person, the noes, the letter.
    """
    lock_person(letter.person_id)
    keeper.after_the_noes(letter.partnership_id)
    return lock_letter(letter)
