"""Deciding about a case at a meeting: what the case's own actions do, each with its gates, in one transaction."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from rjhub.cases import queries as cases
from rjhub.cases.actions import allocating, asking, closing, moving, transferring
from rjhub.cases.actions.tasks import ToDo, give_task
from rjhub.cases.gates.obstacles import no_obstacle
from rjhub.cases.gates.state import CaseState
from rjhub.cases.happenings import happened
from rjhub.cases.models import Case, Milestone, Party
from rjhub.cases.policies import knows_nobody, wording
from rjhub.cases.vocabulary import WordsPlace
from rjhub.design.words import day
from rjhub.hubmeetings import policies, queries
from rjhub.hubmeetings.models import AgendaItem, ItemDecision
from rjhub.hubmeetings.vocabulary import Decided
from rjhub.kernel import clock
from rjhub.kernel.decisions import Conflict, all_of, allow_if
from rjhub.kernel.ids import new_id
from rjhub.partnership.models import Agency, Staff
from rjhub.partnership.pathway import queries as rules
from rjhub.partnership.pathway.case_words import ClosingReason
from rjhub.partnership.pathway.checks import Check
from rjhub.partnership.pathway.stages import StageKind
from rjhub.sharing.vocabulary import Category

TO_DO = "hub_action"
DECIDED_MEANWHILE = (
    "Somebody else decided about this case while you were typing. Look at their decision first."
)


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What was decided, in words, with what each kind of decision asks for besides."""

    kind: Decided
    words: str
    agency: Agency | None = None
    party: Party | None = None
    category: Category = Category.CASEWORK
    due_on: date | None = None
    lead: Staff | None = None
    second: Staff | None = None
    override: str = ""
    reason: ClosingReason | None = None
    attached: int | None = None
    to_name: str = ""
    to_contact: str = ""
    agreed_by_parties: bool = False
    staff: Staff | None = None


@transaction.atomic
def decide(item: AgendaItem, verdict: Verdict, *, seen: int, by: Staff, at: datetime) -> ItemDecision:
    """Decide about a case. `seen` is the version of the item that they decide on.

    Raises Conflict if somebody decided meanwhile, Refused if this person may not or if the case's own action refuses;
    then nothing is kept.
    """
    item = queries.lock_item(item)
    if item.version != seen:
        raise Conflict(DECIDED_MEANWHILE)
    all_of(
        policies.may_decide(by, item.meeting),
        allow_if(item.left_out_at is None, "This case is left out of the agenda."),
    ).or_refuse()
    case = cases.lock_case(item.case)
    wording.let_through(case.id, WordsPlace.MEETING, verdict.words)
    decision = ItemDecision(
        **case.row(),
        id=new_id(),
        item=item,
        kind=verdict.kind,
        words=verdict.words,
        decided_at=at,
        decided_by=by,
    )
    decision.said = DOING[verdict.kind](case, verdict, decision, by, at)[:400]
    decision.save(force_insert=True)
    item.version += 1
    item.save(update_fields=["version"])
    happened(
        "cases:hub_meeting:decide", case=case, by=by, at=at, row=decision, detail=verdict.kind.label.lower()
    )
    return decision


def waits_for_the_hub(state: CaseState) -> bool:
    """Whether a case is at a stage that a decision of the hub finishes, and nobody noted one."""
    wanted = rules.gates_to_finish(state.pathway, StageKind(state.case.stage), state.facts)
    noted = Milestone.objects.filter(
        case=state.case, party=None, check_name=Check.HUB_DECIDED, undone_at=None
    )
    return Check.HUB_DECIDED in wanted and not noted.exists()


def _accept(case: Case, verdict: Verdict, decision: ItemDecision, by: Staff, at: datetime) -> str:
    del decision
    state = CaseState(case)
    allow_if(
        waits_for_the_hub(state),
        "This case does not wait for the hub to say whether it goes on. It was decided before.",
    ).or_refuse()
    moving.reach_milestone(
        case, check=Check.HUB_DECIDED, done_on=clock.day_of(at), by=by, at=at, note=verdict.words
    )
    state = CaseState(cases.lock_case(case))
    ahead = rules.next_stages(state.pathway, StageKind(case.stage), state.facts)
    if len(ahead) != 1:
        return "It goes on. Choose the next stage on the page of the case."
    stage = rules.find_stage(state.pathway, ahead[0])
    name = stage.name if stage else ahead[0].label
    clear = no_obstacle(state, ahead[0])
    if not clear:
        return f"It goes on. Before it comes to “{name}”: {' '.join(clear.reasons)}"
    moving.move_case(case, to=ahead[0], by=by, at=at)
    return f"It is now at the stage “{name}”."


