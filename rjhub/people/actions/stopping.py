"""A no: somebody asked not to be contacted. It holds for every agency until they themself ask otherwise."""

from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction

from rjhub.audit.recording import record
from rjhub.kernel import clock
from rjhub.kernel.invalid import Invalid
from rjhub.partnership.models import Agency, Staff
from rjhub.people import keeper, policies, queries
from rjhub.people.actions import wording
from rjhub.people.announcements import StopLifted, StopRecorded
from rjhub.people.models import Person, Stop
from rjhub.people.vocabulary import Channel
from rjhub.sharing.vocabulary import Category
from rjhub.tasks.announcing import announce


@transaction.atomic
def record_stop(
    person: Person,
    *,
    said_on: date,
    said_to: Agency | None,
    by: Staff | None,
    at: datetime,
    channel: Channel | None = None,
    until: date | None = None,
    narrow: Callable[[Stop], None] | None = None,
) -> Stop:
    """Keep that somebody said no. Without channel and date it is the widest: no contact at all, by anybody.

    `until` is for "not now, ask me on that day". Nobody who sees the person is refused: a no is always taken,
    also from somebody who may not read the earlier ones. `narrow` is for a room above that knows of more than ways and
    days: it is called before the no is kept. Raises Invalid for days that cannot be.
    """
    _check_days(said_on, until, clock.day_of(at))
    stop = Stop(
        **person.row_of(Category.SAFETY),
        channel=channel or "",
        said_on=said_on,
        said_to=said_to,
        until=until,
        recorded_by=by,
        recorded_at=at,
    )
    if narrow is not None:
        narrow(stop)
    keeper.record_stop(stop)
    record("people:stop:record", by=by, subject=stop, partnership=person.partnership_id)
    announce(StopRecorded(person.partnership_id, person.id))
    return stop


@transaction.atomic
def lift_stop(stop: Stop, *, asked_on: date, how_they_asked: str, by: Staff, at: datetime) -> Stop:
    """Note that the person themself asked for contact again, and how.

    Nobody else's wish lifts a stop. Raises Refused, and Invalid where it does not say how or when they asked.
    """
    keeper.alone_with_noes(stop.partnership_id)
    person = queries.lock_person(stop.person_id)
    stop = Stop.objects.select_for_update().get(id=stop.id)
    stop.person = person
    policies.may_lift_stop(by, stop).or_refuse()
    how = wording.reason(Stop, "how_they_asked", how_they_asked)
    if not stop.said_on <= asked_on <= clock.day_of(at):
        raise Invalid("Enter the day on which they asked: after they said no, and not in the future.")
    stop.lifted_at, stop.lifted_by, stop.asked_again_on, stop.how_they_asked = at, by, asked_on, how
    stop.save(update_fields=["lifted_at", "lifted_by", "asked_again_on", "how_they_asked"])
    record("people:stop:lift", by=by, subject=stop, partnership=person.partnership_id)
    announce(StopLifted(person.partnership_id, person.id))
    return stop


def _check_days(said_on: date, until: date | None, today: date) -> None:
    if said_on > today:
        raise Invalid("Enter the day on which they said it: today or earlier.")
    if until is not None and until <= today:
        raise Invalid("Enter a day in the future on which they may be asked again, or leave it empty.")
