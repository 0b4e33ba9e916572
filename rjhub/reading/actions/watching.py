"""What the program does by itself: takes up what was logged, points out patterns, and counts who could read whom."""

import json
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import connection, transaction

from rjhub.kernel import clock, text, working_days
from rjhub.partnership.models import Partnership, Staff
from rjhub.sharing import doors
from rjhub.sharing.doors import Reader

KEPT_DAYS = 120


@dataclass(frozen=True)
class Limits:
    """From where on something is pointed out. `rjhub prove snoopers` measures what they find, and whom they bother."""

    days: int = 60  # how far back "usual" looks
    fewest_days: int = 5  # with fewer, nothing is known of what is usual
    distances: float = 5.0  # how many spreads from the middle
    bulk_floor: int = 20
    missed_floor: int = 8
    no_task_floor: int = 4
    hours_floor: int = 3
    hours_usual: float = 0.1  # on more of their days than this, working at such hours is usual for them
    returning_days: int = 3
    conflict_days: int = 2
    conflict_times: int = 6
    tries_floor: int = 6
    tries_share: float = (
        0.25  # of all that they added and changed on that day: a list that is typed in has some, too
    )
    tries_changes: int = 3  # who somebody is was changed so often in one record
    common_one_in: int = 1_000  # a surname is common when so many share it


LIMITS = Limits()


def watch_everywhere() -> int:
    """Take up what was read since the last time in every partnership, and point out what is unusual in it."""
    return sum(watch(each.id) for each in Partnership.objects.order_by("id"))


def watch(partnership_id: int, limits: Limits = LIMITS) -> int:
    """The same for one. Answers how many findings were written or grew."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT keeper.digest_reading(%s::smallint, %s::date[], %s)",
            [partnership_id, _holidays(clock.today()), KEPT_DAYS],
        )
    # A transaction of its own: what was taken up stays so, whatever looking for patterns takes.
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT keeper.point_out(%s::smallint, %s::jsonb, %s::jsonb)",
            [partnership_id, json.dumps(_surnames(partnership_id)), json.dumps(asdict(limits))],
        )
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def count_exposure() -> int:
    """Count for everybody how many people's records they could read now. Answers for how many people at work."""
    counted = 0
    for each in Partnership.objects.order_by("id"):
        # As nobody: grants that ran out end as the door opens, so that they are not counted.
        with (
            doors.opened(Reader(partnership_id=each.id, principals=()), door="reading", purpose="exposure"),
            connection.cursor() as cursor,
        ):
            cursor.execute("SELECT keeper.note_exposure(%s::smallint)", [each.id])
            row = cursor.fetchone()
        counted += int(row[0]) if row else 0
    return counted


def _holidays(today: date) -> list[date]:
    """The bank holidays of the days that the digest keeps."""
    years = {today.year, (today - timedelta(days=KEPT_DAYS)).year}
    return sorted(day for year in years for day in working_days.bank_holidays(year))


def _surnames(partnership_id: int) -> dict[str, list[str]]:
    staff = Staff.objects.filter(partnership_id=partnership_id).values_list("id", "account__name")
    return {str(id_): surnames_in(name) for id_, name in _named(list(staff))}


def _named(staff: list[tuple[UUID, str]]) -> list[tuple[UUID, str]]:
    return [(id_, name) for id_, name in staff if surnames_in(name)]


def surnames_in(name: str) -> list[str]:
    """The surname in a whole name as lists of people spell it, and each half of a double one."""
    last = text.sort_key(name.rsplit(maxsplit=1)[-1]) if name.split() else ""
    return sorted({last, *last.split()} - {""})
