"""How many people's records each member of staff could have read on a day."""

from django.db import models

from rjhub.partnership.models import Agency, Partnership, Staff


class Exposure(models.Model):
    """What grants and clauses let somebody see at the time of the night's count, whether they looked or not."""

    pk = models.CompositePrimaryKey("staff_id", "day")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, db_index=False, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False, related_name="+")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, db_index=False, related_name="+")
    day = models.DateField()
    harmed = models.IntegerField()
    responsible = models.IntegerField()

    class Meta:
        indexes = [models.Index(fields=["partnership", "day", "agency"], name="exposure_by_day")]

    def __str__(self) -> str:
        return f"{self.harmed + self.responsible} on {self.day}"
