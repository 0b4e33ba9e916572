"""Facts of the referrals room for other rooms: ids only, in the transaction in which they become true."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class ReferralReceived:
    """A referral arrived at a hub, which has not decided about it yet."""

    id: UUID
    partnership_id: int


@dataclass(frozen=True)
class ReferralAccepted:
    """A hub takes a referral on: there is a case from now on, in the file of the referral."""

    id: UUID
    partnership_id: int


@dataclass(frozen=True)
class ReferralJoined:
    """A hub found a referral to be about an incident that it has already; no case of its own comes of it."""

    id: UUID
    to_id: UUID
    partnership_id: int


@dataclass(frozen=True)
class ReferralDeclined:
    """A hub does not take a referral on."""

    id: UUID
    partnership_id: int


@dataclass(frozen=True)
class ReferralWithdrawn:
    """Whoever sent a referral took it back before the hub had decided."""

    id: UUID
    partnership_id: int


@dataclass(frozen=True)
class ReferralAmended:
    """Whoever sent a referral changed something in it."""

    id: UUID
    partnership_id: int


@dataclass(frozen=True)
class ImportConfirmed:
    """Somebody confirmed that the good rows of their file become referrals: a job for the background."""

    id: UUID
