"""Words that wait until the contact of the person harmed has read them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from rjhub.cases.models.case import Case
from rjhub.cases.vocabulary import HeldStatus, WordsPlace
from rjhub.partnership.models import Principal, Staff
from rjhub.sharing.models import Protected, WithinPartnership


class HeldWords(Protected):
    """What somebody typed that looks as if it says how somebody can be reached, and one who is asked about it.

    `sealed` is all that was typed, so that nothing is lost; `digests` tell the held words again when they are saved.
    Asking several people makes one of these for each, with the same `asking`; each of them has to confirm.
    """

    case = WithinPartnership(Case, related_name="held_words")
    holder = models.ForeignKey(
        Principal, on_delete=models.PROTECT, related_name="+", help_text="Who wrote them"
    )
    asked = models.ForeignKey(
        Principal, on_delete=models.PROTECT, related_name="+", help_text="Who is to read them"
    )
    asking = models.UUIDField(help_text="The same for everybody who is asked about the same words")
    place = models.CharField(max_length=9, choices=WordsPlace.choices)
    digests = ArrayField(models.BinaryField(max_length=32))
    sealed = models.BinaryField()
    case_reference = models.CharField(max_length=20)
    address = models.CharField(max_length=200, help_text="Where they were typed")
    written_at = models.DateTimeField()
    written_by = WithinPartnership(
        Staff, null=True, blank=True, related_name="+", help_text="Empty for somebody elsewhere"
    )
    status = models.CharField(max_length=10, choices=HeldStatus.choices, default=HeldStatus.WAITING)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = WithinPartnership(Staff, null=True, blank=True, related_name="+")
    note = models.CharField(max_length=400, blank=True, help_text="Why they were not confirmed")
    saved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "held words"
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    status__in=[HeldStatus.WAITING, HeldStatus.TAKEN_BACK], decided_at=None, decided_by=None
                )
                | Q(
                    status__in=[HeldStatus.CONFIRMED, HeldStatus.REFUSED],
                    decided_at__isnull=False,
                    decided_by__isnull=False,
                ),
                name="a_decision_on_words_says_who",
            ),
            models.CheckConstraint(
                condition=~Q(status=HeldStatus.REFUSED) | ~Q(note=""), name="words_not_confirmed_say_why"
            ),
        ]
        indexes = [models.Index(fields=["partnership", "case"], name="held_words_of_case")]

    def __str__(self) -> str:
        return self.get_status_display()
