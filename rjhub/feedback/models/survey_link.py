"""One-time links to a survey. Only digests stand here, and which survey it is: nothing of the case."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from rjhub.feedback.models.survey import Survey
from rjhub.kernel.ids import new_id
from rjhub.partnership.models import Partnership
from rjhub.sharing.models import WithinPartnership


class SurveyLink(models.Model):
    """A link that goes with one letter. Its key is made as the letter leaves; it belongs to the browser that begins."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    survey = WithinPartnership(Survey, related_name="+", db_index=True)
    letter_id = models.UUIDField(unique=True)
    is_reminder = models.BooleanField(default=False)
    opens_at = models.CharField(max_length=200, help_text="The address that the key is put behind")
    key_digest = models.BinaryField(max_length=32, unique=True, null=True)
    browser_digest = models.BinaryField(max_length=32, null=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True, help_text="Answered, left, or not asked any more")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(key_digest=None, expires_at=None)
                | Q(key_digest__isnull=False, expires_at__isnull=False),
                name="a_survey_link_with_a_key_expires",
            )
        ]

    def __str__(self) -> str:
        return f"link of {self.survey_id}"

    def is_open(self, at: datetime) -> bool:
        """Whether it still opens anything."""
        return self.ended_at is None and self.expires_at is not None and at < self.expires_at
