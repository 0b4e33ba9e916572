"""Files of referrals that somebody uploaded: their own, and nobody else's."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from rjhub.partnership.models import Staff
from rjhub.referrals.models import ImportBatch, ImportRow
from rjhub.referrals.vocabulary import RowState

SHOWN = 50


@dataclass(frozen=True)
class Counts:
    """How many rows of a file stand where."""

    good: int
    bad: int
    repeated: int
    imported: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.good + self.bad + self.repeated + self.imported


def find_batch(staff: Staff, batch_id: UUID) -> ImportBatch | None:
    """A file that somebody uploaded themself; None where there is none, or it is another's."""
    return ImportBatch.objects.filter(id=batch_id, owner=staff).first()


def lock_batch(batch_id: UUID) -> ImportBatch:
    """A file, held until the transaction ends. Raises ImportBatch.DoesNotExist where it is gone."""
    return (
        ImportBatch.objects.select_for_update()
        .select_related("owner__agency", "owner__partnership")
        .get(id=batch_id)
    )


def uploaded_before(staff: Staff, digest: str) -> ImportBatch | None:
    """The same file, uploaded earlier by the same person."""
    return ImportBatch.objects.filter(owner=staff, digest=digest).first()


def batches_of(staff: Staff, most: int = 25) -> list[ImportBatch]:
    """What somebody uploaded, newest first."""
    return list(ImportBatch.objects.filter(owner=staff).order_by("-uploaded_at", "-id")[:most])


def counts_of(batch: ImportBatch) -> Counts:
    """How far a file is."""
    found = ImportRow.objects.filter(batch=batch).values_list("state").annotate(Count("id"))
    counted = dict(found)
    return Counts(**{state.value: counted.get(state.value, 0) for state in RowState})


def rows_of(batch: ImportBatch, state: RowState, most: int | None = SHOWN) -> list[ImportRow]:
    """Rows that stand somewhere, in the order of the file."""
    found = ImportRow.objects.filter(batch=batch, state=state).order_by("number")
    return list(found if most is None else found[:most])
