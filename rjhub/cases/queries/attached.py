"""Reading which referrals are about the incident of a case."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q
from django.http import Http404

from rjhub.cases.models import AttachedReferral, Case
from rjhub.matching.models import Pair
from rjhub.people.models import Link, Person
from rjhub.people.vocabulary import SamePerson
from rjhub.referrals.models import Referral


def case_of_referral(referral_id: UUID) -> Case | None:
    """The case that came of a referral itself; None where none did, or whoever asks cannot see it."""
    file = Referral.objects.filter(id=referral_id).values("file_id")
    return (
        Case.objects.filter(file_id__in=file).select_related("hub__coordinators", "pathway", "file").first()
    )


def cases_of_files(file_ids: Iterable[UUID]) -> dict[UUID, Case]:
    """The cases that some files are about, as far as the reader sees them."""
    found = Case.objects.filter(file_id__in=list(file_ids)).order_by("id")
    return {case.file_id: case for case in found}


def attached_to(case: Case) -> list[AttachedReferral]:
    """Every referral that was attached to a case, also those that were taken out again, in order."""
    found = AttachedReferral.objects.filter(case=case)
    names = ("referral__agency", "attached_by__account", "settled_by__account", "detached_by__account")
    return list(found.select_related(*names).order_by("attached_at", "id"))


def attached_now(case: Case) -> list[AttachedReferral]:
    """The referrals that are attached to a case, with their files, in order."""
    found = AttachedReferral.objects.filter(case=case, detached_at=None)
    return list(found.select_related("referral__file").order_by("attached_at", "id"))


def attachment_of(referral: Referral) -> AttachedReferral | None:
    """Where a referral is attached now, if the reader sees the case."""
    found = AttachedReferral.objects.filter(referral=referral, detached_at=None)
    return found.select_related("case", "referral__file").first()


def find_attached(case: Case, attached_id: UUID) -> AttachedReferral:
    """A referral that is attached to a case now. Raises Http404 where there is none, or not for the reader."""
    found = AttachedReferral.objects.filter(case=case, id=attached_id, detached_at=None)
    row = found.select_related("referral__file").first()
    if row is None:
        raise Http404
    row.case = case
    return row


def taken_out(case: Case, attached_id: UUID) -> AttachedReferral | None:
    """A referral that was attached to a case and has been taken out again; None for any other."""
    found = AttachedReferral.objects.filter(case=case, id=attached_id, detached_at__isnull=False)
    return found.select_related("detached_by__account").first()


def lock_attached(row: AttachedReferral) -> AttachedReferral:
    """The same, held until the transaction ends. Raises AttachedReferral.DoesNotExist where it is not seen."""
    found = AttachedReferral.objects.select_for_update(of=("self",)).select_related("referral__file")
    return found.get(partnership_id=row.partnership_id, id=row.id)


def parties_taken_out(case: Case) -> set[UUID]:
    """People who came into a case with a referral that was taken out again, and with no other."""
    out: set[UUID] = set()
    held: set[UUID] = set()
    for row in AttachedReferral.objects.filter(case=case).order_by("id"):
        (out if row.detached_at else held).update(row.parties)
    return out - held


def are_joined(one: Person, other: Person) -> bool:
    """Whether a hub has decided that two records are of one person."""
    low, high = sorted((one.id, other.id))
    return Link.objects.filter(
        first_id=low, second_id=high, undone_at=None, decision=SamePerson.SAME
    ).exists()


def pairs_between(some: Iterable[UUID], others: Iterable[UUID]) -> dict[frozenset[UUID], Pair]:
    """What matching has found of people of one list beside those of another."""
    ours, theirs = list(some), list(others)
    found = Pair.objects.filter(
        Q(first_id__in=ours, second_id__in=theirs) | Q(first_id__in=theirs, second_id__in=ours)
    )
    return {frozenset({one.first_id, one.second_id}): one for one in found.order_by("id")}


def joined_between(some: Iterable[UUID], others: Iterable[UUID]) -> dict[UUID, set[UUID]]:
    """For each record of one list, those of another that hubs have decided to be of the same person."""
    ours, theirs = list(some), list(others)
    found = Link.objects.filter(
        Q(first_id__in=ours, second_id__in=theirs) | Q(first_id__in=theirs, second_id__in=ours),
        undone_at=None, decision=SamePerson.SAME,
    ).order_by("id")  # fmt: skip
    joined: dict[UUID, set[UUID]] = {}
    for link in found:
        joined.setdefault(link.first_id, set()).add(link.second_id)
        joined.setdefault(link.second_id, set()).add(link.first_id)
    return joined
