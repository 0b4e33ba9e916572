"""A grant: who may see which sides and categories of a file, for what purpose, from when until when."""

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from rjhub.kernel.ids import new_id
from rjhub.partnership.models import Partnership, Principal, Staff
from rjhub.partnership.vocabulary import WorksWith
from rjhub.sharing.models.file import File
from rjhub.sharing.vocabulary import Category, Purpose, Side

LONGEST_EMERGENCY = timedelta(minutes=60)


class Grant(models.Model):
    """The only thing that lets anybody see a protected row. Made and ended by actions only.

    `works_with` repeats the holder's side under a foreign key, so that a check constraint can hold the wall: nobody
    who works with people responsible is ever granted how to reach a person harmed or what keeps them safe.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, db_index=False, related_name="+")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="grants")
    holder = models.ForeignKey(Principal, on_delete=models.PROTECT, db_index=False, related_name="grants")
    works_with = models.CharField(max_length=11, choices=WorksWith.choices)
    sides = ArrayField(models.CharField(max_length=11, choices=Side.choices))
    categories = ArrayField(models.CharField(max_length=10, choices=Category.choices))
    purpose = models.CharField(max_length=12, choices=Purpose.choices)
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(
        Staff, null=True, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    until = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        Staff, null=True, blank=True, on_delete=models.PROTECT, db_index=False, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("granted_at")), name="grant_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=~Q(works_with__in=[WorksWith.RESPONSIBLE, WorksWith.NEITHER])
                | ~Q(sides__contains=[Side.HARMED])
                | (~Q(categories__contains=[Category.CONTACT]) & ~Q(categories__contains=[Category.SAFETY])),
                name="the_wall",
            ),
            models.CheckConstraint(
                condition=~Q(purpose=Purpose.EMERGENCY)
                | Q(until__isnull=False, until__lte=F("granted_at") + LONGEST_EMERGENCY),
                name="an_emergency_is_over_within_the_hour",
            ),
            models.CheckConstraint(
                condition=~Q(sides=[]) & ~Q(categories=[]), name="a_grant_grants_something"
            ),
        ]
        indexes = [
            models.Index(fields=["partnership", "file"], condition=Q(ended_at=None), name="grant_in_force"),
            models.Index(fields=["holder"], condition=Q(ended_at=None), name="grant_of_holder"),
            models.Index(
                fields=["partnership", "until"],
                condition=Q(ended_at=None, until__isnull=False),
                name="grant_to_lapse",
            ),
        ]

    def __str__(self) -> str:
        return f"grant to {self.holder_id}, {self.get_purpose_display()}"
