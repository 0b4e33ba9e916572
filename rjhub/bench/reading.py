"""How long it takes to watch what people read: taking up the log, looking for patterns, counting, and a visit."""

from collections.abc import Callable, Iterator
from statistics import median
from time import perf_counter

from django.db import connections

from rjhub.kernel import clock
from rjhub.partnership import installation
from rjhub.partnership.models import Partnership, Staff
from rjhub.partnership.vocabulary import Role
from rjhub.reading import exposing, queries
from rjhub.reading.actions import watching
from rjhub.reading.queries import Wanted
from rjhub.sharing import doors, readers

VISITS = 20
BUSIEST = """
SELECT s.id FROM partnership_staff s JOIN partnership_hub h ON h.host_id = s.agency_id
JOIN audit_consultation c ON c.staff_id = s.id AND c.partnership_id = s.partnership_id
WHERE s.partnership_id = %s AND s.until IS NULL GROUP BY s.id ORDER BY count(*) DESC LIMIT 1
"""


def measure() -> Iterator[tuple[str, float]]:
    """What was done, and how many seconds it took. The digest of the largest partnership is made anew."""
    with connections["owner"].cursor() as owner:
        owner.execute(
            "SELECT partnership_id FROM audit_consultation GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"
        )
        (partnership,) = owner.fetchone()
        for table in ("reading_mark", "reading_file", "reading_day"):
            owner.execute(f"DELETE FROM keeper.{table} WHERE partnership_id = %s", [partnership])
        owner.execute("SELECT count(*) FROM audit_consultation WHERE partnership_id = %s", [partnership])
        (rows,) = owner.fetchone()
        owner.execute(BUSIEST, [partnership])
        (busiest,) = owner.fetchone()
    yield (
        f"taking up {rows:,} readings of a partnership and looking for patterns",
        _took(lambda: watching.watch(partnership)),
    )
    yield "the same again, with nothing new", _took(lambda: watching.watch(partnership))
    people = f"{Partnership.objects.count()} partnerships"
    yield f"counting how many people each could read, {people}", _took(watching.count_exposure)
    officer = Staff.objects.select_related("agency", "account").get(id=busiest)
    with installation.acts():
        officer.roles.get_or_create(role=Role.INFORMATION_OFFICER, hub=None, ended_at=None)
    with doors.opened(readers.reader_for(officer), door="bench", purpose="bench"):
        for words, asked in _visits(officer):
            yield words, median(_took(asked) for _ in range(VISITS))


def _visits(officer: Staff) -> Iterator[tuple[str, Callable[[], object]]]:
    today = clock.today()
    yield "a visit: the newest 50 readings of an agency", lambda: queries.readings(Wanted(), most=51)
    yield "a visit: of one member of staff", lambda: queries.readings(Wanted(staff_id=officer.id), most=51)
    yield "a visit: what was pointed out", lambda: queries.findings(waiting=True, most=26)
    yield "a visit: exposure over three months", lambda: exposing.days(officer.partnership_id, today)


def _took(do: Callable[[], object]) -> float:
    began = perf_counter()
    do()
    return perf_counter() - began
