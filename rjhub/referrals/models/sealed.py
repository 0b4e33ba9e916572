"""Text that stands encrypted in the database: what somebody has typed and not sent yet."""

import json
import secrets
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from rjhub.settings.environment import environment

NONCE = 12


def seal(content: Any, *, bound_to: object) -> bytes:
    """Encrypt something that JSON can hold. It opens only for the row that it is bound to."""
    nonce = secrets.token_bytes(NONCE)
    plain = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    return nonce + _cipher().encrypt(nonce, plain, str(bound_to).encode())


def unseal(sealed: bytes | memoryview, *, bound_to: object) -> Any:
    """Read it back. Raises InvalidTag if it was changed, moved to another row, or sealed with another key."""
    sealed = bytes(sealed)
    plain = _cipher().decrypt(sealed[:NONCE], sealed[NONCE:], str(bound_to).encode())
    return json.loads(plain)


@cache
def _cipher() -> AESGCM:
    secret = environment.secret("vault_key").encode()
    return AESGCM(
        HKDF(algorithm=SHA256(), length=32, salt=None, info=b"rjhub referrals drafts").derive(secret)
    )
