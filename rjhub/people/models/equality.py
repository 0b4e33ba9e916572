"""Equality monitoring: each answer is optional, and "not asked" is not "prefer not to say"."""

from django.db import models

from rjhub.people.models.person import Person
from rjhub.sharing.models import Protected, WithinPartnership


class Equality(Protected):
    """What somebody said about themself, in the national codes; empty where nobody asked."""

    person = WithinPartnership(Person, related_name="equality")
    ethnicity = models.CharField(max_length=6, blank=True)
    sex = models.CharField(max_length=4, blank=True)
    gender_identity = models.CharField(max_length=8, blank=True)
    sexual_orientation = models.CharField(max_length=8, blank=True)
    religion = models.CharField(max_length=10, blank=True)
    disability = models.CharField(max_length=8, blank=True)
    asked_on = models.DateField()

    def __str__(self) -> str:
        return "equality monitoring"
