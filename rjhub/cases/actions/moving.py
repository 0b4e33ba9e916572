"""Moving a case along its pathway, and noting what its checks ask for."""

from datetime import date, datetime

from django.db import transaction

from rjhub.cases import clocks, policies, queries
from rjhub.cases.actions.risk_tasks import ask_to_assess
from rjhub.cases.actions.tasks import ToDo, end_tasks, give_task
from rjhub.cases.actions.waking import end_wait
from rjhub.cases.gates import CaseState
from rjhub.cases.gates.database_says import guarded
from rjhub.cases.gates.obstacles import no_obstacle
from rjhub.cases.happenings import happened
from rjhub.cases.models import Case, Milestone, Party, StageMove
from rjhub.kernel.decisions import all_of, allow_if
from rjhub.partnership.models import Staff
from rjhub.partnership.pathway import queries as rules
from rjhub.partnership.pathway.checks import Check
from rjhub.partnership.pathway.stages import StageKind
from rjhub.partnership.pathway.vocabulary import Event
from rjhub.sharing.vocabulary import Category, Side

STAGE_TASK = "stage"
# These clocks do not run from the beginning of a stage: what starts them gives its own tasks.
BY_ITSELF = {Event.BROUGHT_TOGETHER, Event.AGREEMENT_MADE}


@transaction.atomic
def move_case(case: Case, *, to: StageKind, by: Staff, at: datetime, note: str = "") -> Case:
    """Take a case to the next stage of its pathway.

    Raises Refused if this person may not, if the pathway does not lead there, or with all that stands in the way.
    """
    case = queries.lock_case(case)
    state = CaseState(case)
    leads_there = to in rules.next_stages(state.pathway, StageKind(case.stage), state.facts)
    all_of(
        policies.may_move(by, case),
        allow_if(leads_there, "The pathway does not lead there from this stage."),
    ).or_refuse()
    no_obstacle(state, to).or_refuse()
    waiting = queries.open_pause(case) if case.stage == StageKind.DORMANT else None
    if waiting is not None:
        end_wait(case, waiting, by=by, at=at)
    with guarded(case, savepoint=False):
        return enter_stage(case, to, by=by, at=at, note=note)


def enter_stage(case: Case, to: StageKind, *, by: Staff | None, at: datetime, note: str = "") -> Case:
    """Put a locked case into a stage, with its move, its clock and its line in the timeline. For other actions."""
    before = case.stage
    case.stage, case.stage_since, case.updated_at = to, at, at
    case.version += 1
    case.save(update_fields=["stage", "stage_since", "updated_at", "version"])
    move = StageMove.objects.create(
        partnership_id=case.partnership_id,
        file_id=case.file_id,
        side=Side.NEUTRAL,
        category=Category.CASEWORK,
        case=case,
        from_stage=before,
        to_stage=to,
        moved_at=at,
        moved_by=by,
        note=note,
    )
    pathway = CaseState(case).pathway
    stage = rules.find_stage(pathway, to)
    happened("cases:case:move", case=case, by=by, at=at, row=move, detail=stage.name if stage else to.label)
    _start_clock(case, to, by=by, at=at)
    ask_to_assess(case, by=by, at=at)
    return case


def _start_clock(case: Case, to: StageKind, *, by: Staff | None, at: datetime) -> None:
    end_tasks(case, STAGE_TASK, by=by, at=at)
    pathway = CaseState(case).pathway
    clock = rules.clock_for(pathway, to)
    if clock is None or clock.starts in BY_ITSELF:
        return
    words = clock.label[0].upper() + clock.label[1:]
    to_do = ToDo(
        kind=STAGE_TASK,
        words=words,
        address=f"/cases/{case.reference}",
        due_on=clocks.due_on(clock, since=at),
    )
    give_task(case, to_do, to=clocks.holder_of(clock, case), at=at)


