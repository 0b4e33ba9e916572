"""Sessions in the database, under a digest of the key that the browser holds, and not written at every page.

Whoever reads the table can neither take a session over nor move what one says to another: the table never holds a key,
and what it holds is signed together with the digest under which it stands.

Each request moves the end of a session on. A page that only shows something would write a row and wait for the disk for
that alone, so what moves the end on by less than `ONCE_IN` is not written: a session then ends so much earlier at the
most after the last page, and never later.
"""

from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session

from rjhub.kernel import clock, connecting
from rjhub.kernel.prepared import Prepared

ONCE_IN = timedelta(minutes=1)
_LIVE = Prepared(
    lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now), key=str, now=datetime
)


def digest_of(key: str) -> str:
    """Under what a session stands in the table: 160 bits, as wide as its column."""
    return blake2b(key.encode(), digest_size=20, person=b"rjhub session").hexdigest()


class SessionStore(db.SessionStore):
    """A session. What was changed in it is always written. `session_key` is what the browser holds."""

    _ends_at: datetime | None = None

    @property
    def key_salt(self) -> str:
        """What the data is signed with besides the program's key, so that it counts in its own row only."""
        return f"rjhub.partnership.sessions:{digest_of(self.session_key or '')}"

    def _get_session_from_db(self) -> Any:
        with connecting.signed_in_as(connecting.FRONT):
            found = _LIVE.first(key=digest_of(self.session_key or ""), now=clock.now())
        if found is None:
            self._session_key = None
        else:
            self._ends_at = found.expire_date
        return found

    def exists(self, session_key: str) -> bool:
        """Whether there is a session with this key."""
        with connecting.signed_in_as(connecting.FRONT):
            return super().exists(digest_of(session_key))

    def create_model_instance(self, data: Any) -> Session:
        """The row of this session as it is now."""
        key = self._get_or_create_session_key()  # type: ignore[attr-defined] # what the stubs leave out
        return Session(
            session_key=digest_of(key), session_data=self.encode(data), expire_date=self.get_expiry_date()
        )

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 - Django's own
        """Write it, unless nothing changed and its end was moved on a moment ago."""
        if must_create or self.modified or self._ends_at is None or self._is_due(self._ends_at):
            with connecting.signed_in_as(connecting.FRONT):
                super().save(must_create)
            self._ends_at = None

    def _is_due(self, ends_at: datetime) -> bool:
        return self.get_expiry_date() - ends_at > ONCE_IN

    def delete(self, session_key: str | None = None) -> None:
        """End the session with this key, or this one."""
        key = session_key or self.session_key
        if key:
            with connecting.signed_in_as(connecting.FRONT):
                Session.objects.filter(session_key=digest_of(key)).delete()

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """The table, which is Django's own."""
        return Session