def _more(case: Case, verdict: Verdict, decision: ItemDecision, by: Staff, at: datetime) -> str:
    del decision
    if verdict.agency is None or verdict.party is None or verdict.due_on is None:
        message = "more information needs an agency, a person and a day"
        raise ValueError(message)
    question = asking.Question(
        agency=verdict.agency, party=verdict.party, why="Asked at the hub’s meeting", questions=verdict.words,
        category=verdict.category, due_on=verdict.due_on,
    )  # fmt: skip
    asking.ask_agency(case, question, by=by, at=at)
    return f"{verdict.agency.short_name} is asked to answer by {day(verdict.due_on)}."


def _allocate(case: Case, verdict: Verdict, decision: ItemDecision, by: Staff, at: datetime) -> str:
    del decision
    if verdict.lead is None:
        message = "allocating needs a lead"
        raise ValueError(message)
    allocating.allocate_case(
        case, lead=verdict.lead, second=verdict.second, override=verdict.override, by=by, at=at
    )
    asked = [one.name for one in (verdict.lead, verdict.second) if one]
    return f"{' and '.join(asked)} {'are' if len(asked) > 1 else 'is'} asked to take the case."


def _not_suitable(case: Case, verdict: Verdict, decision: ItemDecision, by: Staff, at: datetime) -> str:
    del decision
    if verdict.reason is None:
        message = "not suitable needs a reason"
        raise ValueError(message)
    endings = {party.id: (verdict.reason, party.told_on) for party in cases.parties_of(case)}
    closing.close_case(
        case, reason=verdict.reason, note=verdict.words, parties=endings, attached=verdict.attached,
        not_asked_because="The hub decided that the case is not suitable.", by=by, at=at,
    )  # fmt: skip
    return f"The case is closed: {verdict.reason.label[:1].lower()}{verdict.reason.label[1:]}."


def _elsewhere(case: Case, verdict: Verdict, decision: ItemDecision, by: Staff, at: datetime) -> str:
    del decision
    transferring.offer_transfer(
        case, to_name=verdict.to_name, to_contact=verdict.to_contact, why=verdict.words,
        agreed_by_parties=verdict.agreed_by_parties, by=by, at=at,
    )  # fmt: skip
    return f"{verdict.to_name} is asked. The hub answers for the case until they accept."


def _to_do(case: Case, verdict: Verdict, decision: ItemDecision, by: Staff, at: datetime) -> str:
    del by
    if verdict.staff is None:
        message = "something to do needs somebody who does it"
        raise ValueError(message)
    knows_nobody(verdict.staff, case).or_refuse()
    task = ToDo(
        kind=TO_DO, words=verdict.words[:160], address=f"/cases/{case.reference}", subject_id=decision.id,
        due_on=verdict.due_on,
    )  # fmt: skip
    give_task(case, task, to=verdict.staff.principal_id, at=at)
    by_when = f" by {day(verdict.due_on)}" if verdict.due_on else ""
    return f"{verdict.staff.name} does it{by_when}."


def _later(case: Case, verdict: Verdict, decision: ItemDecision, by: Staff, at: datetime) -> str:
    del case, verdict, decision, by, at
    return "It comes again at the next meeting."


Doing = Callable[[Case, Verdict, ItemDecision, Staff, datetime], str]
DOING: Mapping[Decided, Doing] = {
    Decided.ACCEPT: _accept,
    Decided.MORE: _more,
    Decided.ALLOCATE: _allocate,
    Decided.NOT_SUITABLE: _not_suitable,
    Decided.ELSEWHERE: _elsewhere,
    Decided.TO_DO: _to_do,
    Decided.LATER: _later,
}
