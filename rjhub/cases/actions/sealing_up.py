"""Sealing an exceptional case: only people who are named one by one see it, and nobody else learns that it is there."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from rjhub.cases import policies, queries
from rjhub.cases.actions import access
from rjhub.cases.actions.asking import cancel_open_requests
from rjhub.cases.actions.handing_back import BackBecause, hand_back
from rjhub.cases.happenings import happened
from rjhub.cases.models import Case, Party
from rjhub.kernel.decisions import all_of, allow_if
from rjhub.partnership.models import Staff
from rjhub.referrals.queries import referrals
from rjhub.sharing import doors, readers
from rjhub.sharing.actions import granting, shutting
from rjhub.sharing.models import File, Sealing
from rjhub.sharing.vocabulary import Purpose

WHY = BackBecause("The case was sealed.", "does not see this sealed case")


@transaction.atomic
def seal_case(case: Case, *, keeps: Iterable[Staff], because: str, by: Staff, at: datetime) -> Sealing:
    """Seal a case to whoever seals it and the people named. Whoever else worked on it hands back what they had.

    Raises Refused if this person may not, if the case is sealed already, or if nobody would be left who coordinates it
    or answers for it.
    """
    case = queries.lock_case(case)
    named = list(dict.fromkeys((by, *keeps)))
    all_of(
        policies.may_seal(by, case),
        allow_if(queries.sealing_of(case) is None, "This case is sealed already."),
        policies.may_keep(case, named),
    ).or_refuse()
    reader = readers.coordinators_of(case.partnership_id)
    with doors.opened(reader, door="cases:sealing", purpose="the program, for the hub"):
        files = _files_of_this_case_alone(case)
        cancel_open_requests(case, by=by, at=at)
        for one in queries.people_let_in(case):
            if one not in named:
                hand_back(case, one, files=files, why=WHY, by=by, at=at)
        coordinators = [one.principal for one in named if policies.coordinates(one, case)]
        for file in files:
            granting.grant(file, coordinators, scope=access.COORDINATE, by=by, at=at)
        happened("cases:case:seal", case=case, by=by, at=at)
        return shutting.seal(case.file, because=because, by=by, at=at)


@transaction.atomic
def unseal_case(case: Case, *, because: str, by: Staff, at: datetime) -> None:
    """Open a sealed case to its hub again. Whoever was let go is asked anew, or not at all.

    Raises Refused if this person may not, or if the case is not sealed.
    """
    case = queries.lock_case(case)
    sealing = queries.sealing_of(case)
    all_of(
        policies.may_seal(by, case), allow_if(sealing is not None, "This case is not sealed any more.")
    ).or_refuse()
    if sealing is not None:
        shutting.unseal(sealing, because=because, by=by, at=at)
    happened("cases:case:unseal", case=case, by=by, at=at)
    reader = readers.coordinators_of(case.partnership_id)
    with doors.opened(reader, door="cases:unsealing", purpose="the program, for the hub"):
        holders = [one.principal for one in queries.people_let_in(case)]
        files = _files_of_this_case_alone(case)
        granting.end_grants(files, holders, purpose=Purpose.COORDINATE, by=by, at=at)


def _files_of_this_case_alone(case: Case) -> list[File]:
    """The files that are sealed with a case: somebody who is in another case too stays known to whoever works there.

    Among them are the referrals that were attached to it, and the people whom they name.
    """
    attached = queries.attached_now(case)
    people = [
        one.person for one in Party.objects.filter(case=case).select_related("person__file").order_by("id")
    ]
    people += [one.person for row in attached for one in referrals.parties_with_people(row.referral)]
    alone = (
        one.file for one in people if not Party.objects.filter(person=one.id).exclude(case=case).exists()
    )
    return list(dict.fromkeys((case.file, *(row.referral.file for row in attached), *alone)))
