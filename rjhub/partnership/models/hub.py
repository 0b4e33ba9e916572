"""Hubs: where referrals arrive and cases are coordinated."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from rjhub.kernel.ids import new_id
from rjhub.partnership.models.agency import Agency
from rjhub.partnership.models.partnership import Partnership
from rjhub.partnership.models.principal import Principal


class Hub(models.Model):
    """A hub of a partnership, hosted by one of its agencies, serving districts."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="hubs")
    code = models.SlugField()
    name = models.CharField(max_length=120)
    districts = ArrayField(models.CharField(max_length=80), default=list)
    host = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="hubs")
    coordinators = models.OneToOneField(Principal, on_delete=models.PROTECT, related_name="hub")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "code"], name="hub_code_in_partnership"),
            models.UniqueConstraint(fields=["partnership", "id"], name="hub_in_partnership"),
        ]

    def __str__(self) -> str:
        return self.name
