"""Readings for tests: what the pages would log, at other times."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from rjhub.audit.models import Consultation
from rjhub.partnership.models import Staff
from rjhub.reading.actions import watching

HELEN, COLIN, PETER = "Helen Marsh", "Colin Ashdown", "Peter Lam"


def read(
    staff: Staff, files: Iterable[UUID], at: datetime, *, door: str = "cases:case", times: int = 1
) -> None:
    """Somebody had these files on a page."""
    Consultation.objects.bulk_create(
        Consultation(
            at=at, partnership_id=staff.partnership_id, staff_id=staff.id, agency_id=staff.agency_id, door=door,
            purpose="page:GET", files=list(files), sides=["neutral"], categories=["casework"], tables=["cases_case"],
        )
        for _ in range(times)
    )  # fmt: skip


def watched(looking: Any, staff: Staff) -> int:
    """Take up the log as if the transactions of this test were over."""
    with looking() as cursor:
        cursor.execute("UPDATE keeper.position_shift SET ahead = ahead + 1000000")
    found = watching.watch(staff.partnership_id)
    with looking() as cursor:
        cursor.execute("UPDATE keeper.position_shift SET ahead = ahead - 1000000")
        cursor.execute("UPDATE keeper.reading_mark SET position = 0")
    return found
