"""The one way to write an audit entry. Only actions call it, inside their transaction."""

import re
from collections.abc import Iterable
from typing import Any, Protocol
from uuid import UUID

from django.db import connection

# Written whenever anything is done, so without the way through a model.
_RECORDED = """
INSERT INTO audit_entry
    (partnership_id, tag, staff_id, agency_id, changed, subject_kind, subject_id, file_id)
SELECT %s, %s, %s, %s, %s, one.kind, one.id, one.file
FROM unnest(%s::text[], %s::text[], %s::uuid[]) AS one (kind, id, file)
"""


class Doer(Protocol):
    """Whoever acts: a member of staff, who acts for one agency of one partnership."""

    @property
    def id(self) -> UUID:
        """Who."""

    @property
    def agency_id(self) -> UUID:
        """For which agency."""

    @property
    def partnership_id(self) -> int:
        """In which partnership."""


class Subject(Protocol):
    """Whatever was acted on."""

    @property
    def pk(self) -> object:
        """Which one."""


def record(
    tag: str, *, by: Doer | None, subject: Subject, partnership: int, changed: tuple[str, ...] = ()
) -> None:
    """Record that something was done. `tag` is room:noun:verb. Raises ValueError if the tag is of another form."""
    record_all(tag, by=by, subjects=(subject,), partnership=partnership, changed=changed)


def record_all(
    tag: str, *, by: Doer | None, subjects: Iterable[Subject], partnership: int, changed: tuple[str, ...] = ()
) -> None:
    """Record that the same was done to several things, in one statement. Raises ValueError like `record`."""
    if not re.fullmatch(r"[\w-]+:[\w-]+:[\w-]+", tag):
        message = f"{tag!r} is not room:noun:verb"
        raise ValueError(message)
    every = tuple(subjects)
    values: list[Any] = [
        partnership,
        tag,
        by.id if by else None,
        by.agency_id if by else None,
        list(changed),
        [type(one).__name__ for one in every],
        [str(one.pk) for one in every],
        [getattr(one, "file_id", None) for one in every],
    ]
    with connection.cursor() as cursor:
        cursor.execute(_RECORDED, values)
