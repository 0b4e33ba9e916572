"""Handing a case over: exactly one person answers for it, and a hand-over counts when it is accepted."""

from contextlib import AbstractContextManager
from datetime import datetime

from django.db import transaction

from rjhub.cases import policies, queries
from rjhub.cases.actions import access
from rjhub.cases.actions.tasks import ToDo, end_tasks, give_task
from rjhub.cases.happenings import happened
from rjhub.cases.models import Case, Handover
from rjhub.kernel import working_days
from rjhub.kernel.decisions import all_of, allow_if
from rjhub.partnership.models import Staff
from rjhub.sharing import doors, readers

ANSWER = "answer_handover"
DAYS_TO_ANSWER = 2


@transaction.atomic
def offer_handover(case: Case, *, to: Staff, why: str, by: Staff, at: datetime) -> Handover:
    """Ask somebody to answer for a case. Until they accept, whoever answers for it now goes on doing so.

    Raises Refused if this person may not, or if somebody is being asked already.
    """
    case = queries.lock_case(case)
    waiting = Handover.objects.filter(case=case, accepted_at=None, declined_at=None)
    all_of(
        policies.may_hand_over(by, case),
        policies.knows_nobody(to, case),
        allow_if(not waiting.exists(), "Somebody has been asked already and has not answered yet."),
        allow_if(to.id != case.answering_staff_id, f"{to.name} answers for this case already."),
    ).or_refuse()
    handover = Handover.objects.create(
        **case.row(), holder_id=to.principal_id, case_reference=case.reference, offence=case.offence,
        from_staff_id=case.answering_staff_id, to_staff=to, to_agency_id=to.agency_id, why=why, offered_at=at,
    )  # fmt: skip
    to_do = ToDo(
        kind=ANSWER, words="Say whether you will answer for this case", address=f"/handovers/{handover.id}",
        subject_id=handover.id, due_on=working_days.due_on(at, DAYS_TO_ANSWER),
    )  # fmt: skip
    give_task(case, to_do, to=to.principal_id, at=at)
    happened("cases:handover:offer", case=case, by=by, at=at, row=handover, detail=str(to))
    return handover


@transaction.atomic
def accept_handover(handover: Handover, *, by: Staff, at: datetime) -> Handover:
    """Answer for a case from now on. Raises Refused if it is not theirs to answer."""
    with _program_of(handover, "accept"):
        case, handover = _locked(handover, by=by)
        handover.accepted_at = at
        handover.save(update_fields=["accepted_at"])
        case.answering_staff, case.answering_agency_id, case.updated_at = by, by.agency_id, at
        case.version += 1
        case.save(update_fields=["answering_staff", "answering_agency", "updated_at", "version"])
        access.let_in(case, by, scope=access.ANSWER_FOR, by=by, at=at)
        end_tasks(case, ANSWER, by=by, at=at, subject_id=handover.id)
        end_tasks(case, "hand_over", by=by, at=at)
        happened("cases:handover:accept", case=case, by=by, at=at, row=handover, detail=str(by))
    return handover


@transaction.atomic
def decline_handover(handover: Handover, *, because: str, by: Staff, at: datetime) -> Handover:
    """Do not answer for a case; whoever did goes on. Raises Refused if it is not theirs to answer."""
    with _program_of(handover, "decline"):
        case, handover = _locked(handover, by=by)
        handover.declined_at, handover.declined_because = at, because
        handover.save(update_fields=["declined_at", "declined_because"])
        end_tasks(case, ANSWER, by=by, at=at, subject_id=handover.id)
        happened("cases:handover:decline", case=case, by=by, at=at, row=handover, detail=str(by))
    return handover


def _locked(handover: Handover, *, by: Staff) -> tuple[Case, Handover]:
    # The case first, as wherever a case changes: who withdraws it at the same moment would wait for this one.
    case = queries.lock_case(handover.case)
    handover = queries.lock_handover(handover)
    policies.may_answer_handover(by, handover).or_refuse()
    return case, handover


def _program_of(handover: Handover, what: str) -> AbstractContextManager[object]:
    """Act as the program for the hub: who answers may not see the case yet."""
    reader = readers.coordinators_of(handover.partnership_id)
    return doors.opened(reader, door=f"cases:handover:{what}", purpose="the program, for the hub")
