"""The nightly check: records that are new or changed are compared with the whole register. It only proposes."""

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from rjhub.kernel import clock
from rjhub.matching.actions import looking
from rjhub.matching.models import NightlyCheck, Pair
from rjhub.matching.vocabulary import Because
from rjhub.partnership.models import Partnership
from rjhub.people import queries as people
from rjhub.sharing import doors, readers

AT_A_TIME = 50
MOST_AT_ONCE = 20_000
# Keys get their numbers before their transaction is over, so the last ones of the check before are looked at again.
_AGAIN = 2_000


def check_everywhere(*, at: datetime) -> int:
    """Check every partnership. Answers how many pairs wait that did not before."""
    return sum(check(each.id, at=at) for each in Partnership.objects.order_by("id"))


def check(partnership_id: int, *, at: datetime) -> int:
    """Compare what changed since the last check that came to its end; what one check does not finish the next does."""
    last = NightlyCheck.objects.filter(partnership_id=partnership_id, ended_at__isnull=False)
    since = max(last.order_by("-id").values_list("upto", flat=True).first() or 0, 0)
    changed = _changed(partnership_id, max(since - _AGAIN, 0))
    run = NightlyCheck.objects.create(
        partnership_id=partnership_id, began_at=at, upto=max([since, *(upto for _, upto in changed)])
    )
    for start in range(0, len(changed), AT_A_TIME):
        _look_at([person_id for person_id, _ in changed[start : start + AT_A_TIME]], run, at=at)
    run.ended_at = clock.now()
    run.save(update_fields=["ended_at", "looked_at", "proposed"])
    return run.proposed


def _changed(partnership_id: int, since: int) -> list[tuple[UUID, int]]:
    with (
        doors.opened(
            readers.coordinators_of(partnership_id), door="matching:night", purpose="duplicate check"
        ),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT person_id, upto FROM keeper.people_changed(%s, %s)", [since, MOST_AT_ONCE])
        return list(cursor.fetchall())


def _look_at(ids: list[UUID], run: NightlyCheck, *, at: datetime) -> None:
    reader = readers.coordinators_of(run.partnership_id)
    with doors.opened(reader, door="matching:night", purpose="duplicate check"), transaction.atomic():
        proposed = Pair.objects.filter(partnership_id=run.partnership_id, because=Because.NIGHT)
        before = proposed.count()
        for person in sorted(people.find_people(ids).values(), key=lambda one: one.id):
            looking.look_for(person, because=Because.NIGHT, at=at)
            run.looked_at += 1
        run.proposed += proposed.count() - before
