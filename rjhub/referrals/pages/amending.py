"""Changing a referral that was sent, and taking it back."""

from dataclasses import dataclass

from django.urls import reverse

from rjhub.design.links import Link
from rjhub.referrals.forms.amending import Amending, Withdrawing
from rjhub.referrals.models import Offence, Referral, ReferralParty


@dataclass(frozen=True)
class Amendment:
    """The questions of one part of a referral, with what stands there now."""

    form: Amending
    back: Link
    title: str


@dataclass(frozen=True)
class Withdrawal:
    """Asking why a referral is taken back."""

    form: Withdrawing
    back: Link
    title: str = "Withdraw this referral"


def amendment(referral: Referral, row: Referral | Offence | ReferralParty, form: Amending) -> Amendment:
    """The page that changes one part of a referral."""
    titles = {Referral: "Change how it came about", Offence: "Change what happened"}
    named = f"Change what you said about {row.named_as}" if isinstance(row, ReferralParty) else ""
    return Amendment(form=form, back=back_to(referral), title=named or titles[type(row)])


def back_to(referral: Referral) -> Link:
    """The way back to a referral."""
    return Link("Back to the referral", reverse("referrals:referral", args=[referral.reference]))
