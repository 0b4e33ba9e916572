"""A file of referrals that somebody uploaded, and its rows, until they are imported or given up."""

from typing import Any

from django.db import models
from django.db.models import Q

from rjhub.kernel.ids import new_id
from rjhub.partnership.models import Partnership, Staff
from rjhub.referrals.models import sealed
from rjhub.referrals.vocabulary import RowState


class ImportBatch(models.Model):
    """One uploaded file. What stood in it is kept encrypted, and only while it is reviewed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, db_index=False, related_name="+")
    owner = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=120)
    digest = models.CharField(
        max_length=64, help_text="SHA-256 of the file, to recognise it when it comes again"
    )
    uploaded_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(confirmed_at__isnull=False),
                name="an_import_is_confirmed_first",
            ),
            models.UniqueConstraint(fields=["owner", "digest"], name="a_file_is_uploaded_once"),
        ]
        indexes = [models.Index(fields=["owner", "-uploaded_at"], name="import_of_owner")]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_running(self) -> bool:
        """Whether its rows are being imported now, or wait for it."""
        return self.confirmed_at is not None and self.finished_at is None


class ImportRow(models.Model):
    """One row of the file: as it was typed, and what is wrong with it."""

    id = models.BigAutoField(primary_key=True)
    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(help_text="The line of the file on which it starts")
    sealed = models.BinaryField(max_length=100_000, blank=True)
    state = models.CharField(max_length=8, choices=RowState.choices)
    reference = models.CharField(max_length=16, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="import_row_once")]
        indexes = [models.Index(fields=["batch", "state", "number"], name="import_row_by_state")]

    def __str__(self) -> str:
        return f"row {self.number}"

    def keep(self, cells: dict[str, str], problems: list[str]) -> None:
        """What stands in the row, and what is wrong with it."""
        self.sealed = sealed.seal({"cells": cells, "problems": problems}, bound_to=self._place)

    def cells(self) -> dict[str, str]:
        """Its cells by heading."""
        return dict(self._kept()["cells"])

    def problems(self) -> list[str]:
        """What is wrong with it, in words."""
        return list(self._kept()["problems"])

    def become(self, reference: str) -> None:
        """It is imported: only the reference stays."""
        self.state, self.reference, self.sealed = RowState.IMPORTED, reference, b""

    def _kept(self) -> dict[str, Any]:
        kept: dict[str, Any] = sealed.unseal(self.sealed, bound_to=self._place)
        return kept

    @property
    def _place(self) -> str:
        return f"{self.batch_id}:{self.number}"