@transaction.atomic
def reach_milestone(
    case: Case,
    *,
    check: Check,
    done_on: date,
    by: Staff,
    at: datetime,
    party: Party | None = None,
    note: str = "",
) -> Milestone:
    """Note that something which a check asks for was done.

    Raises Refused if this person may not, or if it is noted already.
    """
    case = queries.lock_case(case)
    policies.may_work_on(by, case).or_refuse()
    there = Milestone.objects.filter(case=case, party=party, check_name=check, undone_at=None)
    allow_if(not there.exists(), "This is noted already.").or_refuse()
    return note_milestone(case, check, done_on=done_on, by=by, at=at, party=party, note=note)


def note_milestone(
    case: Case,
    check: Check,
    *,
    done_on: date,
    by: Staff,
    at: datetime,
    party: Party | None = None,
    note: str = "",
) -> Milestone:
    """Note on a locked case that something was done. For other actions, which have asked whether they may."""
    milestone = Milestone.objects.create(
        partnership_id=case.partnership_id,
        file_id=case.file_id,
        side=party.side if party else Side.NEUTRAL,
        category=Category.CASEWORK,
        case=case,
        party=party,
        check_name=check,
        done_on=done_on,
        note=note,
        recorded_at=at,
        recorded_by=by,
    )
    happened("cases:milestone:reach", case=case, by=by, at=at, row=milestone, detail=_done_words(check))
    return milestone


@transaction.atomic
def reach_milestones(
    case: Case, *, check: Check, done_on: date, by: Staff, at: datetime, note: str = ""
) -> list[Milestone]:
    """Note a milestone for everybody of the side that it is about, or for the case if it is about no side.

    Raises Refused if this person may not, or if it is noted already for all of them.
    """
    side = next((side for side in (Side.HARMED, Side.RESPONSIBLE) if check.value.endswith(side)), None)
    if check == Check.NO_PROMISE_EXPLAINED:
        side = Side.RESPONSIBLE
    if check == Check.TRAUMA_SUPPORT_OFFERED:
        side = Side.HARMED
    if side is None:
        return [reach_milestone(case, check=check, done_on=done_on, by=by, at=at, note=note)]
    noted = {one.party_id for one in CaseState(case).milestones.get(check, ())}
    waiting = [party for party in CaseState(case).going(side) if party.id not in noted]
    allow_if(waiting, "This is noted already.").or_refuse()
    return [
        reach_milestone(case, check=check, done_on=done_on, by=by, at=at, party=party, note=note)
        for party in waiting
    ]


@transaction.atomic
def undo_milestone(milestone: Milestone, *, by: Staff, at: datetime, why: str) -> None:
    """Take back a milestone that was noted by mistake. Raises Refused if this person may not."""
    case = queries.lock_case(milestone.case)
    policies.may_work_on(by, case).or_refuse()
    Milestone.objects.filter(partnership_id=case.partnership_id, id=milestone.id, undone_at=None).update(
        undone_at=at, undone_by=by, undone_because=why
    )
    happened(
        "cases:milestone:undo",
        case=case,
        by=by,
        at=at,
        row=milestone,
        detail=_done_words(Check(milestone.check_name)),
    )


def _done_words(check: Check) -> str:
    return MILESTONES[check]


# The checks that ask for something which is simply done, each with the words of the timeline once it is.
MILESTONES: dict[Check, str] = {
    Check.REFERRAL_ACKNOWLEDGED: "Whoever sent the referral was told that it arrived",
    Check.COURT_CONDITIONS_CHECKED: "Offence, court and plea were checked",
    Check.HUB_DECIDED: "The hub decided that the case goes on",
    Check.TOLD_HARMED: "The person harmed was told what restorative justice is",
    Check.TOLD_RESPONSIBLE: "The person responsible was told what restorative justice is",
    Check.NO_PROMISE_EXPLAINED: "The person responsible was told that nothing is promised about sentence",
    Check.PRISON_ARRANGED: "The prison agreed the visit",
    Check.TRAUMA_SUPPORT_OFFERED: "The person harmed was offered support for trauma",
}
