"""Who is asked to approve a sensitive or complex case: let in for that, and let go when nothing is left to decide."""

from collections.abc import Iterable
from datetime import datetime

from rjhub.cases import policies, queries
from rjhub.cases.actions import access
from rjhub.cases.actions.tasks import ToDo, end_tasks, give_task
from rjhub.cases.gates import assessing
from rjhub.cases.gates.state import CaseState
from rjhub.cases.models import Case
from rjhub.cases.vocabulary import TaskStatus
from rjhub.partnership.models import Staff
from rjhub.partnership.pathway import queries as rules
from rjhub.partnership.vocabulary import Role
from rjhub.sharing import doors, readers
from rjhub.sharing.vocabulary import Purpose

ASK_APPROVAL, APPROVE, NOT_APPROVED = "ask_approval", "approve", "not_approved"


def wanted_roles(state: CaseState) -> list[Role]:
    """The roles whose approval the pathway asks for on this case now, and has not got."""
    wanted = dict.fromkeys(one.by for one in rules.approvals_for(state.pathway, state.facts))
    return [Role(role.value) for role in wanted if assessing.approval_by(state, role) is None]


def have_the_hub_ask(case: Case, *, at: datetime) -> None:
    """Give the hub the task to ask somebody."""
    to_do = ToDo(
        kind=ASK_APPROVAL,
        words="Ask for the approval of a sensitive or complex case",
        address=f"/cases/{case.reference}/sensitivity",
    )
    give_task(case, to_do, to=case.hub.coordinators_id, at=at)


def let_in_to_approve(case: Case, staff: Staff, *, by: Staff, at: datetime) -> None:
    """Let somebody see a case as its supervisor does, and give them the task to decide."""
    access.let_in(case, staff, scope=access.SUPERVISE, by=by, at=at)
    end_tasks(case, ASK_APPROVAL, NOT_APPROVED, by=by, at=at)
    to_do = ToDo(
        kind=APPROVE,
        words="Say whether a sensitive or complex case may go on",
        address=f"/cases/{case.reference}/approval",
        subject_id=staff.id,
    )
    give_task(case, to_do, to=staff.principal_id, at=at)


def let_approvers_go(case: Case, still_wanted: Iterable[Role], *, by: Staff, at: datetime) -> None:
    """Let go whoever was asked and has nothing left to decide, as the program: who decided sees no more of it."""
    roles = tuple(still_wanted)
    reader = readers.coordinators_of(case.partnership_id)
    with doors.opened(reader, door="cases:approval:release", purpose="the program, for the hub"):
        for staff in queries.asked_to(case, APPROVE):
            if roles and staff.holds(*roles):
                continue
            status = TaskStatus.DONE if staff == by else TaskStatus.DROPPED
            end_tasks(case, APPROVE, by=by, at=at, subject_id=staff.id, status=status)
            if not policies.supervises(staff, case):
                access.let_go(case, staff, purpose=Purpose.SUPERVISE, by=by, at=at)
