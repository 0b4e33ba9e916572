"""The approval of a sensitive or complex case, by somebody who holds the role that its pathway names.

Whoever approves may have nothing to do with the case otherwise. So the hub asks one named person; from then until they
have decided they see the case as its supervisor does.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from rjhub.cases import policies, queries
from rjhub.cases.actions import approvers
from rjhub.cases.actions.approvers import NOT_APPROVED, wanted_roles
from rjhub.cases.actions.safeguards import made_already
from rjhub.cases.actions.tasks import ToDo, give_task
from rjhub.cases.gates.state import CaseState
from rjhub.cases.happenings import happened
from rjhub.cases.models import Approval, Case
from rjhub.cases.vocabulary import ApprovalDecision
from rjhub.kernel.decisions import all_of, allow_if
from rjhub.partnership.models import Staff
from rjhub.partnership.vocabulary import Role


@dataclass(frozen=True, kw_only=True)
class Approving:
    """What somebody decides who was asked to approve, as what, and on which conditions."""

    decision: ApprovalDecision
    role: Role
    why: str
    conditions: str = ""


@transaction.atomic
def ask_approval(case: Case, *, of: Staff, by: Staff, at: datetime) -> None:
    """Ask one named person to approve a case. From now on they see it.

    Raises Refused if this person may not ask, or the other may not approve, or no approval is needed.
    """
    case = queries.lock_case(case)
    roles = wanted_roles(CaseState(case))
    all_of(
        policies.may_coordinate(by, case),
        allow_if(roles, "This case needs no approval now."),
        allow_if(of.holds(*roles), f"{of.name} does not hold the role that approves such cases."),
        *(policies.may_approve(of, case, role) for role in roles if of.holds(role)),
    ).or_refuse()
    approvers.let_in_to_approve(case, of, by=by, at=at)
    happened("cases:approval:ask", case=case, by=by, at=at, detail=of.name)


@transaction.atomic
def decide_approval(
    case: Case, approving: Approving, *, by: Staff, at: datetime, key: UUID | None = None
) -> Approval:
    """Approve a case with the flags that it has now, or do not. A no gives the hub a task.

    Raises Refused if this person does not hold the role, facilitates the case, or no approval is needed.
    """
    case = queries.lock_case(case)
    made = made_already(Approval, case.partnership_id, key)
    if made is not None:
        return made
    state = CaseState(case)
    all_of(
        policies.may_approve(by, case, approving.role),
        allow_if(approving.role in wanted_roles(state), "This case needs no approval now."),
    ).or_refuse()
    row = Approval.objects.create(
        **case.row(), decision=approving.decision, why=approving.why, conditions=approving.conditions,
        flags=",".join(sorted(flag.flag for flag in state.flags)), role=approving.role, decided_at=at,
        decided_by=by, submission_key=key,
    )  # fmt: skip
    happened("cases:approval:decide", case=case, by=by, at=at, row=row, detail=approving.decision.label)
    if approving.decision == ApprovalDecision.REFUSED:
        words = "Decide how the case goes on: it was not approved"
        to_do = ToDo(kind=NOT_APPROVED, words=words, address=f"/cases/{case.reference}/sensitivity")
        give_task(case, to_do, to=case.hub.coordinators_id, at=at)
    others = [role for role in wanted_roles(CaseState(case)) if role != approving.role]
    approvers.let_approvers_go(case, others, by=by, at=at)
    return row
