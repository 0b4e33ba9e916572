"""What a hub decides about a referral: whether it has the incident already, and whether it takes it on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from rjhub.audit.recording import record
from rjhub.kernel import clock
from rjhub.kernel.decisions import allow_if
from rjhub.partnership import queries as partnerships
from rjhub.partnership.models import Hub, PathwayVersion, Staff
from rjhub.people.actions import stopping
from rjhub.referrals import policies
from rjhub.referrals.actions import joining
from rjhub.referrals.announcements import ReferralAccepted, ReferralDeclined, ReferralJoined
from rjhub.referrals.models import DuplicateCheck, Referral, ReferralParty
from rjhub.referrals.queries import keeper, referrals
from rjhub.referrals.queries.joined import First
from rjhub.referrals.vocabulary import DeclineReason, Sameness
from rjhub.sharing.vocabulary import Category, Side
from rjhub.tasks.announcing import announce


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What somebody found when they compared a referral with others."""

    decision: Sameness
    joined_to: UUID | None = None
    note: str = ""


@transaction.atomic
def decide_duplicates(referral: Referral, found: Comparison, *, by: Staff, at: datetime) -> DuplicateCheck:
    """Decide whether a referral is about an incident that the hubs have already. An earlier "not sure" stays readable.

    If it is, it is joined to the other one: no case of its own comes of it, the hub of the other one sees it, and
    whoever sent it reads that it was accepted. Raises Refused.
    """
    is_same = found.decision == Sameness.SAME
    if is_same:
        joining.one_at_a_time(referral.partnership_id)
    referral = referrals.lock_referral(referral.id)
    policies.may_check_duplicates(by, referral).or_refuse()
    similar = {one.referral_id for one in keeper.similar_referrals(referral)}
    target = joining.end_of(found.joined_to, referral) if is_same else None
    DuplicateCheck.objects.filter(referral=referral, superseded_at=None).update(superseded_at=at)
    check = DuplicateCheck.objects.create(
        partnership_id=referral.partnership_id,
        file_id=referral.file_id,
        side=Side.NEUTRAL,
        category=Category.CASEWORK,
        referral=referral,
        candidates=sorted(similar),
        decision=found.decision,
        joined_to_id=target.referral_id if target else None,
        note=found.note,
        decided_by=by,
        decided_at=at,
    )
    record(
        "referrals:duplicates:decide",
        by=by,
        subject=check,
        partnership=referral.partnership_id,
        changed=(found.decision.value,),
    )
    if target is not None:
        _join(referral, target, by=by, at=at)
    return check


@transaction.atomic
def accept_referral(
    referral: Referral, *, by: Staff, at: datetime, pathway: PathwayVersion | None = None
) -> Referral:
    """Take a referral on, by another of the partnership's pathways than it came in by if one is named.

    Raises Refused if they may not, nobody has checked for duplicates yet, or the pathway is not in force.
    """
    referral = referrals.lock_referral(referral.id)
    policies.may_accept(by, referral, referrals.current_check(referral)).or_refuse()
    if pathway is not None:
        in_force = partnerships.pathways_in_force(referral.partnership_id)
        allow_if(pathway in in_force, "That pathway is not in force any more. Choose again.").or_refuse()
        referral.pathway = pathway
    _accept(referral, by=by, at=at)
    record("referrals:referral:accept", by=by, subject=referral, partnership=referral.partnership_id)
    announce(ReferralAccepted(referral.id, referral.partnership_id))
    return referral


@transaction.atomic
def decline_referral(
    referral: Referral,
    *,
    by: Staff,
    at: datetime,
    reason: DeclineReason,
    words: str = "",
    said_no: Sequence[ReferralParty] = (),
) -> Referral:
    """Do not take a referral on, and say why to whoever sent it.

    Where somebody does not want it, that is kept as their no, so that no agency asks them again. Raises Refused.
    """
    referral = referrals.lock_referral(referral.id)
    policies.may_decline(by, referral).or_refuse()
    allow_if(
        said_no or reason != DeclineReason.NOT_AGREED,
        "Say who does not want it, so that nobody asks them again.",
    ).or_refuse()
    for party in said_no:
        stopping.record_stop(party.person, said_on=clock.day_of(at), said_to=by.agency, by=by, at=at)
    referral.decline(by=by, at=at, reason=reason, words=words)
    referral.version += 1
    referral.save()
    record("referrals:referral:decline", by=by, subject=referral, partnership=referral.partnership_id)
    announce(ReferralDeclined(referral.id, referral.partnership_id))
    return referral


def _join(referral: Referral, target: First, *, by: Staff, at: datetime) -> None:
    if target.hub_id != referral.hub_id:
        hub = Hub.objects.select_related("coordinators").get(id=target.hub_id)
        joining.let_in(referral, [hub.coordinators], by=by, at=at)
    _accept(referral, by=by, at=at)
    record("referrals:referral:join", by=by, subject=referral, partnership=referral.partnership_id)
    announce(ReferralJoined(referral.id, target.referral_id, referral.partnership_id))


def _accept(referral: Referral, *, by: Staff, at: datetime) -> None:
    referral.accept(by=by, at=at)
    referral.version += 1
    referral.save(update_fields=["status", "decided_at", "decided_by", "pathway", "version"])
