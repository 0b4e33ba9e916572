"""The room's work in the background: telling those who are named in a sealed case what may be about it."""

from uuid import UUID

from procrastinate.contrib.django import app

from rjhub.cases.actions import telling_of_sealed
from rjhub.kernel import clock
from rjhub.referrals.announcements import ReferralReceived


def look_among_sealed_later(fact: ReferralReceived) -> None:
    """Put the look into the queue, in the transaction that takes a referral in: nobody waits for it."""
    look_among_sealed.defer(referral_id=str(fact.id), partnership_id=fact.partnership_id)


@app.task(name="look_among_sealed")
def look_among_sealed(referral_id: str, partnership_id: int) -> None:
    """Tell whoever is named in a sealed case of a referral that may be about it. May be run again at any point."""
    telling_of_sealed.tell_of(UUID(referral_id), partnership_id, at=clock.now())
