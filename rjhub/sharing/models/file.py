"""The confidential file: the container of protected rows, one for each case and one for each person."""

from django.db import models

from rjhub.kernel.ids import new_id
from rjhub.partnership.models import Partnership
from rjhub.sharing.vocabulary import FileKind


class File(models.Model):
    """What grants are about. It says nothing but that it exists and what kind it is."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=6, choices=FileKind.choices)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partnership", "id"], name="file_in_partnership")]

    def __str__(self) -> str:
        return f"file of {self.get_kind_display()}"
