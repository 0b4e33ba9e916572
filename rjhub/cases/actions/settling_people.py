"""Saying who is who in a referral that was attached to a case, and attaching it in one step with that."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from rjhub.cases import policies, queries
from rjhub.cases.actions import access, opening, taking_on
from rjhub.cases.actions.attaching import WHO_IS_WHO
from rjhub.cases.actions.tasks import end_tasks
from rjhub.cases.happenings import happened
from rjhub.cases.models import AttachedReferral, Case, Party
from rjhub.cases.vocabulary import PartyStatus, WhoIsWho
from rjhub.kernel.decisions import Refused, all_of, allow_if
from rjhub.matching.actions import deciding as matching
from rjhub.matching.actions import looking
from rjhub.partnership.models import Staff
from rjhub.people.models import Link
from rjhub.people.vocabulary import SamePerson
from rjhub.referrals.actions.deciding import Comparison, decide_duplicates
from rjhub.referrals.models import Referral, ReferralParty
from rjhub.referrals.queries import referrals
from rjhub.referrals.vocabulary import Sameness


@dataclass(frozen=True)
class Who:
    """Who somebody named in a referral is: one of the case's people, somebody to add to it, or not known yet."""

    answer: WhoIsWho
    same_as: UUID | None = None


@transaction.atomic
def attach_referral(
    referral: Referral, case: Case, *, who: Mapping[UUID, Who], note: str, by: Staff, at: datetime
) -> AttachedReferral:
    """Decide that a referral is about the incident of a case, attach it, and say who is who: one step.

    `who` answers for each party of the referral. Raises Refused, and leaves everything as it was then.
    """
    first = Referral.objects.get(partnership_id=case.partnership_id, file_id=case.file_id)
    decide_duplicates(
        referral, Comparison(decision=Sameness.SAME, joined_to=first.id, note=note), by=by, at=at
    )
    row = queries.attachment_of(referral)
    if row is None:
        raise Refused("This case is not open to you any more. Go back and look again.")
    return settle_people(row, who=who, by=by, at=at)


@transaction.atomic
def settle_people(
    row: AttachedReferral, *, who: Mapping[UUID, Who], by: Staff, at: datetime
) -> AttachedReferral:
    """Say who is who in an attached referral: records are joined, or somebody comes into the case as well.

    Joining records that differ in what one person has once waits for a second coordinator. Raises Refused.
    """
    case = queries.lock_case(row.case)
    row = queries.lock_attached(row)
    policies.may_settle_people(by, case, row).or_refuse()
    for named in referrals.parties_with_people(row.referral):
        told = who.get(named.id, Who(WhoIsWho.LATER))
        if told.answer is WhoIsWho.SAME:
            _join(case, row, named, told.same_as, by=by, at=at)
        elif told.answer is WhoIsWho.ADD:
            _add(case, row, named, by=by, at=at)
    if all(who.get(named.id, Who(WhoIsWho.LATER)).answer is not WhoIsWho.LATER
           for named in referrals.parties_of(row.referral)):  # fmt: skip
        row.settled_at, row.settled_by = at, by
        end_tasks(case, WHO_IS_WHO, by=by, at=at, subject_id=row.id)
    row.save(update_fields=["links", "parties", "settled_at", "settled_by"])
    happened("cases:referral:settle", case=case, by=by, at=at, row=row, detail=row.reference)
    return row


def _join(
    case: Case, row: AttachedReferral, named: ReferralParty, same_as: UUID | None, *, by: Staff, at: datetime
) -> None:
    found = Party.objects.select_related("person__file").filter(case=case)
    party = found.filter(id=same_as).first() if same_as else None
    if party is None or party.side != named.side:
        raise Refused("Choose somebody of the case on the same side.")
    if party.person_id == named.person_id or queries.are_joined(party.person, named.person):
        return
    looking.compare(named.person, party.person, by=by, at=at)
    why = f"Named in {row.reference} and in the case {case.reference}, which are about one incident"
    made = matching.decide(named.person, party.person, decision=SamePerson.SAME, why=why, by=by, at=at)
    if isinstance(made, Link):
        row.links = [*row.links, made.id]


def _add(case: Case, row: AttachedReferral, named: ReferralParty, *, by: Staff, at: datetime) -> None:
    all_of(
        allow_if(not case.is_closed, "This case is closed, so nobody can be added. Open it again first.")
    ).or_refuse()
    party = Party.objects.filter(case=case, person=named.person).first()
    if party is not None and party.ended_at is None:
        return
    if party is None:
        party = opening.add_party(case, taking_on.party_from(named))
    else:
        Party.objects.filter(partnership_id=case.partnership_id, id=party.id).update(
            status=PartyStatus.WAITING, ended_at=None, ending_reason="", told_on=None
        )
    access.let_the_hub_in(named.person.file, case.hub, by=by, at=at)
    access.let_in_whoever_works_on(case, named.person.file, by=by, at=at)
    row.parties = [*row.parties, party.id]
    happened("cases:party:add", case=case, by=by, at=at, row=party, detail=row.reference)
