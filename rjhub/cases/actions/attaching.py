"""A referral about an incident that has a case is attached to it: no second case, no second approach."""

from contextlib import AbstractContextManager
from datetime import datetime
from typing import cast
from uuid import UUID

from django.db import transaction

from rjhub.cases import pathways, policies, queries
from rjhub.cases.actions import approvers, taking_on
from rjhub.cases.actions.tasks import ToDo, give_task
from rjhub.cases.gates.state import CaseState
from rjhub.cases.happenings import happened
from rjhub.cases.models import AttachedReferral, Case, Flag
from rjhub.partnership.models import Principal, Staff
from rjhub.referrals.actions import joining
from rjhub.referrals.announcements import ReferralAccepted, ReferralJoined
from rjhub.referrals.models import Offence, Referral
from rjhub.referrals.queries import joined, referrals
from rjhub.sharing import doors, readers

WHO_IS_WHO = "who_is_who"
REFERRED_AGAIN = "referred_again"


def attach_joined(fact: ReferralJoined) -> None:
    """Attach a referral, with all that was joined to it, to the case of the one that a hub just joined it to.

    Where that one has no case yet, it waits until it has.
    """
    with as_the_program(fact.partnership_id):
        case = queries.case_of_referral(fact.to_id)
        if case is not None:
            _attach_each(case, [fact.id, *joined.joined_with(fact.id)])


def attach_what_waited(fact: ReferralAccepted) -> None:
    """Attach to a case that was just opened whatever was joined to its referral before."""
    with as_the_program(fact.partnership_id):
        waiting = joined.joined_with(fact.id)
        case = queries.case_of_referral(fact.id) if waiting else None
        if case is not None:
            _attach_each(case, waiting)


def as_the_program(partnership_id: int) -> AbstractContextManager[object]:
    """Act as the program for the hubs: who joins a referral to one of another hub does not see its case."""
    reader = readers.coordinators_of(partnership_id)
    return doors.opened(reader, door="cases:attaching", purpose="the program, for the hub")


def _attach_each(case: Case, ids: list[UUID]) -> None:
    found = Referral.objects.select_related("decided_by", "agency", "file").in_bulk(ids)
    for one in ids:
        referral = found[one]
        # Joining decided it, or it would not be among these: the database holds the two together.
        _attach(case, referral, by=referral.decided_by, at=cast("datetime", referral.decided_at))


@transaction.atomic
def _attach(case: Case, referral: Referral, *, by: Staff | None, at: datetime) -> AttachedReferral:
    case = queries.lock_case(case)
    row = AttachedReferral(
        **case.row(),
        referral=referral,
        reference=referral.reference,
        attached_at=at,
        attached_by=by,
        let_in=referral.hub_id != case.hub_id,
    )
    if by is not None:
        joining.let_in(referral, let_in_with(case, row), by=by, at=at)
    row.flags = [flag.id for flag in _raise_flags(case, referral, by=by, at=at)]
    row.save(force_insert=True)
    source = pathways.in_words_of(case, referral.get_source_display())
    happened(
        "cases:referral:attach",
        case=case,
        by=by,
        at=at,
        row=row,
        detail=f"{referral.reference}, from: {source}",
    )
    _give_tasks(case, row, at=at)
    return row


def let_in_with(case: Case, row: AttachedReferral) -> list[Principal]:
    """Who is let into a referral because it is attached: the hub of the case, or who is named in a sealed one."""
    hub = [case.hub.coordinators] if row.let_in else []
    if queries.sealing_of(case) is None:
        return hub
    return hub + [one.principal for one in queries.people_let_in(case) if policies.coordinates(one, case)]


def _raise_flags(case: Case, referral: Referral, *, by: Staff | None, at: datetime) -> list[Flag]:
    """Mark the case with what the referral tells of danger and of people to be careful with, at once."""
    parties = referrals.parties_with_people(referral)
    offence = Offence.objects.filter(referral=referral).order_by("id").first()
    up = set(Flag.objects.filter(case=case, lowered_at=None).values_list("flag", flat=True))
    wanted = dict.fromkeys(taking_on.flags_of(referral, parties, offence))
    raised = []
    for flag in (one for one in wanted if one not in up):
        why = f"From the referral {referral.reference} about the same incident"
        row = Flag.objects.create(**case.row(), flag=flag, why=why, raised_at=at, raised_by=by)
        happened("cases:flag:raise", case=case, by=by, at=at, row=row, detail=flag.label)
        raised.append(row)
    if raised and not case.is_closed and approvers.wanted_roles(CaseState(case)):
        approvers.have_the_hub_ask(case, at=at)
    return raised


def _give_tasks(case: Case, row: AttachedReferral, *, at: datetime) -> None:
    settle = ToDo(
        kind=WHO_IS_WHO,
        words="Say who is who in another referral about this incident",
        address=f"/cases/{case.reference}/referrals/{row.id}",
        subject_id=row.id,
    )
    give_task(case, settle, to=case.hub.coordinators_id, at=at)
    if case.is_closed:
        reopen = ToDo(
            kind=REFERRED_AGAIN,
            words="Decide whether to open this closed case again: its incident was referred again",
            address=f"/cases/{case.reference}/referrals",
            subject_id=row.id,
        )
        give_task(case, reopen, to=case.hub.coordinators_id, at=at)
