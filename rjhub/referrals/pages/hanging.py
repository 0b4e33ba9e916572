"""The referrals that name a person, for whoever compares their record with another."""

from collections.abc import Iterator

from django.urls import reverse

from rjhub.design.links import Link
from rjhub.people.models import Person
from rjhub.referrals.models import ReferralParty


def referrals_of(person: Person) -> Iterator[Link]:
    """Each referral that names them and that the one who asks may see, the newest first."""
    found = ReferralParty.objects.filter(person=person).select_related("referral")
    for party in found.order_by("-referral__received_at", "id"):
        referral = party.referral
        yield Link(
            f"{referral.reference}, {referral.get_status_display().lower()}",
            reverse("referrals:referral", args=[referral.reference]),
        )
