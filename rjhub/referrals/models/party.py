"""A person whom a referral names, and what was known about them when it was sent."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from rjhub.people.models import Person
from rjhub.referrals.models.referral import Referral
from rjhub.referrals.vocabulary import ContactScheme, Known, Mappa, Order, Responsibility
from rjhub.sharing.models import Protected, WithinPartnership
from rjhub.sharing.vocabulary import Side

NOTHING_OF_RESPONSIBLE = Q(
    responsibility="",
    licence_conditions="",
    orders=[],
    orders_detail="",
    mappa="",
    offender_manager="",
    prison_code="",
)
NOTHING_OF_HARMED = Q(
    enhanced_rights="", statement_made="", contact_scheme="", victim_support="", children=""
)


class ReferralParty(Protected):
    """One person in one referral, on the side of that person. Who they are stands in the people room.

    Whoever sent the referral goes on seeing this row but not the person's own record, in which others may
    later write what they must not know, such as a new name. So the name that they gave stands here.
    """

    referral = WithinPartnership(Referral, related_name="parties")
    person = WithinPartnership(Person, related_name="+")
    named_as = models.CharField(max_length=240, help_text="The name as it was given with the referral")
    relationship = models.CharField(
        max_length=120, blank=True, help_text="To the other party: stranger, neighbour ..."
    )
    told = models.CharField(max_length=9, choices=Known.choices, default=Known.NOT_KNOWN)
    agrees_to_contact = models.CharField(max_length=9, choices=Known.choices, default=Known.NOT_KNOWN)
    agrees_to_assessment = models.CharField(max_length=9, choices=Known.choices, default=Known.NOT_KNOWN)
    may_be_shared = models.CharField(
        max_length=800, blank=True, help_text="What they agreed to have shared, with whom"
    )
    hopes = models.CharField(max_length=2000, blank=True)
    own_words = models.CharField(
        max_length=4000, blank=True, help_text="What happened, as they tell it; for their own side only"
    )
    asked_for_by = models.CharField(
        max_length=200, blank=True, help_text="The relative or supporter who asked for them"
    )

    enhanced_rights = models.CharField(max_length=9, choices=Known.choices, blank=True)
    statement_made = models.CharField(
        max_length=9, choices=Known.choices, blank=True, help_text="Victim personal statement"
    )
    contact_scheme = models.CharField(max_length=12, choices=ContactScheme.choices, blank=True)
    victim_support = models.CharField(
        max_length=200, blank=True, help_text="Who supports them, and how to reach that worker"
    )
    children = models.CharField(max_length=400, blank=True)

    responsibility = models.CharField(max_length=9, choices=Responsibility.choices, blank=True)
    licence_conditions = models.CharField(max_length=800, blank=True)
    orders = ArrayField(models.CharField(max_length=15, choices=Order.choices), default=list, blank=True)
    orders_detail = models.CharField(max_length=800, blank=True)
    mappa = models.CharField(max_length=9, choices=Mappa.choices, blank=True)
    offender_manager = models.CharField(max_length=200, blank=True)
    prison_code = models.CharField(max_length=4, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "referral", "person"], name="party_once_in_a_referral"
            ),
            models.CheckConstraint(
                condition=(Q(side=Side.HARMED) & NOTHING_OF_RESPONSIBLE)
                | (Q(side=Side.RESPONSIBLE) & NOTHING_OF_HARMED),
                name="party_is_of_one_side",
            ),
        ]
        indexes = [models.Index(fields=["partnership", "person"], name="party_by_person")]

    def __str__(self) -> str:
        return f"{self.get_side_display()} in a referral"
