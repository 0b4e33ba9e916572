"""The confidential file: the container of protected rows, one for each case and one for each person."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from rjhub.kernel.ids import new_id
from rjhub.partnership.models import Partnership
from rjhub.partnership.pathway.stages import StageKind
from rjhub.sharing.vocabulary import FileKind


def before_a_case() -> list[str]:
    """The stages of what belongs to no case yet: somebody asks or refers, the hub looks whether it has it already."""
    return [StageKind.ENQUIRY.value, StageKind.REFERRED.value, StageKind.DUPLICATE_CHECK.value]


class File(models.Model):
    """What grants are about. It says nothing but that it exists and what kind it is."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, db_index=False, related_name="+")
    kind = models.CharField(max_length=6, choices=FileKind.choices)
    stages = ArrayField(
        models.CharField(max_length=26),
        default=before_a_case,
        help_text="The stages at which it is: of the case, or of the open cases of the person",
    )
    closed_on = models.DateField(
        null=True, blank=True, help_text="Since when there is no open case that it belongs to"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partnership", "id"], name="file_in_partnership")]

    def __str__(self) -> str:
        return f"file of {self.get_kind_display()}"
