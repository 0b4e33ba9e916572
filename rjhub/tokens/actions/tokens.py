"""Making a token for oneself, and ending one."""

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db import InternalError, ProgrammingError, transaction

from rjhub.audit.recording import record
from rjhub.kernel.decisions import Refused
from rjhub.kernel.ids import new_id
from rjhub.partnership.models import Staff
from rjhub.tokens import keeper, policies

BEGINS = "rjh_"


@dataclass(frozen=True)
class Token:
    """A token that was made. Its words are shown once, and stand nowhere."""

    pk: UUID
    words: str = field(repr=False)


@dataclass(frozen=True)
class Ended:
    """What the log names."""

    pk: UUID


@transaction.atomic
def make_token(*, name: str, days: int, by: Staff, at: datetime) -> Token:
    """Make a token with which a program asks as this member of staff, for this agency and its side.

    Raises Refused if they have too many.
    """
    policies.may_make_token(by, has=len(keeper.tokens())).or_refuse()
    token = Token(new_id(), BEGINS + secrets.token_urlsafe(32))
    keeper.make(token.pk, digest_of(token.words), name=name, until=at + timedelta(days=days))
    record("tokens:token:make", by=by, subject=token, partnership=by.partnership_id)
    return token


@transaction.atomic
def end_token(token: UUID, *, by: Staff) -> None:
    """End a token; it counts at its next request. Raises Refused for one that is not theirs to end."""
    try:
        with transaction.atomic():
            keeper.end(token)
    except (ProgrammingError, InternalError) as error:
        raise Refused("This token has ended already, or it is not yours to end.") from error
    record("tokens:token:end", by=by, subject=Ended(token), partnership=by.partnership_id)


def digest_of(words: str) -> bytes:
    """What the database keeps of a token: of 256 random bits nobody finds the token again."""
    return hashlib.sha256(words.encode()).digest()
