"""What makes a case sensitive or complex: raised by whoever works on it, lowered with a reason."""

from datetime import datetime

from django.db import transaction

from rjhub.cases import policies, queries
from rjhub.cases.actions import approvers
from rjhub.cases.actions.tasks import end_tasks
from rjhub.cases.gates.state import CaseState
from rjhub.cases.happenings import happened
from rjhub.cases.models import Case, Flag
from rjhub.cases.vocabulary import TaskStatus
from rjhub.kernel.decisions import all_of, allow_if
from rjhub.partnership.models import Staff
from rjhub.partnership.pathway.case_words import SensitiveFlag


@transaction.atomic
def raise_flag(case: Case, *, flag: SensitiveFlag, why: str, by: Staff, at: datetime) -> Flag:
    """Mark a case as sensitive or complex. What was approved before has to be approved again with this in view.

    Raises Refused if this person may not, or if the case is marked so already.
    """
    case = queries.lock_case(case)
    up = Flag.objects.filter(case=case, flag=flag, lowered_at=None)
    all_of(
        policies.may_work_on(by, case), allow_if(not up.exists(), "The case is marked with this already.")
    ).or_refuse()
    row = Flag.objects.create(**case.row(), flag=flag, why=why, raised_at=at, raised_by=by)
    happened("cases:flag:raise", case=case, by=by, at=at, row=row, detail=flag.label)
    if approvers.wanted_roles(CaseState(case)):
        approvers.have_the_hub_ask(case, at=at)
    return row


@transaction.atomic
def lower_flag(flag: Flag, *, because: str, by: Staff, at: datetime) -> Flag:
    """Take a mark away, saying why. Raises Refused if this person may not, or if it is away already."""
    case = queries.lock_case(flag.case)
    flag = queries.as_it_stands(flag)
    all_of(
        policies.may_lower_flag(by, case),
        allow_if(flag.lowered_at is None, "The case is no longer marked with this."),
        allow_if(because.strip(), "Say why it is no longer so."),
    ).or_refuse()
    flag.lowered_at, flag.lowered_by, flag.lowered_because = at, by, because
    flag.save(update_fields=["lowered_at", "lowered_by", "lowered_because"])
    happened("cases:flag:lower", case=case, by=by, at=at, row=flag, detail=flag.get_flag_display())
    wanted = approvers.wanted_roles(CaseState(case))
    if not wanted:
        end_tasks(case, approvers.ASK_APPROVAL, by=by, at=at, status=TaskStatus.DROPPED)
    approvers.let_approvers_go(case, wanted, by=by, at=at)
    return flag
