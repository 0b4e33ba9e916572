"""Many referrals from a file: kept for review, imported row by row once somebody has confirmed them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from rjhub.audit.recording import record
from rjhub.kernel.decisions import Refused, allow_if
from rjhub.kernel.invalid import Invalid
from rjhub.partnership.models import Staff
from rjhub.referrals import policies
from rjhub.referrals.actions import sending
from rjhub.referrals.actions.submission import Submission
from rjhub.referrals.announcements import ImportConfirmed
from rjhub.referrals.models import ImportBatch, ImportRow
from rjhub.referrals.queries import imports, keeper
from rjhub.referrals.vocabulary import RowState
from rjhub.tasks.announcing import announce

KEPT_FOR = timedelta(days=14)
AT_A_TIME = 20

Reader = Callable[[dict[str, str], str], Submission]
"""Makes what is sent from the cells of a row and the key of its submission."""


@dataclass(frozen=True, kw_only=True)
class CheckedRow:
    """One row of a file, checked. `reference` is the sender's own for it."""

    number: int
    cells: dict[str, str]
    problems: list[str]
    reference: str


@transaction.atomic
def keep_file(rows: Sequence[CheckedRow], *, name: str, digest: str, by: Staff, at: datetime) -> ImportBatch:
    """Keep a file for review. Rows whose reference the agency or the file has used already are set apart.

    The same file uploaded again is the one that is there. Raises Refused if they may not.
    """
    policies.may_import(by).or_refuse()
    earlier = imports.uploaded_before(by, digest)
    if earlier is not None:
        return earlier
    batch = ImportBatch.objects.create(
        partnership_id=by.partnership_id,
        owner=by,
        file_name=name,
        digest=digest,
        uploaded_at=at,
        expires_at=at + KEPT_FOR,
    )
    used = keeper.references_of_my_agency([row.reference for row in rows if row.reference])
    kept = []
    for row in rows:
        kept.append(_kept(batch, row, used))
        used.add(row.reference)
    ImportRow.objects.bulk_create(kept, batch_size=500)
    record("referrals:import:upload", by=by, subject=batch, partnership=by.partnership_id)
    return batch


@transaction.atomic
def confirm_import(batch: ImportBatch, *, by: Staff, at: datetime) -> ImportBatch:
    """Let the good rows of a file become referrals. Raises Refused if it is not theirs, is confirmed or has none."""
    batch = imports.lock_batch(batch.id)
    policies.may_confirm_import(by, batch).or_refuse()
    allow_if(imports.counts_of(batch).good, "No row of this file can be imported yet.").or_refuse()
    batch.confirmed_at = at
    batch.save(update_fields=["confirmed_at"])
    record("referrals:import:confirm", by=by, subject=batch, partnership=batch.partnership_id)
    announce(ImportConfirmed(batch.id))
    return batch


@transaction.atomic
def discard_import(batch: ImportBatch, *, by: Staff) -> None:
    """Throw away what was read from a file; what was imported stays. Raises Refused while rows are being imported."""
    batch = imports.lock_batch(batch.id)
    policies.may_discard_import(by, batch).or_refuse()
    record("referrals:import:discard", by=by, subject=batch, partnership=batch.partnership_id)
    batch.delete()


@transaction.atomic
def import_some(batch_id: UUID, *, read: Reader, by: Staff, at: datetime) -> bool:
    """Import the next rows of a confirmed file, and answer whether there are more. Safe to run again.

    A row that cannot be sent after all is set apart with the reason; the others go on.
    """
    batch = imports.lock_batch(batch_id)
    if not batch.is_running:
        return False
    rows = imports.rows_of(batch, RowState.GOOD, AT_A_TIME)
    for row in rows:
        _import(batch, row, read=read, by=by, at=at)
    if len(rows) < AT_A_TIME:
        batch.finished_at = at
        batch.save(update_fields=["finished_at"])
        record("referrals:import:finish", by=by, subject=batch, partnership=batch.partnership_id)
    return batch.finished_at is None


def clear_expired_imports(*, at: datetime) -> int:
    """Delete files whose time is over. What was imported from them stays; answers how many went."""
    return ImportBatch.objects.filter(expires_at__lte=at).delete()[1].get("referrals.ImportBatch", 0)


def _kept(batch: ImportBatch, row: CheckedRow, used: set[str]) -> ImportRow:
    kept = ImportRow(batch=batch, number=row.number, state=RowState.GOOD)
    problems = row.problems
    if problems:
        kept.state = RowState.BAD
    elif row.reference in used:
        kept.state = RowState.REPEATED
        problems = [
            f"A referral with your reference {row.reference} was sent before, or stands higher up in this file."
        ]
    kept.keep(row.cells, problems)
    return kept


def _import(batch: ImportBatch, row: ImportRow, *, read: Reader, by: Staff, at: datetime) -> None:
    try:
        with transaction.atomic():
            submission = read(row.cells(), f"{batch.id}:{row.number}")
            receipt = sending.send_referral(submission, partnership_id=batch.partnership_id, by=by, at=at)
            row.become(receipt.reference)
    except (Refused, Invalid) as wrong:
        row.state = RowState.BAD
        row.keep(row.cells(), [str(wrong)])
    row.save()
