"""How people can be reached. How people harmed can be reached is not here: it stands in the vault."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from rjhub.people.models.person import Person
from rjhub.people.vocabulary import Channel, ContactKind, Voicemail
from rjhub.sharing.models import Protected, WithinPartnership
from rjhub.sharing.vocabulary import Side


class ContactPoint(Protected):
    """A way to reach a person responsible. A constraint keeps people harmed out of this table altogether."""

    person = WithinPartnership(Person, related_name="contact_points")
    kind = models.CharField(max_length=7, choices=ContactKind.choices)
    value = models.CharField(max_length=400)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(side=Side.RESPONSIBLE), name="contact_of_people_harmed_is_in_the_vault"
            )
        ]

    def __str__(self) -> str:
        return self.value


class Custody(Protected):
    """Where a person responsible is held, from when until when."""

    person = WithinPartnership(Person, related_name="custodies")
    prison_code = models.CharField(max_length=4)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    expected_release_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(side=Side.RESPONSIBLE), name="custody_of_responsible")
        ]

    def __str__(self) -> str:
        return self.prison_code


class SafeContact(Protected):
    """How a person may be contacted without putting them at risk. The newest one counts."""

    person = WithinPartnership(Person, related_name="safe_contacts")
    channels = ArrayField(models.CharField(max_length=9, choices=Channel.choices))
    voicemail = models.CharField(max_length=9, choices=Voicemail.choices, default=Voicemail.NEVER)
    safe_times = models.CharField(max_length=200, blank=True)
    who_may_answer = models.CharField(max_length=200, blank=True)
    code_word = models.CharField(max_length=40, blank=True)
    safe_to_write = models.BooleanField(default=False, help_text="A letter may be sent to the address")
    notes = models.CharField(max_length=800, blank=True)
    confirmed_at = models.DateTimeField()

    def __str__(self) -> str:
        return "how to make contact safely"
