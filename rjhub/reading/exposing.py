"""The nightly counts of how many people's records everybody could read."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection
from django.db.models import Max

from rjhub.reading.models import Exposure

MONTH = timedelta(days=30)
SHOWN_DAYS = 90
# Whom the asker may see is the policy of the table, so these lines ask for everything.
_DAYS = """
SELECT day, count(*), percentile_disc(0.5) WITHIN GROUP (ORDER BY harmed + responsible), max(harmed + responsible)
FROM reading_exposure WHERE partnership_id = %s AND day > %s GROUP BY day ORDER BY day
"""


@dataclass(frozen=True)
class Day:
    """A day's count: for how many staff, how many records in the middle, and the most that one of them could read."""

    day: date
    staff: int
    middle: int
    most: int


def newest_day(partnership_id: int) -> date | None:
    """The last day that was counted."""
    found: date | None = Exposure.objects.filter(partnership_id=partnership_id).aggregate(last=Max("day"))[
        "last"
    ]
    return found


def of_day(partnership_id: int, day: date) -> list[Exposure]:
    """Everybody of one day whom the asker may see, whoever could read most first."""
    found = Exposure.objects.filter(partnership_id=partnership_id, day=day).select_related(
        "staff__account", "agency"
    )
    return sorted(found, key=lambda one: (-one.harmed - one.responsible, one.staff.name))


def a_month_before(partnership_id: int, day: date) -> dict[object, int]:
    """What each could read a month earlier, for those who were counted then."""
    found = Exposure.objects.filter(partnership_id=partnership_id, day=day - MONTH)
    return {one.staff_id: one.harmed + one.responsible for one in found}


def days(partnership_id: int, until: date) -> list[Day]:
    """The last three months, day by day."""
    with connection.cursor() as cursor:
        cursor.execute(_DAYS, [partnership_id, until - timedelta(days=SHOWN_DAYS)])
        return [Day(*row) for row in cursor.fetchall()]
