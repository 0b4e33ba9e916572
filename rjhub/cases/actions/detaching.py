"""Taking a referral out of a case again: what was done for it is undone, what happened since stays where it belongs."""

from datetime import datetime

from django.db import transaction

from rjhub.cases import policies, queries
from rjhub.cases.actions import access
from rjhub.cases.actions.attaching import REFERRED_AGAIN, WHO_IS_WHO, as_the_program, let_in_with
from rjhub.cases.actions.tasks import end_tasks
from rjhub.cases.happenings import happened
from rjhub.cases.models import AttachedReferral, Case, Flag, Party
from rjhub.cases.vocabulary import PartyStatus, TaskStatus
from rjhub.kernel.decisions import allow_if
from rjhub.matching.actions import deciding as matching
from rjhub.partnership.models import Staff
from rjhub.partnership.pathway.case_words import ClosingReason
from rjhub.people.models import Link
from rjhub.referrals.actions import joining
from rjhub.referrals.models import Referral
from rjhub.referrals.queries import joined

GONE = "The referral that it came with was taken out of the case."


@transaction.atomic
def detach_referral(row: AttachedReferral, *, because: str, by: Staff, at: datetime) -> Referral:
    """Take a referral out of a case: it waits for its hub's decision again, with everything that it brought.

    Records that were joined for it are apart again, marks that it put on the case are taken away, and who came into the
    case with it has ended there; what was written about them stays. Referrals that had been joined to it go with it.
    Raises Refused.
    """
    joining.one_at_a_time(row.partnership_id)
    case = queries.lock_case(row.case)
    row = queries.lock_attached(row)
    policies.may_detach(by, case, row).or_refuse()
    allow_if(because.strip(), "Say why it is not about this incident.").or_refuse()
    with as_the_program(row.partnership_id):
        behind = joined.joined_with(row.referral_id)
        others = list(
            AttachedReferral.objects.select_related("referral__file")
            .filter(referral_id__in=behind, detached_at=None)
            .order_by("id")
        )
    for one in (row, *others):
        _take_out(case, one, because=because, by=by, at=at)
    referral = joining.loosen(row.referral, by=by, at=at)
    keep = set(Party.objects.filter(case=case).values_list("person__file_id", flat=True))
    for one in (row, *others):
        joining.let_go(one.referral, let_in_with(case, one), keep=keep, by=by, at=at)
    return referral


def _take_out(case: Case, row: AttachedReferral, *, because: str, by: Staff, at: datetime) -> None:
    for link in Link.objects.filter(id__in=row.links, undone_at=None).order_by("id"):
        matching.part(link, by=by, at=at)
    for flag in Flag.objects.filter(id__in=row.flags, lowered_at=None).order_by("id"):
        flag.lowered_at, flag.lowered_by, flag.lowered_because = at, by, GONE
        flag.save(update_fields=["lowered_at", "lowered_by", "lowered_because"])
        happened("cases:flag:lower", case=case, by=by, at=at, row=flag, detail=flag.get_flag_display())
    for party in Party.objects.select_related("person__file").filter(id__in=row.parties).order_by("id"):
        _end(case, party, row, by=by, at=at)
    row.detached_at, row.detached_by, row.detached_because = at, by, because
    row.save(update_fields=["detached_at", "detached_by", "detached_because"])
    for kind in (WHO_IS_WHO, REFERRED_AGAIN):
        end_tasks(case, kind, by=by, at=at, subject_id=row.id, status=TaskStatus.DROPPED)
    happened("cases:referral:detach", case=case, by=by, at=at, row=row, detail=row.reference)


def _end(case: Case, party: Party, row: AttachedReferral, *, by: Staff, at: datetime) -> None:
    happened("cases:party:take_out", case=case, by=by, at=at, row=party, detail=row.reference)
    if party.ended_at is None:
        party.status, party.ended_at, party.ending_reason = PartyStatus.ENDED, at, ClosingReason.OTHER
        party.save(update_fields=["status", "ended_at", "ending_reason"])
    access.let_go_of_person(case, party, by=by, at=at)
