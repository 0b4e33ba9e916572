"""Keys by which records of the same person find each other. Only the keeper's functions read them."""

from django.db import models

from rjhub.partnership.models import Partnership
from rjhub.people.vocabulary import KeyKind


class MatchKey(models.Model):
    """A keyed digest of something about a person. The table names nobody; the application cannot read it."""

    id = models.BigAutoField(primary_key=True)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, db_index=False, related_name="+")
    digest = models.BinaryField(max_length=16)
    kind = models.SmallIntegerField(choices=KeyKind.choices)
    person_id = models.UUIDField()

    class Meta:
        indexes = [
            models.Index(
                fields=["partnership", "digest"], include=["person_id", "kind"], name="match_key_lookup"
            ),
            models.Index(fields=["partnership", "person_id"], name="match_key_of_person"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
