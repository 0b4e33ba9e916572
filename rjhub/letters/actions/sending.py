"""Sending an e-mail or a text message: recorded in one transaction with the look whether it may be, then handed over.

The second look happens in the transaction that hands it to the mail server and waits for its answer. Whoever records a
no, or changes how somebody is reached, waits for that; so nothing leaves after a no has been kept. What was cut off in
between is never sent again: it may have left.
"""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from rjhub.kernel import clock
from rjhub.letters import keeper, linking, queries
from rjhub.letters.actions.addressing import address_of
from rjhub.letters.actions.changing import change, note_leaving, stop
from rjhub.letters.actions.writing import held
from rjhub.letters.models import Letter
from rjhub.letters.vocabulary import Because, Status
from rjhub.outbound.carrying import carry
from rjhub.partnership.models import Staff
from rjhub.people import policies as people
from rjhub.people.vocabulary import Channel
from rjhub.sharing import doors, readers
from rjhub.sharing.doors import Reader
from rjhub.sharing.vocabulary import Category

DOOR = "letters:sending"


@dataclass(frozen=True)
class OnItsWay:
    """Something of which it is on record that it leaves."""

    letter: Letter
    address: str


def send(letter_id: UUID, *, by: Staff) -> bool:
    """Send what somebody sent off, with what they may know at this moment. May be run again at any point.

    Answers whether that is settled; if not, its time has not come.
    """
    reader = readers.reader_for(by) if by.may_act_at(clock.now()) else None
    leaving = _record(reader, letter_id, by) if reader else None
    if leaving:
        with doors.opened(readers.reader_for(by), door=DOOR, purpose="send what was written"):
            hand_over(leaving, by=by)
    elif reader is None or not _waits(reader, letter_id):
        _give_up(letter_id, by)
    else:
        return False
    return True


def _record(reader: Reader, letter_id: UUID, by: Staff) -> OnItsWay | None:
    with doors.opened(reader, door=DOOR, purpose="send what was written"):
        letter = queries.find_letter(letter_id)
        return begin(letter, by=by) if letter else None


def begin(letter: Letter, *, by: Staff) -> OnItsWay | None:
    """Put on record that something leaves, if it still may, and draw the address. None if it does not leave."""
    letter, at = held(letter), clock.now()
    if letter.status == Status.LEAVING:
        change(letter, Status.NOT_KNOWN, by=by, at=at)
        return None
    if letter.status != Status.TO_SEND:
        return None
    because = keeper.stands_against(letter.id)
    if because is None and not people.may_work_on(letter.person, Category.CONTACT, Category.SAFETY):
        because = Because.WRITER_GONE
    if because is Because.TOO_EARLY:
        return None  # the clock of the database is a little behind: it stays in the queue
    if because is not None:
        stop(letter, because, by=by, at=at)
        return None
    note_leaving(letter, by=by)
    address = address_of(letter, by=by, purpose="To send what was written")
    change(letter, Status.LEAVING, by=by, at=at)
    return OnItsWay(letter, address or "")


def hand_over(leaving: OnItsWay, *, by: Staff) -> None:
    """Hand it to the mail server, if nothing came between, and note what became of it."""
    letter, at = held(leaving.letter), clock.now()
    if letter.status != Status.LEAVING:
        return
    because = keeper.stands_against(letter.id)
    if because is not None:
        stop(letter, because, by=by, at=at)
        return
    try:
        link = linking.link_for(letter)
    except linking.NoLink:
        stop(letter, Because.TOO_LATE, by=by, at=at)
        return
    took = _carry(letter, leaving.address, link)
    change(letter, Status.SENT if took else Status.COULD_NOT, by=by, at=at)


def _carry(letter: Letter, address: str, link: str) -> bool:
    said = queries.words_of(letter, link=link)
    to = settings.TEXTS_BY_MAIL.format(number=address.lstrip("+")) if letter.way == Channel.TEXT else address
    return carry(
        to,
        subject=said.subject,
        body=f"{said.body}\n",
        sender=settings.MAIL_FROM_TO_PEOPLE,
        what=f"{letter.way} of the letters room",
    )


def _waits(reader: Reader, letter_id: UUID) -> bool:
    with doors.opened(reader, door=DOOR, purpose="send what was written"):
        letter = queries.find_letter(letter_id)
        return letter is not None and letter.status == Status.TO_SEND


def _give_up(letter_id: UUID, by: Staff) -> None:
    """As the program: whoever sent it off may not see it any more."""
    with doors.opened(
        readers.coordinators_of(by.partnership_id), door=DOOR, purpose="the program, to stop it"
    ):
        letter = queries.find_letter(letter_id)
        letter = held(letter) if letter else None
        if letter and letter.status == Status.TO_SEND:
            stop(letter, Because.WRITER_GONE, by=None, at=clock.now())
        elif letter and letter.status == Status.LEAVING:
            change(letter, Status.NOT_KNOWN, by=None, at=clock.now())
