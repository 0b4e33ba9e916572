"""Who is let into the file of a case, and of its people: by role in the hub and by assignment to the case."""

from datetime import datetime

from rjhub.cases.models import Case, Party
from rjhub.partnership.models import Hub, Staff
from rjhub.sharing.actions.granting import Scope, end_grants, grant
from rjhub.sharing.models import File, Grant
from rjhub.sharing.vocabulary import Category, Purpose

COORDINATE = Scope(purpose=Purpose.COORDINATE)
# What facilitators need of a case: the minimisation matrix leaves them out of equality answers and money.
_WORK = tuple(category for category in Category if category not in {Category.EQUALITY, Category.MONEY})
FACILITATE = Scope(purpose=Purpose.FACILITATE, categories=_WORK)
SUPERVISE = Scope(purpose=Purpose.SUPERVISE, categories=_WORK)
ANSWER_FOR = Scope(purpose=Purpose.ANSWER_FOR, categories=_WORK)
WORKING = {one.purpose: one for one in (FACILITATE, SUPERVISE, ANSWER_FOR)}


def let_the_hub_in(file: File, hub: Hub, *, by: Staff | None, at: datetime) -> None:
    """Let the coordinators of a hub see a file, all of it."""
    grant(file, [hub.coordinators], scope=COORDINATE, by=by, at=at)


def let_in(case: Case, staff: Staff, *, scope: Scope, by: Staff, at: datetime) -> None:
    """Let somebody into the case and the files of its people. The wall leaves out what their side may not hold."""
    for file in _files(case):
        grant(file, [staff.principal], scope=scope, by=by, at=at)


def let_in_to(party: Party, staff: Staff, *, scope: Scope, by: Staff, at: datetime) -> None:
    """Let somebody into one side of the case, and the file of one of its people."""
    for file in (party.case.file, party.person.file):
        grant(file, [staff.principal], scope=scope, by=by, at=at)


def let_in_whoever_works_on(case: Case, file: File, *, by: Staff, at: datetime) -> None:
    """Let whoever works on a case into the file of somebody who comes into it later."""
    for held in _working_grants(case):
        grant(file, [held.holder], scope=WORKING[Purpose(held.purpose)], by=by, at=at)


def let_go_of_person(case: Case, party: Party, *, by: Staff, at: datetime) -> None:
    """End what whoever works on a case was let into of somebody who is not of it any more."""
    for held in _working_grants(case):
        purpose = Purpose(held.purpose)
        if not _needed_elsewhere(party, held.holder.staff, purpose):
            end_grants(party.person.file, [held.holder], purpose=purpose, by=by, at=at)


def let_go(case: Case, staff: Staff, *, purpose: Purpose, by: Staff | None, at: datetime) -> None:
    """End what somebody was let into for a purpose on this case; on a person's file only if no other case needs it."""
    end_grants(case.file, [staff.principal], purpose=purpose, by=by, at=at)
    for party in Party.objects.filter(case=case).select_related("person__file"):
        if not _needed_elsewhere(party, staff, purpose):
            end_grants(party.person.file, [staff.principal], purpose=purpose, by=by, at=at)


def _working_grants(case: Case) -> list[Grant]:
    held = Grant.objects.filter(
        partnership_id=case.partnership_id, file=case.file, ended_at=None, holder__staff__isnull=False
    )
    return list(held.filter(purpose__in=WORKING).select_related("holder__staff").order_by("id"))


def _files(case: Case) -> list[File]:
    people = Party.objects.filter(case=case).select_related("person__file")
    return [case.file, *(party.person.file for party in people)]


def _needed_elsewhere(party: Party, staff: Staff, purpose: Purpose) -> bool:
    others = (
        Party.objects.filter(person=party.person).exclude(case_id=party.case_id).select_related("case__file")
    )
    return any(
        other.case.file.grants.filter(holder=staff.principal_id, purpose=purpose, ended_at=None).exists()
        for other in others
    )
