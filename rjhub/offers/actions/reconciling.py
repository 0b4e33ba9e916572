"""After a restore: comparing the database with the register of noes, putting back what was lost, and going on."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from rjhub.audit import receipts
from rjhub.audit.recording import record
from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.offers import freeze, policies, register
from rjhub.offers.freeze import Freeze
from rjhub.offers.register import Line, NotARegister
from rjhub.offers.vocabulary import Opening
from rjhub.outbound import mailing
from rjhub.outbound.words import Kind
from rjhub.partnership.models import Partnership, Staff
from rjhub.people.announcements import StopRecorded
from rjhub.sharing import doors, readers
from rjhub.tasks.announcing import announce

log = logging.getLogger(__name__)
AT_A_TIME = 1_000
# A no is in the files a moment after it was kept, and at most so long after if the worker was busy.
WRITTEN_WITHIN = timedelta(minutes=2)
DOOR, PURPOSE = "offers:reconciling", "bring back the noes that a restore lost"


@dataclass
class Compared:
    """What the files have, and what does not fit in them."""

    files: int = 0
    lines: dict[UUID, Line] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    lacking: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether nothing that was said can be missing in the files that were read."""
        return bool(self.files) and not self.faults and not self.lacking


def compare(partnership: Partnership, frozen: Freeze) -> Compared:
    """Read every file of the register, put back what the database lost, and keep what was found.

    Who coordinates and who keeps receipts is told of it once, by mail.
    """
    compared = _read(partnership.code, frozen)
    with doors.opened(readers.coordinators_of(partnership.id), door=DOOR, purpose=PURPOSE):
        compared.lacking = _lacking(compared, frozen)
        lost = [compared.lines[one] for one in _unknown(compared.lines)]
        for some in _some(sorted(lost, key=lambda line: (line.at, line.number))):
            freeze.take_lost(frozen.id, [line.as_told() for line in some])
        for person_id in sorted(freeze.put_back(frozen.id)):
            announce(StopRecorded(partnership.id, person_id))
        freeze.note_compared(frozen.id, _told(compared))
        if lost or frozen.compared_at is None:
            record("offers:freeze:compare", by=None, subject=partnership, partnership=partnership.id)
    if frozen.compared_at is None:
        _tell(partnership)
    return compared


@transaction.atomic
def open_again(frozen_id: UUID, *, why: str, by: Staff, at: datetime) -> Opening:
    """Decide that people are contacted again, or be the first of two who do. The database says whether that is enough.

    Raises Refused if this person may not, or with what is left to do.
    """
    del at
    policies.may_reconcile(by).or_refuse()
    came = freeze.open_again(frozen_id, why)
    if came not in {Opening.OPENED, Opening.CONFIRMED}:
        raise Refused(f"{came.label}.")
    verb = "open" if came is Opening.OPENED else "confirm"
    record(f"offers:freeze:{verb}", by=by, subject=by.partnership, partnership=by.partnership_id)
    return came


def _read(code: str, frozen: Freeze) -> Compared:
    folder: Path | None = settings.REGISTER_FOLDER
    found, ours = Compared(), receipts.key_of_this_installation().public
    if folder is None:
        return found
    since = register.file_for(folder, code, frozen.id)
    for file in register.files_of(folder, code):
        if file == since:
            continue
        found.files += 1
        try:
            for line in register.read(file, code, ours):
                found.lines[line.id] = line
        except (NotARegister, OSError) as error:
            # What stands before is as it was written, and is put back; that something is wrong takes two people.
            log.exception("The register of noes cannot be read to its end")
            found.faults.append(str(error))
    return found


def _lacking(compared: Compared, frozen: Freeze) -> int:
    """How many entries of the database the files do not have though they had the time: then they are older than it."""
    if not compared.files:
        return 0
    entries = [one for one in _entries() if one.at < frozen.since]
    newest = max((one.at for one in entries), default=frozen.since)
    return sum(one.at < newest - WRITTEN_WITHIN and one.id not in compared.lines for one in entries)


def _entries() -> Iterator[freeze.Entry]:
    after = 0
    while some := freeze.entries_after(after, AT_A_TIME):
        yield from some
        after = some[-1].number


def _unknown(entries: Iterable[UUID]) -> set[UUID]:
    return {one for some in _some(entries) for one in freeze.unknown(some)}


def _some(of: Iterable[Any]) -> Iterator[list[Any]]:
    those = iter(of)
    while some := list(islice(those, AT_A_TIME)):
        yield some


def _told(compared: Compared) -> dict[str, Any]:
    newest = max((line.at for line in compared.lines.values()), default=None)
    return {
        "whole": compared.is_whole,
        "files": compared.files,
        "faults": compared.faults,
        "lacking": compared.lacking,
        "entries": len(compared.lines),
        "newest": newest.isoformat() if newest else None,
    }


def _tell(partnership: Partnership) -> None:
    staff = Staff.objects.filter(partnership_id=partnership.id, account__is_active=True)
    everybody = staff.select_related("account", "agency").prefetch_related("roles").order_by("id")
    now = clock.now()
    those = [one for one in everybody if one.may_act_at(now) and policies.may_reconcile(one)]
    for address in sorted({one.account.email for one in those}):
        mailing.send(Kind.STANDS_STILL, to=address)
