"""The room's work in the background: sending what was sent off, as whoever did."""

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from rjhub.letters import queries
from rjhub.letters.actions import sending
from rjhub.letters.announcements import LetterChanged
from rjhub.letters.vocabulary import Status

AGAIN_IN = 20


def send_later(fact: LetterChanged) -> None:
    """Put what was sent off into the queue, for its time, in the transaction in which somebody sent it off."""
    letter = queries.find_letter(fact.letter_id)
    if letter is None or letter.status != Status.TO_SEND:
        return
    send_written.configure(schedule_at=letter.send_from).defer(
        letter_id=str(letter.id), staff_id=str(fact.staff_id)
    )


# Tried again, it never sends a second time: what may have left is noted as such.
@app.task(name="send_written", retry=RetryStrategy(max_attempts=4, wait=10))
def send_written(letter_id: str, staff_id: str) -> None:
    """Send an e-mail or a text message, as whoever sent it off. May be run again at any point."""
    by = queries.find_sender(UUID(staff_id))
    if by is not None and not sending.send(UUID(letter_id), by=by):
        send_written.configure(schedule_in={"seconds": AGAIN_IN}).defer(
            letter_id=letter_id, staff_id=staff_id
        )
