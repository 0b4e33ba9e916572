"""A person, on one side: somebody harmed or somebody responsible."""

from django.db import models
from django.db.models import Q

from rjhub.partnership.models import Staff
from rjhub.people.vocabulary import IdentifierKind, NameKind
from rjhub.sharing.models import Protected, WithinPartnership
from rjhub.sharing.vocabulary import Side


class Person(Protected):
    """Who somebody is, as a person harmed or as a person responsible, with a file of their own.

    The same human being may be harmed in one case and responsible in another; those are two records, and only a
    hub's coordinators can see that a `Link` joins them.
    """

    given_name = models.CharField(max_length=80, blank=True)
    middle_names = models.CharField(max_length=120, blank=True)
    family_name = models.CharField(max_length=80)
    known_as = models.CharField(max_length=80, blank=True)
    pronouns = models.CharField(max_length=40, blank=True)
    born_on = models.DateField(null=True, blank=True)
    sort_key = models.CharField(max_length=170, editable=False)
    language = models.CharField(max_length=60, blank=True, help_text="Language spoken, when not English")
    needs_interpreter = models.BooleanField(default=False)
    communication_needs = models.CharField(max_length=400, blank=True)
    added_at = models.DateTimeField()
    added_by = WithinPartnership(Staff, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(side=Side.NEUTRAL), name="a_person_has_a_side")]
        indexes = [models.Index(fields=["partnership", "sort_key"], name="person_by_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What the person is called."""
        return " ".join(part for part in (self.known_as or self.given_name, self.family_name) if part)


class OtherName(Protected):
    """Another name of a person: an alias, or one that they had before."""

    person = WithinPartnership(Person, related_name="other_names")
    kind = models.CharField(max_length=6, choices=NameKind.choices)
    given_name = models.CharField(max_length=80, blank=True)
    family_name = models.CharField(max_length=80)
    until = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()


class Identifier(Protected):
    """A number by which an agency knows a person, in its one valid form."""

    person = WithinPartnership(Person, related_name="identifiers")
    kind = models.CharField(max_length=13, choices=IdentifierKind.choices)
    value = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "person", "kind", "value"], name="identifier_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.value}"
