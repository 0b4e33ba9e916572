"""A person, on one side: somebody harmed or somebody responsible."""

from typing import Any

from django.db import models
from django.db.models import Q

from rjhub.partnership.models import Staff
from rjhub.people.vocabulary import IdentifierKind, NameKind
from rjhub.sharing.models import Protected, WithinPartnership
from rjhub.sharing.vocabulary import Category, Side


class Person(Protected):
    """Who somebody is, as a person harmed or as a person responsible, with a file of their own.

    The same human being may be harmed in one case and responsible in another; those are two records, and only
    a hub's coordinators can see that a `Link` joins them.
    """

    given_name = models.CharField(max_length=80, blank=True)
    middle_names = models.CharField(max_length=120, blank=True)
    family_name = models.CharField(max_length=80)
    known_as = models.CharField(max_length=80, blank=True)
    pronouns = models.CharField(max_length=40, blank=True)
    born_on = models.DateField(null=True, blank=True)
    sort_key = models.CharField(max_length=170, editable=False)
    found_by = models.CharField(
        max_length=1000, editable=False, help_text="Every name, in the form that search reads"
    )
    language = models.CharField(max_length=60, blank=True, help_text="Language spoken, when not English")
    needs_interpreter = models.BooleanField(default=False)
    communication_needs = models.CharField(max_length=400, blank=True)
    added_at = models.DateTimeField()
    added_by = WithinPartnership(Staff, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(side=Side.NEUTRAL), name="a_person_has_a_side"),
            models.CheckConstraint(condition=Q(category=Category.IDENTITY), name="person_is_identity"),
        ]
        indexes = [
            models.Index(fields=["partnership", "sort_key"], name="person_by_name"),
            models.Index(fields=["partnership", "born_on"], name="person_by_birth"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What the person is called."""
        return " ".join(part for part in (self.known_as or self.given_name, self.family_name) if part)

    @property
    def is_harmed(self) -> bool:
        """Whether this is a person harmed; if not, it is a person responsible."""
        return self.side == Side.HARMED

    def row_of(self, category: Category) -> dict[str, Any]:
        """What every row about this person has: their partnership, file and side, and its own category."""
        return {
            "partnership_id": self.partnership_id,
            "file_id": self.file_id,
            "side": self.side,
            "category": category,
            "person": self,
        }


class OtherName(Protected):
    """Another name of a person: an alias, or one that they had before."""

    person = WithinPartnership(Person, related_name="other_names")
    kind = models.CharField(max_length=6, choices=NameKind.choices)
    given_name = models.CharField(max_length=80, blank=True)
    family_name = models.CharField(max_length=80)
    until = models.DateField(
        null=True, blank=True, help_text="The last day on which they used it, where known"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True, help_text="When it was found to be wrong")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(category=Category.IDENTITY), name="other_name_is_identity")
        ]

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()


class Identifier(Protected):
    """A number by which an agency knows a person, in its one valid form."""

    person = WithinPartnership(Person, related_name="identifiers")
    kind = models.CharField(max_length=13, choices=IdentifierKind.choices)
    value = models.CharField(max_length=20)
    withdrawn_at = models.DateTimeField(null=True, blank=True, help_text="When it was found not to be theirs")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "person", "kind", "value"],
                condition=Q(withdrawn_at=None),
                name="identifier_once",
            ),
            models.CheckConstraint(condition=Q(category=Category.IDENTITY), name="identifier_is_identity"),
        ]
        indexes = [models.Index(fields=["partnership", "value"], name="identifier_by_value")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.value}"


class Amendment(Protected):
    """What a field of a person's record said before somebody changed it, which the audit does not hold."""

    person = WithinPartnership(Person, related_name="amendments")
    field = models.CharField(max_length=40)
    before = models.CharField(max_length=400, blank=True)
    amended_at = models.DateTimeField()
    amended_by = WithinPartnership(Staff, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(category=Category.IDENTITY), name="amendment_is_identity")
        ]

    def __str__(self) -> str:
        return f"{self.field} before it was changed"
