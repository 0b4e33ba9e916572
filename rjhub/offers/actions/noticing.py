"""Noticing that the database was restored, and keeping the register of noes where a restore does not reach it.

The database notices by itself that it runs elsewhere than it did. What it cannot notice, because a copy of all files of
a server takes it along, is seen from outside: the register has entries, or a receipt of the log has seals, that are not
there. What was said before the newest freeze was looked at then, and does not count again.
"""

import fcntl
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError

from rjhub.audit import receipts, sealing
from rjhub.audit.models import Seal
from rjhub.audit.receipts import NoReceiptError, Receipt
from rjhub.audit.recording import record
from rjhub.offers import freeze, register
from rjhub.offers.actions import reconciling
from rjhub.offers.freeze import Freeze
from rjhub.offers.register import NotARegister
from rjhub.offers.vocabulary import FrozenBecause
from rjhub.partnership.models import Partnership
from rjhub.sharing import doors, readers

log = logging.getLogger(__name__)
AT_A_TIME = 1_000
DOOR, PURPOSE = "offers:register", "keep the register of noes"


def keep_everywhere() -> None:
    """In every partnership: look whether the database was restored, compare if it was, and write what is new.

    One that fails keeps no other waiting.
    """
    for partnership in Partnership.objects.order_by("id"):
        try:
            keep(partnership)
        except (OSError, DatabaseError, NotARegister):
            log.exception("The register of noes of %s could not be kept", partnership.code)


def keep(partnership: Partnership) -> None:
    """The same in one. Raises OSError where files cannot be read or written, and NotARegister."""
    newest = look(partnership)
    if newest is not None and newest.is_open and not newest.is_whole:
        reconciling.compare(partnership, newest)
    write(partnership, newest)


def look(partnership: Partnership) -> Freeze | None:
    """Have contact stand still where the database is not the one it was. Answers the newest freeze, over or not."""
    with _as_the_program(partnership):
        freeze.notice_restore()
        newest = freeze.newest()
        if newest is not None and newest.is_open:
            return newest
        because = _seen_from_outside(partnership, newest.since if newest else None)
        return _frozen(partnership, because) if because else newest


def freeze_by_hand(partnership: Partnership) -> Freeze | None:
    """Have contact stand still because whoever runs RJ Hub knows that the database was restored."""
    return have_stand_still(partnership, FrozenBecause.BY_HAND)


def have_stand_still(partnership: Partnership, because: FrozenBecause) -> Freeze | None:
    """The same for a reason that the database does not see itself."""
    with _as_the_program(partnership):
        return _frozen(partnership, because)


def write(partnership: Partnership, newest: Freeze | None) -> int:
    """Write what is new in the register to its file, and the newest receipt beside it. Answers how many entries.

    Raises OSError, and NotARegister where the file is not the installation's.
    """
    folder: Path | None = settings.REGISTER_FOLDER
    if folder is None:
        return 0
    file = register.file_for(folder, partnership.code, newest.id if newest else None)
    key, written = receipts.key_of_this_installation(), 0
    with _alone(folder / f"{partnership.code}.lock"), _as_the_program(partnership):
        last = register.last_of(file)
        after = last.number if last else 0
        if not file.exists():
            register.append(file, partnership.code, [], key)
        while entries := freeze.entries_after(after, AT_A_TIME):
            register.append(file, partnership.code, entries, key)
            written, after = written + len(entries), entries[-1].number
        receipt = sealing.newest(partnership.id, partnership.code)
        # What stood there before contact stopped says how far the log had come; it is wanted until somebody decided.
        if receipt is not None and not (newest and newest.is_open):
            draft = folder / f"{partnership.code}.receipt.part"
            draft.write_text(receipt.text())
            draft.replace(folder / f"{partnership.code}.receipt.json")
    return written


def _frozen(partnership: Partnership, because: FrozenBecause) -> Freeze | None:
    if freeze.freeze(because):
        record("offers:freeze:begin", by=None, subject=partnership, partnership=partnership.id)
    return freeze.newest()


def _seen_from_outside(partnership: Partnership, since: datetime | None) -> FrozenBecause | None:
    if freeze.unknown(
        [line.id for line in _last_lines(partnership.code) if since is None or line.at > since]
    ):
        return FrozenBecause.BEHIND_REGISTER
    for receipt in receipts_outside(partnership.code):
        if since is None or _sealed_at(receipt) > since:
            found = Seal.objects.filter(partnership_id=partnership.id, number=receipt.number)
            head = found.values_list("head", flat=True).first()
            if head is None or bytes(head).hex() != receipt.head:
                return FrozenBecause.BEHIND_RECEIPT
    return None


def _last_lines(code: str) -> Iterator[register.Line]:
    folder: Path | None = settings.REGISTER_FOLDER
    for file in register.files_of(folder, code) if folder else ():
        try:
            last = register.last_of(file)
        except NotARegister:
            log.exception("The register of noes cannot be read")
            continue
        if last is not None:
            yield last


def receipts_outside(code: str) -> list[Receipt]:
    """The newest receipts that stand outside of the database and that this installation signed, the newest last."""
    places: list[Path] = []
    if settings.REGISTER_FOLDER is not None:
        places += [settings.REGISTER_FOLDER / f"{code}.receipt.json"]
    if settings.RECEIPTS_FOLDER is not None:
        of_agencies = sorted((settings.RECEIPTS_FOLDER / code).glob("*/"))
        places += [found[-1] for each in of_agencies if (found := sorted(each.glob("receipt-*.json")))]
    ours, found_there = receipts.key_of_this_installation().public.hex(), []
    for place in places:
        try:
            receipt = receipts.read(place.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, NoReceiptError):
            continue
        if receipt.partnership == code and receipt.public_key == ours and receipt.is_signed():
            found_there.append(receipt)
    return sorted(found_there, key=lambda one: one.number)


def _sealed_at(receipt: Receipt) -> datetime:
    return datetime.fromisoformat(receipt.sealed_at)


@contextmanager
def _as_the_program(partnership: Partnership) -> Iterator[None]:
    with doors.opened(readers.coordinators_of(partnership.id), door=DOOR, purpose=PURPOSE):
        yield


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    lock.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
