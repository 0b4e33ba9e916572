"""One step of something written, with its record."""

from datetime import datetime
from typing import Any

from rjhub.audit.recording import record
from rjhub.letters.announcements import LetterChanged
from rjhub.letters.models import Dispatch, Letter
from rjhub.letters.vocabulary import Because, Status, What, Why
from rjhub.partnership.models import Staff
from rjhub.tasks.announcing import announce


def change(letter: Letter, status: Status, *, by: Staff | None, at: datetime, **more: Any) -> Letter:
    """Bring a locked letter to another state, and state that. Inside the action's transaction."""
    before = letter.status
    letter.status, letter.changed_at, letter.changed_by = status, at, by
    for name, value in more.items():
        setattr(letter, name, value)
    letter.save(update_fields=["status", "changed_at", "changed_by", *more])
    record(
        f"letters:letter:{status.value}",
        by=by,
        subject=letter,
        partnership=letter.partnership_id,
        changed=("status",),
    )
    announce(LetterChanged(letter.partnership_id, letter.id, by.id if by else None, before))
    return letter


def stop(letter: Letter, because: Because, *, by: Staff | None, at: datetime) -> Letter:
    """Have a locked letter not sent."""
    return change(letter, Status.STOPPED, by=by, at=at, because=because)


def note_leaving(letter: Letter, *, by: Staff) -> Dispatch:
    """Make the record that a locked letter leaves. The database refuses it against a no, and says when it was."""
    kept = Dispatch.objects.create(
        partnership_id=letter.partnership_id,
        file_id=letter.file_id,
        side=letter.side,
        category=letter.category,
        what=What(letter.way),
        letter=letter,
        person=letter.person,
        why=Why.CONTACT,
        left_at=letter.changed_at,
        by=by,
    )
    record("letters:dispatch:make", by=by, subject=kept, partnership=kept.partnership_id)
    return kept
