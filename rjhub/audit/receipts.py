"""Receipts: a seal's head, signed, for an agency to keep. With it they can tell later whether the log was changed.

The signature is Ed25519 (RFC 8032) with a key of the installation that the database does not hold.
"""

import json
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KIND = "RJ Hub receipt 1"
HEX_OF_32_BYTES = 64


class NoReceiptError(ValueError):
    """A file is no receipt. The message says why, in plain words."""


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What an agency keeps. `entries` counts everything sealed so far; `sealed_at` is in universal time."""

    partnership: str
    number: int
    entries: int
    sealed_at: str
    head: str
    public_key: str = ""
    signature: str = ""

    def message(self) -> bytes:
        """What is signed."""
        return (
            f"{KIND}\npartnership {self.partnership}\nnumber {self.number}\nentries {self.entries}\n"
            f"sealed {self.sealed_at}\nhead {self.head}\n"
        ).encode()

    @property
    def fingerprint(self) -> str:
        """By which people compare the key that signed it, by telephone if need be."""
        return fingerprint(bytes.fromhex(self.public_key))

    @property
    def file_name(self) -> str:
        """How its file is called."""
        return f"receipt-{self.partnership}-{self.number:06}.json"

    def is_signed(self) -> bool:
        """Whether the signature fits what is written and the key that it names."""
        try:
            key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(self.public_key))
            key.verify(bytes.fromhex(self.signature), self.message())
        except (InvalidSignature, ValueError):
            return False
        return True

    def text(self) -> str:
        """The file that somebody keeps."""
        written = {"kind": KIND, **asdict(self), "fingerprint": self.fingerprint}
        return json.dumps(written, indent=1) + "\n"


@dataclass(frozen=True)
class SigningKey:
    """The installation's key."""

    private: Ed25519PrivateKey

    @property
    def public(self) -> bytes:
        """What everybody may know of it."""
        return self.private.public_key().public_bytes_raw()

    def sign(self, receipt: Receipt) -> Receipt:
        """Sign a receipt."""
        fields = asdict(receipt) | {"public_key": self.public.hex()}
        unsigned = Receipt(**fields)
        return Receipt(**fields | {"signature": self.private.sign(unsigned.message()).hex()})


def key_from(secret: str) -> SigningKey:
    """The key that grows from a secret."""
    seed = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"rjhub receipts").derive(secret.encode())
    return SigningKey(Ed25519PrivateKey.from_private_bytes(seed))


@cache
def key_of_this_installation() -> SigningKey:
    """The key that signs here; its secret is made at set-up, like the others."""
    from rjhub.settings.environment import environment

    return key_from(environment.secret("receipt_key"))


def fingerprint(public_key: bytes) -> str:
    """A public key in words that fit on a page: 8 groups of 4 characters."""
    digest = sha256(public_key).hexdigest()[:32]
    return " ".join(digest[at : at + 4] for at in range(0, 32, 4))


def read(text: str) -> Receipt:
    """Read a receipt from its file. Raises NoReceiptError."""
    try:
        said = json.loads(text)
        if not isinstance(said, dict) or said.get("kind") != KIND:
            raise NoReceiptError("It is not a receipt of RJ Hub.")
        receipt = Receipt(**{name: said[name] for name in Receipt.__dataclass_fields__})
        whole = len(bytes.fromhex(receipt.head)) * 2 == HEX_OF_32_BYTES and isinstance(receipt.number, int)
        if not whole or len(bytes.fromhex(receipt.public_key)) * 2 != HEX_OF_32_BYTES:
            raise NoReceiptError("A value in it is not whole.")
    except KeyError as missing:
        raise NoReceiptError(f"It does not say {missing}.") from missing
    except (TypeError, json.JSONDecodeError, ValueError) as error:
        if isinstance(error, NoReceiptError):
            raise
        raise NoReceiptError("It cannot be read as a receipt.") from error
    return receipt
