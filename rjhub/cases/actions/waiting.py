"""Pausing a case until a day, and going on with it."""

from datetime import date, datetime

from django.db import transaction

from rjhub.cases import policies, queries
from rjhub.cases.actions.cancelling import cancel_planned_meeting
from rjhub.cases.actions.moving import enter_stage
from rjhub.cases.actions.tasks import ToDo, end_tasks, give_task
from rjhub.cases.gates.database_says import guarded
from rjhub.cases.happenings import happened
from rjhub.cases.models import Case, Party, Pause
from rjhub.cases.vocabulary import PartyStatus
from rjhub.kernel import clock
from rjhub.kernel.decisions import all_of, allow_if
from rjhub.partnership.models import Staff
from rjhub.partnership.pathway.stages import StageKind

ASK_AGAIN = "ask_again"


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

    Raises Refused if this person may not, if it does not wait, or if a gate is shut by now.
    """
    case = queries.lock_case(case)
    waiting = Pause.objects.filter(case=case, resumed_at=None).first()
    all_of(
        policies.may_work_on(by, case), allow_if(waiting is not None, "This case is not waiting.")
    ).or_refuse()
    assert waiting is not None  # noqa: S101 - refused above
    waiting.resumed_at, waiting.resumed_by = at, by
    waiting.save(update_fields=["resumed_at", "resumed_by"])
    Party.objects.filter(case=case, status=PartyStatus.NOT_NOW).update(
        status=PartyStatus.APPROACHED, ask_again_on=None
    )
    happened("cases:case:resume", case=case, by=by, at=at, row=waiting)
    end_tasks(case, ASK_AGAIN, by=by, at=at)
    with guarded(case):
        return enter_stage(case, StageKind(waiting.from_stage), by=by, at=at)
