"""How people can be reached. How people harmed can be reached is not here: it stands in the vault."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from rjhub.partnership.models import Staff
from rjhub.people.models.person import Person
from rjhub.people.vocabulary import Channel, ContactKind, Voicemail
from rjhub.sharing.models import Protected, WithinPartnership
from rjhub.sharing.vocabulary import Category, Side


class ContactPoint(Protected):
    """A way to reach a person responsible. A constraint keeps people harmed out of this table altogether."""

    person = WithinPartnership(Person, related_name="contact_points")
    kind = models.CharField(max_length=7, choices=ContactKind.choices)
    value = models.CharField(max_length=400)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(side=Side.RESPONSIBLE), name="contact_of_people_harmed_is_in_the_vault"
            ),
            models.CheckConstraint(condition=Q(category=Category.CONTACT), name="contact_point_is_contact"),
            models.UniqueConstraint(
                fields=["partnership", "person", "kind"],
                condition=Q(until=None),
                name="one_current_contact_of_a_kind",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Custody(Protected):
    """Where a person responsible is held, from when until when."""

    person = WithinPartnership(Person, related_name="custodies")
    prison_code = models.CharField(max_length=4)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    expected_release_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(side=Side.RESPONSIBLE), name="custody_of_responsible"),
            models.CheckConstraint(condition=Q(category=Category.CONTACT), name="custody_is_contact"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="custody_dates_in_order"
            ),
            models.UniqueConstraint(
                fields=["partnership", "person"], condition=Q(until=None), name="held_in_one_prison_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return self.prison_code


class SafeContact(Protected):
    """How a person may be contacted without putting them at risk. The newest one counts; older ones stay."""

    person = WithinPartnership(Person, related_name="safe_contacts")
    channels = ArrayField(models.CharField(max_length=9, choices=Channel.choices))
    voicemail = models.CharField(max_length=9, choices=Voicemail.choices, default=Voicemail.NEVER)
    safe_times = models.CharField(max_length=200, blank=True)
    who_may_answer = models.CharField(max_length=200, blank=True)
    code_word = models.CharField(max_length=40, blank=True)
    safe_to_write = models.BooleanField(default=False, help_text="A letter may be sent to the address")
    notes = models.CharField(max_length=800, blank=True)
    confirmed_at = models.DateTimeField()
    confirmed_by = WithinPartnership(Staff, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(category=Category.SAFETY), name="safe_contact_is_safety"),
            models.CheckConstraint(
                condition=Q(safe_to_write=True) | ~Q(channels__contains=[Channel.LETTER]),
                name="letters_only_where_it_is_safe_to_write",
            ),
        ]
        indexes = [
            models.Index(fields=["partnership", "person", "-confirmed_at"], name="safe_contact_newest")
        ]

    def __str__(self) -> str:
        return "how to make contact safely"
