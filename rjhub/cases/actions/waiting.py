"""Pausing a case until a day, and going on with it."""

from datetime import date, datetime

from django.db import transaction

from rjhub.cases import policies, queries
from rjhub.cases.actions.cancelling import cancel_planned_meeting
from rjhub.cases.actions.moving import STAGE_TASK, enter_stage
from rjhub.cases.actions.tasks import ToDo, end_tasks, give_task
from rjhub.cases.actions.waking import ASK_AGAIN, end_wait
from rjhub.cases.gates.database_says import guarded
from rjhub.cases.happenings import happened
from rjhub.cases.models import Case, Pause
from rjhub.cases.vocabulary import TaskStatus
from rjhub.kernel import clock
from rjhub.kernel.decisions import all_of, allow_if
from rjhub.partnership.models import Staff
from rjhub.partnership.pathway.stages import StageKind


@transaction.atomic
def pause_case(case: Case, *, why: str, ask_again_on: date, by: Staff, at: datetime) -> Case:
    """Let a case wait until a day; the interest is kept, and the hub is reminded.

    Raises Refused if this person may not, if it waits already, or if the day is not in the future.
    """
    case = queries.lock_case(case)
    all_of(
        policies.may_work_on(by, case),
        allow_if(case.stage != StageKind.DORMANT, "This case is waiting already."),
        allow_if(ask_again_on > clock.day_of(at), "Choose a day in the future on which to go on."),
    ).or_refuse()
    return pause(case, why=why, ask_again_on=ask_again_on, by=by, at=at)


def pause(case: Case, *, why: str, ask_again_on: date, by: Staff, at: datetime) -> Case:
    """Put a locked case to rest, if it does not rest already. For other actions."""
    if case.stage == StageKind.DORMANT:
        return case
    cancel_planned_meeting(case, why="The case is waiting.", by=by, at=at)
    row = Pause.objects.create(
        **case.row(), from_stage=case.stage, why=why, ask_again_on=ask_again_on, paused_at=at, paused_by=by
    )
    happened("cases:case:pause", case=case, by=by, at=at, row=row)
    enter_stage(case, StageKind.DORMANT, by=by, at=at)
    # The day that was agreed counts, not how long the pathway would wait otherwise.
    end_tasks(case, STAGE_TASK, by=by, at=at, status=TaskStatus.DROPPED)
    to_do = ToDo(
        kind=ASK_AGAIN,
        words="Go on with this case, or ask again",
        address=f"/cases/{case.reference}",
        due_on=ask_again_on,
    )
    give_task(case, to_do, to=case.hub.coordinators_id, at=at)
    return case


@transaction.atomic
def resume_case(case: Case, *, by: Staff, at: datetime) -> Case:
    """Go on with a case where it stopped. Whoever said not now counts as not asked yet.

    Raises Refused if this person may not, if it does not wait, before the day on which somebody may be asked, or if a
    gate is shut by now.
    """
    case = queries.lock_case(case)
    waiting = Pause.objects.filter(case=case, resumed_at=None).first()
    all_of(
        policies.may_resume(by, case), allow_if(waiting is not None, "This case is not waiting.")
    ).or_refuse()
    assert waiting is not None  # noqa: S101 - refused above
    end_wait(case, waiting, by=by, at=at)
    with guarded(case):
        return enter_stage(case, StageKind(waiting.from_stage), by=by, at=at)
