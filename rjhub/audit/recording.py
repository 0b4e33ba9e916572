"""The one way to write an audit entry. Only actions call it, inside their transaction."""

import re
from collections.abc import Iterable
from typing import Protocol
from uuid import UUID

from rjhub.audit.models import Entry


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
    Entry.objects.bulk_create(
        Entry(
            partnership_id=partnership,
            tag=tag,
            staff_id=by.id if by else None,
            agency_id=by.agency_id if by else None,
            subject_kind=type(subject).__name__,
            subject_id=str(subject.pk),
            file_id=getattr(subject, "file_id", None),
            changed=list(changed),
        )
        for subject in subjects
    )
