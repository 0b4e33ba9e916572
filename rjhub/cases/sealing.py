"""Documents as they stand in the database: encrypted, and recognised by a digest that says nothing without the key.

The keys never reach the database. Partnership, case and row are sealed in with each document, so that one which is
moved to another row does not open.
"""

import hmac
from functools import cache
from hashlib import sha256
from secrets import token_bytes
from typing import Any, Protocol
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from rjhub.settings.environment import environment

_SCHEME = b"\x01"  # AES-256-GCM with a nonce of 12 bytes; another scheme or key takes another byte
_NONCE = 12


class Sealed(Protocol):
    """A row of a case that holds a document."""

    id: UUID
    partnership_id: int
    case_id: Any
    sealed: Any


class Tampered(Exception):
    """A document does not open: it was changed, is another row's, or was sealed with another key."""


def seal(content: bytes, row: Sealed) -> bytes:
    """Encrypt the content of a document, bound to its row."""
    nonce = token_bytes(_NONCE)
    return _SCHEME + nonce + _cipher().encrypt(nonce, content, _bound_to(row))


def unseal(row: Sealed) -> bytes:
    """The content of a document. Raises Tampered if it does not open."""
    sealed = bytes(row.sealed)
    scheme, nonce, content = sealed[:1], sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :]
    if scheme != _SCHEME:
        raise Tampered(f"the document of {row.id} is sealed in an unknown way")
    try:
        return _cipher().decrypt(nonce, content, _bound_to(row))
    except InvalidTag as error:
        raise Tampered(f"the document of {row.id} does not open") from error


def digest(content: bytes, case_id: object) -> bytes:
    """By what the same upload is recognised within a case, and in no other."""
    return hmac.new(_key(b"rjhub cases document digests"), str(case_id).encode() + content, sha256).digest()


def _bound_to(row: Sealed) -> bytes:
    return f"{row.partnership_id}:{row.case_id}:{row.id}".encode()


@cache
def _cipher() -> AESGCM:
    return AESGCM(_key(b"rjhub cases documents"))


@cache
def _key(use: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=use).derive(
        environment.secret("vault_key").encode()
    )
