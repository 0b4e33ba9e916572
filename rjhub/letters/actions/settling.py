"""What has not gone yet is stopped as soon as somebody says no or how to reach them changes, or its time has passed."""

from datetime import datetime, timedelta

from django.db import transaction

from rjhub.kernel import clock
from rjhub.letters import keeper, queries
from rjhub.letters.actions.changing import stop
from rjhub.letters.vocabulary import Because
from rjhub.partnership.models import Partnership
from rjhub.people.announcements import PersonFact
from rjhub.sharing import doors, readers

DOOR = "letters:settling"
KEPT = timedelta(days=14)


def stop_what_waits(fact: PersonFact) -> None:
    """Stop what waits for somebody, as far as it may not go any more. The program acts for the hubs.

    Where the program itself may not see it, and on other records of the same human being, it is stopped when its turn
    comes: the database looks again at that moment.
    """
    reader = readers.coordinators_of(fact.partnership_id)
    with doors.opened(reader, door=DOOR, purpose="the program, after a change"):
        for waiting in queries.open_letters_to(fact.person_id):
            letter = queries.lock_letter(waiting)
            because = keeper.stands_against(letter.id)
            if because is not None and because is not Because.TOO_EARLY:
                stop(letter, because, by=None, at=clock.now())


def stop_what_is_late(*, at: datetime) -> int:
    """Stop what was to be sent by now, and letters that were written too long ago to be posted. Answers how many."""
    return sum(_late_in(partnership, at) for partnership in Partnership.objects.order_by("id"))


@transaction.atomic
def _late_in(partnership: Partnership, at: datetime) -> int:
    late = 0
    reader = readers.coordinators_of(partnership.id)
    with doors.opened(reader, door=DOOR, purpose="the program, to stop what is late"):
        for waiting in queries.overdue(partnership.id, at=at, written_before=at - KEPT):
            letter = queries.lock_letter(waiting)
            stop(letter, Because.TOO_LATE, by=None, at=at)
            late += 1
    return late
