"""Joining a referral to one about the same incident, and taking that back."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from rjhub.audit.recording import record
from rjhub.kernel.decisions import Refused, allow_if
from rjhub.partnership.models import Principal, Staff
from rjhub.people.models import Person
from rjhub.referrals.actions import letting_in
from rjhub.referrals.models import DuplicateCheck, Referral
from rjhub.referrals.queries import joined, referrals
from rjhub.referrals.queries.joined import First
from rjhub.sharing import doors, readers
from rjhub.sharing import queries as sharing
from rjhub.sharing.actions import granting
from rjhub.sharing.models import File
from rjhub.sharing.vocabulary import Purpose

CHOOSE = "Choose the referral that is about the same incident."
CLOSED = "That referral was declined or withdrawn, so there is nothing to join. Decide about this one."
ROUND = "That one was joined to this one already. Reload the page to see how they stand."


def one_at_a_time(partnership_id: int) -> None:
    """Wait for whoever joins referrals of this partnership now, so that no two end up joined to each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext('joining referrals'))", [partnership_id])


def end_of(target: UUID | None, referral: Referral) -> First:
    """The referral that has the case, or may get one, if a referral is joined to `target`. Raises Refused.

    To one that is sealed nobody joins another whom the seal shuts out: they read the same as of one that is missing.
    """
    if target is None or target == referral.id:
        raise Refused(CHOOSE)
    with _as_the_program(referral.partnership_id, "looking"):
        found = joined.first_of(target)
        sealed = found is not None and _is_sealed(found.referral_id)
    if found is None or (sealed and not Referral.objects.filter(id=found.referral_id).exists()):
        raise Refused(CHOOSE)
    allow_if(found.referral_id != referral.id, ROUND).or_refuse()
    allow_if(found.is_open, CLOSED).or_refuse()
    return found


def let_in(referral: Referral, holders: Sequence[Principal], *, by: Staff, at: datetime) -> None:
    """Let the coordinators of another hub see a referral and its people, or those who are named in a sealed case."""
    for file in _files(referral) if holders else ():
        granting.grant(file, holders, scope=letting_in.COORDINATE, by=by, at=at)


@transaction.atomic
def loosen(referral: Referral, *, by: Staff | None, at: datetime) -> Referral:
    """Take back that a referral was joined: it waits for a decision of its hub again, as before.

    The check that joined it stays readable. Whoever may act decides that; raises Refused where it is not joined.
    """
    referral = referrals.lock_referral(referral.id)
    check = DuplicateCheck.objects.select_for_update().filter(referral=referral, superseded_at=None).first()
    is_joined = check is not None and check.joined_to_id is not None
    allow_if(is_joined, "This referral is not joined to another one any more.").or_refuse()
    DuplicateCheck.objects.filter(referral=referral, superseded_at=None).update(superseded_at=at)
    referral.wait_again()
    referral.version += 1
    referral.save(update_fields=["status", "decided_at", "decided_by", "version"])
    record("referrals:referral:loosen", by=by, subject=referral, partnership=referral.partnership_id)
    return referral


def let_go(
    referral: Referral, holders: Sequence[Principal], *, keep: set[UUID], by: Staff | None, at: datetime
) -> None:
    """End what others were let into when the referral was joined, but for people whom they have anyway."""
    files = [referral.file, *(file for file in _people(referral) if file.id not in keep)]
    granting.end_grants(files, holders, purpose=Purpose.COORDINATE, by=by, at=at)


@transaction.atomic
def loosen_all(referral_id: UUID, partnership_id: int, *, at: datetime) -> int:
    """Take back every joining to a referral of which nothing comes any more. Answers how many wait again."""
    with _as_the_program(partnership_id, "loosening"):
        one_at_a_time(partnership_id)
        direct = DuplicateCheck.objects.filter(joined_to_id=referral_id, superseded_at=None)
        found = list(Referral.objects.filter(checks__in=direct).order_by("id"))
        for one in found:
            loosen(one, by=None, at=at)
    return len(found)


def _is_sealed(referral_id: UUID) -> bool:
    return sharing.sealing_of(Referral.objects.select_related("file").get(id=referral_id).file) is not None


def _files(referral: Referral) -> list[File]:
    return [referral.file, *_people(referral)]


def _people(referral: Referral) -> list[File]:
    named: list[Person] = [party.person for party in referrals.parties_with_people(referral)]
    return [person.file for person in named]


def _as_the_program(partnership_id: int, what: str) -> AbstractContextManager[object]:
    reader = readers.coordinators_of(partnership_id)
    return doors.opened(reader, door=f"referrals:{what}", purpose="duplicate check")
