"""The program itself says who works where: a command on the server, before an agency has anybody who may.

The database asks of every statement whether whoever acts may (`rjhub.sharing.standing`). What a command does has
nobody who acts, so the program signs it: for one transaction, so that whoever reads the signature has nothing.
"""

import hmac
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, wraps
from hashlib import sha256
from typing import TYPE_CHECKING, ParamSpec, TypeVar, cast

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.db import connection, transaction

from rjhub.settings.environment import environment

if TYPE_CHECKING:
    from rjhub.partnership.models import Staff

Given = ParamSpec("Given")
Answer = TypeVar("Answer")
_NOW = "SELECT pg_current_xact_id()::text, coalesce(current_setting('app.installation', true), '')"


@cache
def key() -> bytes:
    """What the installation signs with whatever the database is to believe."""
    secret = environment.secret("secret_key").encode()
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"rjhub who asks").derive(secret)


def signed(transaction_id: str) -> str:
    """That the installation writes, as the database takes it in the setting `app.installation`, in one transaction."""
    who = f"installation;{transaction_id}"
    return f"{hmac.new(key(), who.encode(), sha256).hexdigest()} {who}"


@contextmanager
def acts(by: "Staff | None" = None) -> Iterator[None]:
    """Vouch for what is written inside, in one transaction, unless a member of staff does it: they vouch for it."""
    if by is not None:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_NOW)
            number, before = cursor.fetchone() or ("", "")
        _say(signed(number))
        yield
        _say(before)


def or_staff(action: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Vouch for an action where nobody of staff does it: its `by` is None."""

    @wraps(action)
    def done(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
        with acts(cast("Staff | None", kwargs["by"])):
            return action(*args, **kwargs)

    return done


def _say(signed: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.installation', %s, true)", [signed])
