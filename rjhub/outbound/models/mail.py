"""That a mail left for somebody at work."""

from django.db import models

from rjhub.kernel.ids import new_id


class Outcome(models.TextChoices):
    """What became of it. One that is still leaving when it is long past was cut off: nobody knows."""

    LEAVING = "leaving", "Leaving"
    SENT = "sent", "Taken by the mail server"
    COULD_NOT = "could_not", "The mail server did not take it"


class Mail(models.Model):
    """One mail of one kind to one address, which is kept as a digest only."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=24)
    recipient = models.CharField(max_length=64, help_text="A keyed digest of the address")
    at = models.DateTimeField()
    outcome = models.CharField(max_length=9, choices=Outcome.choices, default=Outcome.LEAVING)

    class Meta:
        indexes = [models.Index(fields=["recipient", "-at"], name="mail_to_somebody")]

    def __str__(self) -> str:
        return self.kind
