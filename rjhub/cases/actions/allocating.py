"""Allocation: a coordinator gives a case to two facilitators, who each accept it or do not."""

from contextlib import AbstractContextManager
from datetime import datetime

from django.db import transaction

from rjhub.cases import pairing, policies, queries
from rjhub.cases.actions import access
from rjhub.cases.actions.tasks import ToDo, end_tasks, give_task
from rjhub.cases.gates.state import CaseState
from rjhub.cases.happenings import happened
from rjhub.cases.models import Allocation, Case
from rjhub.cases.vocabulary import FacilitatorPart, TaskStatus
from rjhub.kernel import working_days
from rjhub.kernel.decisions import all_of, allow_if
from rjhub.partnership.models import Staff
from rjhub.sharing import doors, readers
from rjhub.sharing.vocabulary import Purpose

ANSWER = "answer_allocation"
DAYS_TO_ANSWER = 5


@transaction.atomic
def allocate_case(
    case: Case, *, lead: Staff, second: Staff | None, override: str = "", by: Staff, at: datetime
) -> list[Allocation]:
    """Ask two facilitators to take a case. Whoever had been asked and is not among them is let go.

    `override` is the reason for putting a rule aside that may be. Raises Refused with everything that speaks against.
    """
    case = queries.lock_case(case)
    policies.may_coordinate(by, case).or_refuse()
    against = pairing.problems(CaseState(case), lead, second)
    all_of(*(allow_if(not one.must, one.words) for one in against)).or_refuse()
    all_of(*(allow_if(override, f"{one.words} Say why you put this aside.") for one in against)).or_refuse()
    wanted = {FacilitatorPart.LEAD: lead, FacilitatorPart.SECOND: second}
    for there in queries.allocations_in_force(case).select_related("case"):
        if wanted[FacilitatorPart(there.part)] != there.facilitator:
            let_facilitator_go(there, because="Somebody else was asked.", by=by, at=at)
    standing = {FacilitatorPart(one.part) for one in queries.allocations_in_force(case)}
    return [
        _ask(case, somebody, part, override, by=by, at=at)
        for part, somebody in wanted.items()
        if somebody is not None and part not in standing
    ]


@transaction.atomic
def accept_allocation(allocation: Allocation, *, knows_nobody: bool, by: Staff, at: datetime) -> Allocation:
    """Take a case on. From now on they see what facilitators see.

    Raises Refused if it is not theirs to answer, or if they know somebody in the case.
    """
    allow_if(
        knows_nobody, "Somebody who knows anybody in a case cannot facilitate it. Decline it instead."
    ).or_refuse()
    with _program_of(allocation, "accept"):
        case, allocation = _locked(allocation, by=by)
        allocation.accepted_at, allocation.knows_nobody = at, True
        allocation.save(update_fields=["accepted_at", "knows_nobody"])
        access.let_in(case, by, scope=access.FACILITATE, by=by, at=at)
        end_tasks(case, ANSWER, by=by, at=at, subject_id=allocation.id)
        happened(
            "cases:allocation:accept", case=case, by=by, at=at, row=allocation, detail=_words(allocation)
        )
    return allocation


@transaction.atomic
def decline_allocation(allocation: Allocation, *, because: str, by: Staff, at: datetime) -> Allocation:
    """Do not take a case on, saying why. The coordinators of the hub get a task to ask somebody else.

    Raises Refused if it is not theirs to answer.
    """
    with _program_of(allocation, "decline"):
        case, allocation = _locked(allocation, by=by)
        allocation.declined_at, allocation.declined_because = at, because
        allocation.save(update_fields=["declined_at", "declined_because"])
        end_tasks(case, ANSWER, by=by, at=at, subject_id=allocation.id)
        happened(
            "cases:allocation:decline", case=case, by=by, at=at, row=allocation, detail=_words(allocation)
        )
        ask_again = ToDo(
            kind="allocate", words="Ask another facilitator: one has declined",
            address=f"/cases/{case.reference}/responsibility",
        )  # fmt: skip
        give_task(case, ask_again, to=case.hub.coordinators_id, at=at)
    return allocation


@transaction.atomic
def end_allocation(allocation: Allocation, *, because: str, by: Staff, at: datetime) -> None:
    """Let a facilitator go. They see nothing of the case from their next request on.

    Raises Refused if this person may not.
    """
    case = queries.lock_case(allocation.case)
    policies.may_coordinate(by, case).or_refuse()
    let_facilitator_go(allocation, because=because, by=by, at=at)


def _ask(
    case: Case, somebody: Staff, part: FacilitatorPart, override: str, *, by: Staff, at: datetime
) -> Allocation:
    names = ", ".join(party.person.name for party in queries.parties_of(case))
    allocation = Allocation.objects.create(
        **case.row(), facilitator=somebody, agency_id=somebody.agency_id, part=part, allocated_at=at,
        allocated_by=by, override=override, holder_id=somebody.principal_id, case_reference=case.reference,
        offence=case.offence, people=names[:400],
    )  # fmt: skip
    happened("cases:allocation:ask", case=case, by=by, at=at, row=allocation, detail=_words(allocation))
    end_tasks(case, "allocate", by=by, at=at)
    to_do = ToDo(
        kind=ANSWER, words="Say whether you can take this case", address=f"/allocations/{allocation.id}",
        subject_id=allocation.id, due_on=working_days.due_on(at, DAYS_TO_ANSWER),
    )  # fmt: skip
    give_task(case, to_do, to=somebody.principal_id, at=at)
    return allocation


def let_facilitator_go(allocation: Allocation, *, because: str, by: Staff | None, at: datetime) -> None:
    """End an allocation, and what it let somebody see. For other actions, which have asked whether they may."""
    allocation.ended_at, allocation.ended_because = at, because
    allocation.save(update_fields=["ended_at", "ended_because"])
    case = allocation.case
    end_tasks(case, ANSWER, by=by, at=at, subject_id=allocation.id, status=TaskStatus.DROPPED)
    access.let_go(case, allocation.facilitator, purpose=Purpose.FACILITATE, by=by, at=at)
    happened("cases:allocation:end", case=case, by=by, at=at, row=allocation, detail=_words(allocation))


def _words(allocation: Allocation) -> str:
    return f"{allocation.facilitator.name}, {allocation.get_part_display().lower()}"


def _locked(allocation: Allocation, *, by: Staff) -> tuple[Case, Allocation]:
    # The case first, as wherever a case changes: two who answer at the same moment would wait for each other.
    case = queries.lock_case(allocation.case)
    allocation = queries.lock_allocation(allocation)
    policies.may_answer_allocation(by, allocation).or_refuse()
    return case, allocation


def _program_of(allocation: Allocation, what: str) -> AbstractContextManager[object]:
    """Act as the program for the hub: who answers may not see the case yet, or any more."""
    reader = readers.coordinators_of(allocation.partnership_id)
    return doors.opened(reader, door=f"cases:allocation:{what}", purpose="the program, for the hub")
