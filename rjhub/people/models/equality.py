"""Equality monitoring: each answer is optional, and "not asked" is not "prefer not to say"."""

from django.db import models
from django.db.models import Q

from rjhub.partnership.models import Staff
from rjhub.people import vocabulary
from rjhub.people.models.person import Person
from rjhub.sharing.models import Protected, WithinPartnership
from rjhub.sharing.vocabulary import Category


class Equality(Protected):
    """What somebody said about themself, in national codes; empty where nobody asked. The newest counts."""

    person = WithinPartnership(Person, related_name="equality")
    ethnicity = models.CharField(max_length=6, blank=True, choices=vocabulary.Ethnicity.choices)
    sex = models.CharField(max_length=4, blank=True, choices=vocabulary.Sex.choices)
    gender_identity = models.CharField(max_length=8, blank=True, choices=vocabulary.GenderIdentity.choices)
    sexual_orientation = models.CharField(
        max_length=8, blank=True, choices=vocabulary.SexualOrientation.choices
    )
    religion = models.CharField(max_length=10, blank=True, choices=vocabulary.Religion.choices)
    disability = models.CharField(max_length=8, blank=True, choices=vocabulary.Disability.choices)
    recorded_at = models.DateTimeField()
    recorded_by = WithinPartnership(Staff, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(category=Category.EQUALITY), name="equality_is_equality")
        ]

    def __str__(self) -> str:
        return "equality monitoring"
