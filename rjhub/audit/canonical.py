"""How the log is written down to be sealed: bytes that anybody can make again (docs/checking-the-log.md).

Pure Python, without Django or a database, so that what is checked here is what the document says.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from struct import Struct

NOTHING = b"\xff\xff\xff\xff"
IN_LIST = 8 + 32
NO_SEAL_BEFORE = bytes(32)
_length = Struct(">i")
_number = Struct(">q")


def framed(values: Iterable[bytes | None]) -> bytes:
    """Write values one after the other, each after its length in 4 bytes; NOTHING stands for none."""
    return b"".join(NOTHING if one is None else _length.pack(len(one)) + one for one in values)


def number(value: int) -> bytes:
    """A whole number in 8 bytes."""
    return _number.pack(value)


def key_of_reference(salt: bytes, place: int) -> bytes:
    """The key under which the reference at a place of a row (the first is 1) is hidden."""
    return sha256(salt + _length.pack(place)).digest()


def digest_of_reference(key: bytes, reference: bytes) -> bytes:
    """What a row's leaf says of one reference. With the key gone, nobody can try out what it was."""
    return sha256(key + reference).digest()


def leaf(opened: bytes, references: Sequence[bytes]) -> bytes:
    """The digest of a row: of what always stays readable, and of the digests of its references."""
    return sha256(opened + b"".join(references)).digest()


def listed(identifier: int, digest: bytes) -> bytes:
    """A row as the list of its seal names it."""
    return _number.pack(identifier) + digest


def unlisted(whole: bytes) -> list[tuple[int, bytes]]:
    """The rows that a list names."""
    return [
        (_number.unpack_from(whole, at)[0], whole[at + 8 : at + IN_LIST])
        for at in range(0, len(whole), IN_LIST)
    ]


def root(entry_list: bytes, consultation_list: bytes) -> bytes:
    """What stands for both lists of a seal."""
    return sha256(sha256(entry_list).digest() + sha256(consultation_list).digest()).digest()


def moment(at: datetime) -> str:
    """A moment in universal time, to the microsecond."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


@dataclass(frozen=True, kw_only=True)
class Head:
    """What a seal says of the rows under it, and of the seal before."""

    partnership: int
    number: int
    previous: bytes
    root: bytes
    entries: int
    consultations: int
    total: int
    since: datetime | None
    sealed_at: datetime
    start: int
    stop: int
    ceiling: int

    def message(self) -> str:
        """The head in words."""
        return (
            "RJ Hub seal 1\n"
            f"partnership {self.partnership}\nnumber {self.number}\n"
            f"previous {self.previous.hex()}\nroot {self.root.hex()}\n"
            f"entries {self.entries}\nconsultations {self.consultations}\ntotal {self.total}\n"
            f"since {moment(self.since) if self.since else '-'}\nsealed {moment(self.sealed_at)}\n"
            f"positions {self.start} {self.stop} {self.ceiling}\n"
        )

    def digest(self) -> bytes:
        """The head itself."""
        return sha256(self.message().encode()).digest()
