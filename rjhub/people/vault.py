"""How people harmed can be reached: encrypted here, kept where the application has no right to any table.

The key never reaches the database. The partnership, the person and the kind are sealed in with each value, so
that a value moved to another person's row does not open.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from secrets import token_bytes
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.db import connection

from rjhub.partnership.models import Staff
from rjhub.people import policies
from rjhub.people.models import Person
from rjhub.people.vocabulary import ContactKind
from rjhub.settings.environment import environment
from rjhub.sharing import doors

_SCHEME = b"\x01"  # AES-256-GCM with a nonce of 12 bytes; another scheme or key takes another byte
_NONCE = 12


class Tampered(Exception):
    """A sealed value does not open: it was changed, is another row's, or was sealed with another key."""


class Whose(Protocol):
    """A person, as far as it takes to bind a value to them."""

    @property
    def partnership_id(self) -> int:
        """Their partnership."""

    @property
    def id(self) -> object:
        """Their identifier."""


@dataclass(frozen=True)
class ContactDetail:
    """One way to reach somebody."""

    kind: ContactKind
    value: str
    since: datetime


def open_contact(person: Person, *, by: Staff | None, purpose: str) -> list[ContactDetail]:
    """Read how a person harmed can be reached. The reading is on record before anything is read.

    Raises Refused if the reader is not granted it, and Tampered if a value is not as it was sealed.
    """
    policies.may_open_contact(by, person).or_refuse()
    reading = doors.current()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT kind, sealed, since FROM vault.open_contact(%s, %s, %s)",
            [person.id, reading.door if reading else "", purpose],
        )
        rows = cursor.fetchall()
    return [
        ContactDetail(ContactKind(kind), _unseal(bytes(sealed), person, kind), since)
        for kind, sealed, since in rows
    ]


def keep(person: Person, kind: ContactKind, value: str | None) -> None:
    """Put a value in the vault in place of the one before; None ends that. For actions only."""
    sealed = None if value is None else seal(value, person, kind)
    with connection.cursor() as cursor:
        cursor.execute("SELECT vault.keep_contact(%s, %s, %s)", [person.id, kind, sealed])


@cache
def _cipher() -> AESGCM:
    kdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"rjhub vault contact")
    return AESGCM(kdf.derive(environment.secret("vault_key").encode()))


def _bound_to(person: Whose, kind: str) -> bytes:
    return f"{person.partnership_id}:{person.id}:{kind}".encode()


def seal(value: str, person: Whose, kind: str) -> bytes:
    """Encrypt a value so that it opens only as this kind of contact of this person."""
    nonce = token_bytes(_NONCE)
    return _SCHEME + nonce + _cipher().encrypt(nonce, value.encode(), _bound_to(person, kind))


def _unseal(sealed: bytes, person: Person, kind: str) -> str:
    scheme, nonce, text = sealed[:1], sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :]
    if scheme != _SCHEME:
        raise Tampered(f"the {kind} of person {person.id} is sealed in an unknown way")
    try:
        return _cipher().decrypt(nonce, text, _bound_to(person, kind)).decode()
    except InvalidTag as error:
        raise Tampered(f"the {kind} of person {person.id} does not open") from error
