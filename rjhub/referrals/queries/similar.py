"""Referrals that may be about the same incident, likeliest first."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch

from rjhub.partnership.models import Hub
from rjhub.people import queries as people
from rjhub.people.models import Person
from rjhub.referrals.models import Offence, Referral, ReferralParty
from rjhub.referrals.queries import keeper, routing
from rjhub.referrals.queries.keeper import Similar
from rjhub.sharing.vocabulary import Side

MOST = 12


@dataclass(frozen=True)
class Account:
    """What one referral says, in what can be compared."""

    referral: Referral
    offences: tuple[Offence, ...]
    parties: tuple[ReferralParty, ...]
    people: tuple[Person, ...]

    def on(self, side: Side) -> list[Person]:
        """Its people of one side."""
        return [person for person in self.people if person.side == side]


@dataclass(frozen=True)
class Candidate:
    """A referral that may be about the same incident. Without an account it is another hub's, and not shown."""

    similar: Similar
    hub: Hub
    account: Account | None
    near_days: int

    @property
    def same_pair(self) -> bool:
        """Whether somebody on each side may be the same."""
        return self.similar.harmed is not None and self.similar.responsible is not None

    @property
    def is_near(self) -> bool:
        """Whether the days do not speak against it, as the pathway has it."""
        return self.similar.days_apart is None or self.similar.days_apart <= self.near_days

    @property
    def is_likely(self) -> bool:
        """The same crime reference, or the same pair of people near the date: then it is the same incident."""
        return self.similar.same_crime or (self.same_pair and self.is_near)


def candidates_for(referral: Referral) -> list[Candidate]:
    """Referrals that may be about the same incident, in the whole partnership. Nothing to whoever coordinates no hub.

    The same person may properly have several cases, so one that shares only a person is shown below the likely ones.
    """
    found = sorted(keeper.similar_referrals(referral), key=_likelihood)[:MOST]
    hubs = Hub.objects.in_bulk([one.hub_id for one in found])
    accounts = accounts_of([one.referral_id for one in found])
    near = routing.near_days(referral.partnership_id)
    made = [Candidate(one, hubs[one.hub_id], accounts.get(one.referral_id), near) for one in found]
    return sorted(made, key=lambda candidate: not candidate.is_likely)


def account_of(referral: Referral) -> Account:
    """What one referral says."""
    return accounts_of([referral.id])[referral.id]


def accounts_of(ids: list[UUID]) -> dict[UUID, Account]:
    """What several referrals say, as far as the one who asks may see them."""
    found = Referral.objects.filter(id__in=ids).select_related("hub")
    referrals = found.prefetch_related(
        "offences", Prefetch("parties", ReferralParty.objects.order_by("side", "id"))
    )
    named = {party.person_id for referral in referrals for party in referral.parties.all()}
    known = people.find_people(named)
    return {
        referral.id: Account(
            referral=referral,
            offences=tuple(referral.offences.all()),
            parties=tuple(referral.parties.all()),
            people=tuple(
                known[party.person_id] for party in referral.parties.all() if party.person_id in known
            ),
        )
        for referral in referrals
    }


def first_day(account: Account) -> date | None:
    """The first day on which something happened."""
    return min((offence.happened_on for offence in account.offences if offence.happened_on), default=None)


def _likelihood(one: Similar) -> tuple[bool, int, int]:
    sure = [side for side in (one.harmed, one.responsible) if side]
    maybe = [side for side in (one.harmed, one.responsible) if side is False]
    return (
        not one.same_crime,
        -2 * len(sure) - len(maybe),
        one.days_apart if one.days_apart is not None else 0,
    )
