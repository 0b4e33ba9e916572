"""A referral that is being written: kept as typed, under a key that the database does not hold."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

from rjhub.kernel.ids import new_id
from rjhub.partnership.models import Partnership, Staff
from rjhub.referrals.models import sealed

Typed = dict[str, list[str]]
"""The words of one page as the browser sent them: right or wrong, they are what somebody typed."""

KEPT_FOR_STAFF = timedelta(days=30)
KEPT_FOR_PUBLIC = timedelta(minutes=60)


@dataclass
class Written:
    """What was typed on one page, and from which opening of that page it came last."""

    typed: Typed
    page: str = ""
    finished: bool = False

    @property
    def digest(self) -> str:
        """Changes with what was typed, and says nothing about it."""
        return hashlib.sha256(json.dumps(self.typed, sort_keys=True).encode()).hexdigest()[:16]


@dataclass
class Content:
    """Everything in a draft: whom it names, its pages, and what arrived after its writer was signed out."""

    slots: list[str] = field(default_factory=list)
    pages: dict[str, Written] = field(default_factory=dict)
    waiting: dict[str, Typed] = field(default_factory=dict)

    def page(self, key: str) -> Written:
        """What stands on a page; nothing, if nobody opened it yet."""
        return self.pages.get(key, Written({}))


class Draft(models.Model):
    """What somebody has typed so far. It is one member of staff's, or of whoever holds a visit's token."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, db_index=False, related_name="+")
    owner = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    token_digest = models.BinaryField(max_length=32, null=True, blank=True, unique=True)
    sealed = models.BinaryField(max_length=400_000)
    version = models.PositiveIntegerField(default=1)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    sent_as = models.CharField(
        max_length=16, blank=True, help_text="The reference, once it is sent; the rest is gone"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(owner=None, token_digest__isnull=False)
                | Q(owner__isnull=False, token_digest=None),
                name="a_draft_belongs_to_somebody",
            )
        ]
        indexes = [
            models.Index(
                fields=["owner", "-saved_at"], condition=Q(owner__isnull=False), name="draft_of_owner"
            ),
            models.Index(fields=["expires_at"], name="draft_to_clear"),
        ]

    def __str__(self) -> str:
        return f"draft {self.id}"

    def read(self) -> Content:
        """What stands in it."""
        kept = sealed.unseal(self.sealed, bound_to=self._place)
        pages = {key: Written(**page) for key, page in kept["pages"].items()}
        return Content(slots=kept["slots"], pages=pages, waiting=kept["waiting"])

    def write(self, content: Content, *, at: datetime) -> None:
        """Put something else into it, and keep it for as long again."""
        self.sealed = sealed.seal(asdict(content), bound_to=self._place)
        self.version += 1
        self.saved_at = at
        self.expires_at = at + (KEPT_FOR_STAFF if self.owner_id else KEPT_FOR_PUBLIC)

    def become(self, reference: str) -> None:
        """It is sent: only the reference stays, for whoever presses the button again."""
        self.sealed = sealed.seal(asdict(Content()), bound_to=self._place)
        self.sent_as = reference
        self.version += 1

    @property
    def _place(self) -> str:
        return f"{self.partnership_id}:{self.id}"
