"""Where a member of staff lives, as far as they gave it: a key of their postcode, which tells nobody the postcode."""

from django.db import models

from rjhub.partnership.models import Staff


class Home(models.Model):
    """A keyed digest like those by which records of one person find each other. Given and taken away by its owner."""

    staff = models.OneToOneField(Staff, primary_key=True, on_delete=models.CASCADE, related_name="+")
    digest = models.BinaryField(max_length=16)
    given_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"home of {self.staff_id}"
