"""Tasks: what somebody has to do next, and by when."""

from django.db import models
from django.db.models import Q

from rjhub.cases.models.case import Case
from rjhub.cases.vocabulary import TaskStatus
from rjhub.partnership.models import Principal, Staff
from rjhub.sharing.models import Protected, WithinPartnership


class Task(Protected):
    """Something to do on a case. Its words name nobody; its holder sees it and need see nothing else."""

    case = WithinPartnership(Case, related_name="tasks")
    holder = models.ForeignKey(Principal, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(
        max_length=40, help_text="What it is for; one open task of a kind and subject in a case"
    )
    subject_id = models.UUIDField(null=True, blank=True)
    words = models.CharField(max_length=160)
    case_reference = models.CharField(max_length=20)
    address = models.CharField(max_length=200, help_text="Where it is done")
    due_on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()
    status = models.CharField(max_length=7, choices=TaskStatus.choices, default=TaskStatus.OPEN)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = WithinPartnership(Staff, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "case", "kind", "subject_id", "holder"],
                condition=Q(status=TaskStatus.OPEN),
                nulls_distinct=False,
                name="a_task_once",
            ),
            models.CheckConstraint(
                condition=Q(status=TaskStatus.OPEN, ended_at=None)
                | (~Q(status=TaskStatus.OPEN) & Q(ended_at__isnull=False)),
                name="an_ended_task_says_when",
            ),
        ]
        indexes = [
            models.Index(
                fields=["partnership", "holder", "due_on"], condition=Q(status="open"), name="open_tasks"
            )
        ]

    def __str__(self) -> str:
        return self.words
