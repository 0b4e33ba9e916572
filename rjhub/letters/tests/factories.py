"""People to whom something can be written, in Sussex, known to its coordinator at Bognor Regis."""

from datetime import timedelta
from typing import Any

from rjhub.kernel import clock
from rjhub.letters.actions import writing
from rjhub.letters.actions.writing import NewLetter
from rjhub.letters.models import Letter
from rjhub.letters.vocabulary import Occasion
from rjhub.partnership.models import Staff
from rjhub.people.actions import safe_contact
from rjhub.people.actions.safe_contact import SafeWays
from rjhub.people.models import Person
from rjhub.people.tests.factories import darren, rosa
from rjhub.people.vocabulary import Channel

RING = "01632 960123"
EVERY_WAY = (Channel.EMAIL, Channel.LETTER, Channel.TEXT)
ROSAS_EMAIL, ROSAS_MOBILE = "rosa@delacroix.example", "447700900321"


def asked(person: Person, *ways: Channel, by: Staff, ago: timedelta = timedelta()) -> None:
    """Somebody asked them which ways are safe."""
    chosen = ways or EVERY_WAY
    safe_contact.confirm_safe_contact(
        person,
        ways=SafeWays(channels=chosen, safe_to_write=Channel.LETTER in chosen),
        by=by,
        at=clock.now() - ago,
    )


def rosa_who_was_asked(by: Staff, *also: Staff) -> Person:
    """Rosa was harmed; every way of writing to her is safe."""
    person = rosa(by, *also)
    asked(person, by=by)
    return person


def darren_who_was_asked(by: Staff, *also: Staff) -> Person:
    """Darren is responsible; letters are safe for him. He has neither mobile nor e-mail."""
    person = darren(by, *also)
    asked(person, by=by)
    return person


def a_letter(person: Person, by: Staff, way: Channel = Channel.EMAIL, **more: Any) -> Letter:
    """Something written to them, and not sent yet."""
    new = NewLetter(**{"occasion": Occasion.PLEASE_RING, "way": way, "ring": RING} | more)
    return writing.write_letter(person, new, file=person.file, by=by, at=clock.now())


def sent_off(person: Person, by: Staff, way: Channel = Channel.EMAIL) -> Letter:
    """Something written and sent off, which waits for its turn."""
    return writing.send_off(a_letter(person, by, way), by=by, at=clock.now())
