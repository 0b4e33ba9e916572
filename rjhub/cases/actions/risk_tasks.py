"""Who is asked for a risk assessment, and who is asked to sign one off."""

from datetime import datetime

from rjhub.cases import queries
from rjhub.cases.actions.tasks import ToDo, end_tasks, give_task
from rjhub.cases.gates import CaseState
from rjhub.cases.gates.obstacles import in_the_way
from rjhub.cases.models import Case
from rjhub.cases.vocabulary import TaskStatus
from rjhub.partnership.models import Staff
from rjhub.partnership.pathway.checks import Check

ASSESS, SIGN_OFF = "assess_risk", "sign_off_risk"


def ask_to_assess(case: Case, *, by: Staff | None, at: datetime) -> None:
    """Give the lead facilitator a task where a new stage asks for a new assessment. Of earlier stages none is left."""
    end_tasks(case, ASSESS, SIGN_OFF, by=by, at=at, status=TaskStatus.DROPPED)
    lead = next(iter(queries.accepted_facilitators(case)), None)
    ahead = in_the_way(CaseState(case)).values()
    wanted = {obstacle.check for obstacles in ahead for obstacle in obstacles}
    if lead is None or Check.RISK_ASSESSED_AT_STAGE not in wanted:
        return
    words = "Look at the risks again and assess them for the stage that the case has reached"
    give_task(case, ToDo(kind=ASSESS, words=words, address=_address(case)), to=lead.principal_id, at=at)


def ask_to_sign_off(case: Case, *, by: Staff | None, at: datetime) -> None:
    """Give the supervisor, and nobody before them, the assessment that waits to be signed off, if there is one."""
    end_tasks(case, SIGN_OFF, by=by, at=at, status=TaskStatus.DROPPED)
    waiting = CaseState(case).risk_now
    if waiting is None or waiting.signed_off_at or waiting.returned_at:
        return
    if case.supervisor is None:
        words = "Name a supervisor: a risk assessment has to be signed off"
        name = ToDo(kind=SIGN_OFF, words=words, address=f"/cases/{case.reference}/supervisor")
        give_task(case, name, to=case.hub.coordinators_id, at=at)
    else:
        sign = ToDo(
            kind=SIGN_OFF, words="Look at the risk assessment and sign it off", address=_address(case)
        )
        give_task(case, sign, to=case.supervisor.principal_id, at=at)


def _address(case: Case) -> str:
    return f"/cases/{case.reference}/risk"
