"""Sessions in the database, written when they change, and else once in a while and not at every page.

Each request moves the end of a session on. A page that only shows something would write a row and wait for the disk for
that alone, so what moves the end on by less than `ONCE_IN` is not written: a session then ends so much earlier at the
most after the last page, and never later.
"""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session

from rjhub.kernel import clock
from rjhub.kernel.prepared import Prepared

ONCE_IN = timedelta(minutes=1)
_LIVE = Prepared(
    lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now), key=str, now=datetime
)


class SessionStore(db.SessionStore):
    """A session. What was changed in it is always written."""

    _ends_at: datetime | None = None

    def _get_session_from_db(self) -> Any:
        found = _LIVE.first(key=self.session_key or "", now=clock.now())
        if found is None:
            self._session_key = None
        else:
            self._ends_at = found.expire_date
        return found

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 - Django's own
        """Write it, unless nothing changed and its end was moved on a moment ago."""
        if must_create or self.modified or self._ends_at is None or self._is_due(self._ends_at):
            super().save(must_create)
            self._ends_at = None

    def _is_due(self, ends_at: datetime) -> bool:
        return self.get_expiry_date() - ends_at > ONCE_IN

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """The table, which is Django's own."""
        return Session
