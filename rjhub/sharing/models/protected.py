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

    A key that nobody follows backwards (`related_name="+"`) has no index unless it asks for one: who recorded a row is
    read from the row, and each index that nothing uses is written with every row.
    """

    def __init__(self, to: Any, on_delete: Any = models.DO_NOTHING, **kwargs: Any) -> None:
        kwargs["db_constraint"] = False
        kwargs.setdefault("db_index", kwargs.get("related_name") != "+")
        self._is_indexed = bool(kwargs["db_index"])
        super().__init__(to, on_delete, **kwargs)

    def deconstruct(self) -> Any:
        """As Django does it, but saying of the index what differs from the rule of this class."""
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("db_index", None)
        if self._is_indexed != (kwargs.get("related_name") != "+"):
            kwargs["db_index"] = self._is_indexed
        return name, path, args, kwargs


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
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, db_index=False, related_name="+")
    file = WithinPartnership(File, related_name="+")
    side = models.CharField(max_length=11, choices=Side.choices)
    category = models.CharField(max_length=10, choices=Category.choices)
    acl = ArrayField(models.IntegerField(), default=list, editable=False)

    objects = ProtectedManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"
