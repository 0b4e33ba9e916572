"""The register of noes as files, which stand where a restore of the database does not reach them.

A file is lines of JSON: what it is, then one line for each entry. Each is signed with the key of the installation over
a digest of itself and of all lines before it, so that none can be changed, put in or left out between others unseen. An
entry names nobody: numbers of records, days, and keyed digests. After each freeze a new file begins, with everything.
"""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from rjhub.audit.receipts import SigningKey
from rjhub.offers.freeze import Entry

KIND = "RJ Hub register of noes 1"
_TAIL = 1 << 20


class NotARegister(ValueError):
    """A file, or a line of it, is not what the installation wrote. The message says where, in plain words."""


@dataclass(frozen=True)
class Line:
    """One entry as it stands in a file."""

    number: int
    id: UUID
    at: datetime
    what: str
    told: dict[str, Any]
    chain: str

    def as_told(self) -> dict[str, Any]:
        """The same for the database."""
        return {"id": str(self.id), "at": self.at.isoformat(), "what": self.what, "told": self.told}


def files_of(folder: Path, code: str) -> list[Path]:
    """Every file of a partnership's register, in a fixed order."""
    return sorted(folder.glob(f"{code}.*.noes")) if folder.is_dir() else []


def file_for(folder: Path, code: str, freeze_id: UUID | None) -> Path:
    """The file that is written to since a freeze, or since the beginning."""
    return folder / f"{code}.{freeze_id or 'first'}.noes"


def append(file: Path, code: str, entries: Sequence[Entry], key: SigningKey) -> None:
    """Write entries at the end of a file that nobody else writes to now. What was torn off before is left out.

    Raises NotARegister for a file that somebody else wrote, and OSError where it cannot be written.
    """
    chain = _end_of_whole_lines(file)
    lines = []
    if not chain:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        chain, line = _signed("", {"kind": KIND, "partnership": code}, key)
        lines.append(line)
    for entry in entries:
        said = {"number": entry.number, "id": str(entry.id), "at": entry.at.isoformat(), "what": entry.what}
        chain, line = _signed(chain, {**said, "told": entry.told}, key)
        lines.append(line)
    with file.open("a", encoding="utf-8") as out:
        file.chmod(0o600)
        out.writelines(lines)
        out.flush()
        os.fsync(out.fileno())


def last_of(file: Path) -> Line | None:
    """The last entry of a file; None where there is no file or none in it. Raises NotARegister."""
    whole = _whole_lines(file)
    return _line(json.loads(whole[-1]), file) if whole and b'"kind"' not in whole[-1] else None


def read(file: Path, code: str, public_key: bytes) -> Iterator[Line]:
    """Every entry of a file, each looked at. Raises NotARegister at the first that is not as it was written."""
    chain, key = "", Ed25519PublicKey.from_public_bytes(public_key)
    with file.open("rb") as lines:
        for place, raw in enumerate(_whole(lines), 1):
            try:
                said = json.loads(raw)
                signature = bytes.fromhex(said.pop("signature"))
                claimed = said.pop("chain")
                chain = _chained(chain, said)
                key.verify(signature, _message(chain))
            except (ValueError, KeyError, TypeError, AttributeError, InvalidSignature) as error:
                message = f"{file.name}, line {place}: it is not as RJ Hub wrote it"
                raise NotARegister(message) from error
            if place == 1:
                if said != {"kind": KIND, "partnership": code} or claimed != chain:
                    message = f"{file.name} is not the register of {code}"
                    raise NotARegister(message)
                continue
            yield _line(said | {"chain": chain}, file)


def _line(said: dict[str, Any], file: Path) -> Line:
    try:
        return Line(
            number=said["number"],
            id=UUID(said["id"]),
            at=datetime.fromisoformat(said["at"]),
            what=said["what"],
            told=said["told"],
            chain=said["chain"],
        )
    except (KeyError, ValueError, TypeError) as error:
        message = f"{file.name}: a line does not say what it is about"
        raise NotARegister(message) from error


def _whole(lines: Iterable[bytes]) -> Iterator[bytes]:
    return (line for line in lines if line.endswith(b"\n"))


def _whole_lines(file: Path) -> list[bytes]:
    """The whole lines at the end of a file."""
    if not file.exists():
        return []
    with file.open("rb") as found:
        size = found.seek(0, os.SEEK_END)
        found.seek(max(0, size - _TAIL))
        tail = found.read()
    lines = list(_whole(tail.splitlines(keepends=True)))
    return lines if size <= _TAIL else lines[1:]


def _end_of_whole_lines(file: Path) -> str:
    """The chain at the end of a file, after a line that was torn off by a power cut is taken away."""
    whole = _whole_lines(file)
    if file.exists():
        with file.open("rb+") as found:
            content = found.seek(0, os.SEEK_END)
            found.seek(max(0, content - _TAIL))
            torn = len(found.read().rpartition(b"\n")[2])
            found.truncate(content - torn)
    if not whole:
        return ""
    try:
        return str(json.loads(whole[-1])["chain"])
    except (ValueError, KeyError, TypeError) as error:
        message = f"{file.name}: its last line is not as RJ Hub wrote it"
        raise NotARegister(message) from error


def _signed(chain: str, said: dict[str, Any], key: SigningKey) -> tuple[str, str]:
    after = _chained(chain, said)
    signature = key.private.sign(_message(after)).hex()
    return after, json.dumps({**said, "chain": after, "signature": signature}) + "\n"


def _chained(chain: str, said: dict[str, Any]) -> str:
    return sha256(f"{chain}\n{json.dumps(said, sort_keys=True)}".encode()).hexdigest()


def _message(chain: str) -> bytes:
    return f"{KIND}\n{chain}\n".encode()
