"""What happens on a case: one call writes the audit entry, the line of the timeline, and when the case last changed.

Every tag has a sentence for the timeline, in the module of the part of the work that it belongs to. An unknown tag is
refused, so nothing can happen without words for it.
"""

from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.db import connection

from rjhub.audit.recording import record
from rjhub.cases import pathways
from rjhub.cases.announcements import CaseHappened
from rjhub.cases.happenings import bringing_together, coordination, court, gathering
from rjhub.cases.models import Case, Event
from rjhub.design.words import capital
from rjhub.kernel.ids import new_id
from rjhub.partnership.models import Staff
from rjhub.sharing.vocabulary import Category, Side
from rjhub.tasks.announcing import announce

SENTENCES: dict[str, str] = {
    **coordination.SENTENCES,
    **gathering.SENTENCES,
    **bringing_together.SENTENCES,
    **court.SENTENCES,
}

# Written whenever anything happens on a case, so without the way through a model, and in one statement.
_HAPPENED = """
WITH touched AS (
    UPDATE cases_case SET updated_at = %(at)s WHERE partnership_id = %(partnership)s AND id = %(case)s)
INSERT INTO cases_event
    (partnership_id, id, file_id, side, category, acl, case_id, tag, detail, at, by_id, subject_id)
VALUES (%(partnership)s, %(id)s, %(file)s, %(side)s, %(category)s, '{}', %(case)s, %(tag)s, %(detail)s, %(at)s, %(by)s,
    %(subject)s)
"""


class Row(Protocol):
    """Any protected row of a case: the line of the timeline is seen by whoever may see it."""

    id: UUID
    side: str
    category: str

    @property
    def pk(self) -> object:
        """Which one."""


def happened(
    tag: str,
    *,
    case: Case,
    by: Staff | None,
    at: datetime,
    row: Row | None = None,
    detail: str = "",
    changed: tuple[str, ...] = (),
) -> None:
    """Record that something happened on a case. Call it inside the action's transaction.

    `detail` is a code or a label for the sentence, never a narrative or a name. Raises KeyError for a tag that has
    no sentence.
    """
    SENTENCES[tag]
    subject = row if row is not None else case
    record(tag, by=by, subject=subject, partnership=case.partnership_id, changed=changed)
    line: dict[str, Any] = {
        "partnership": case.partnership_id,
        "id": new_id(),
        "file": case.file_id,
        "case": case.id,
        "side": str(row.side if row is not None else Side.NEUTRAL),
        "category": str(row.category if row is not None else Category.CASEWORK),
        "tag": tag,
        "detail": detail,
        "at": at,
        "by": by.id if by else None,
        "subject": subject.id,
    }
    with connection.cursor() as cursor:
        cursor.execute(_HAPPENED, line)
    announce(CaseHappened(case.partnership_id, tag, subject, by, at))


def sentence(event: Event, case: Case) -> str:
    """The line of the timeline for an event of a case, in plain words and those of its pathway."""
    side = "both sides" if event.side == Side.NEUTRAL else f"the {event.get_side_display()}"
    said = pathways.in_words_of(case, SENTENCES[event.tag].format(detail=event.detail, side=side))
    return capital(said)
