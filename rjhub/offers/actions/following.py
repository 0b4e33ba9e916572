"""What follows in the ledger from what rooms below announce."""

from rjhub.kernel import clock
from rjhub.letters import queries as written
from rjhub.letters.announcements import LetterChanged
from rjhub.letters.vocabulary import Occasion, Status
from rjhub.offers import keeper
from rjhub.offers.actions.noting import Line, note
from rjhub.offers.vocabulary import RaisedBy, Said, Source
from rjhub.people.announcements import PersonFact
from rjhub.people.vocabulary import Channel


def note_noes(fact: PersonFact) -> None:
    """Have a no, or that it was taken back, stand in the ledger, whoever took it."""
    keeper.note_noes(fact.person_id)


def note_letter(fact: LetterChanged) -> None:
    """Have what was sent or posted to somebody stand in their ledger."""
    letter = written.find_letter(fact.letter_id)
    if letter is None or letter.status not in {Status.SENT, Status.POSTED}:
        return
    by = letter.changed_by
    line = Line(
        said=Said.OFFERED if letter.words == Occasion.OFFER else Said.CONTACTED,
        happened_on=clock.day_of(letter.changed_at),
        source=Source.LETTER,
        channel=Channel(letter.way),
        raised_by=RaisedBy.AGENCY,
        agency_id=by.agency_id if by else None,
        subject_id=letter.id,
    )
    note(letter.person_id, line, partnership_id=letter.partnership_id, by=by, at=letter.changed_at)
