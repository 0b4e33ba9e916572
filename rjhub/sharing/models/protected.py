"""What every protected row has: its partnership, file, side, category, and who may see it."""

from typing import Any, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from rjhub.kernel.ids import new_id
from rjhub.partnership.models import Partnership
from rjhub.sharing import doors
from rjhub.sharing.models.file import File
from rjhub.sharing.vocabulary import Category, Side


class WithinPartnership(models.ForeignKey):  # type: ignore[type-arg]
    """A foreign key that the database keeps as (partnership, id), so that no key reaches across partnerships.

    Django believes in `id` alone and makes no constraint; the `Protect` operation makes the composite one.
    """

    def __init__(self, to: Any, on_delete: Any = models.DO_NOTHING, **kwargs: Any) -> None:
        kwargs["db_constraint"] = False
        super().__init__(to, on_delete, **kwargs)


Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)


class ProtectedQuerySet(models.QuerySet[Row_co]):
    """A query whose rows are noted in the reading of the open door as they arrive."""

    def _fetch_all(self) -> None:
        fresh = self._result_cache is None
        super()._fetch_all()
        if fresh:
            doors.note(row for row in self._result_cache or () if isinstance(row, Protected))


ProtectedManager = models.Manager.from_queryset(ProtectedQuerySet)


class Protected(models.Model):
    """A row of a confidential file. `acl` is filled by the database from the grants in force; nobody sets it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    file = WithinPartnership(File, related_name="+")
    side = models.CharField(max_length=11, choices=Side.choices)
    category = models.CharField(max_length=10, choices=Category.choices)
    acl = ArrayField(models.IntegerField(), default=list, editable=False)

    objects = ProtectedManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"
