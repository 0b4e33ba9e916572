"""Cases, tasks and requests for information, for programs. Each shows what its page shows, through the same rules."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import QueryDict
from ninja import Path, Query, Router, Schema
from pydantic import AwareDatetime

from rjhub.cases import listing, policies, queries
from rjhub.cases.actions import answering
from rjhub.cases.forms import information as forms
from rjhub.cases.gates import CaseState, in_the_way
from rjhub.cases.happenings import sentence
from rjhub.cases.models import Case, InformationRequest, Party, Task
from rjhub.cases.pages.answers import (
    CaseLine,
    CasePage,
    Happening,
    OneSide,
    PersonInCase,
    RequestLine,
    Requests,
    TaskLine,
    Tasks,
    Timeline,
    Way,
    WholeCase,
)
from rjhub.cases.vocabulary import AnswerKind, Limit, Regime
from rjhub.kernel import clock
from rjhub.kernel.invalid import Invalid
from rjhub.partnership.middleware import StaffRequest
from rjhub.partnership.pathway.stages import StageKind
from rjhub.sharing.vocabulary import Side
from rjhub.tokens import answers
from rjhub.tokens.answers import MOST, Text, Wrong, documented

router = Router()
Reference = Annotated[str, Path(max_length=40, description="Like SX-7KW4M-9MFTH")]


class AnswerToRequest(Schema):
    """Your agency's answer. What each kind takes is what the form for it asks."""

    kind: AnswerKind
    answer: Text = ""
    reason: Text = ""
    regime: Regime | None = None
    limits: list[Limit] = []
    onward_limits: Text = ""
    agency: UUID | None = None
    whom: Text = ""


class Answered(Schema):
    """How the request stands now."""

    id: UUID
    status: str


class Wanted(Schema):
    """Which cases."""

    state: Literal["open", "waiting", "closed", "all"] = "open"
    stage: StageKind | None = None
    mine: bool = False
    after: Text = ""
    limit: answers.Limit = 50


@router.get("/cases", response=documented(CasePage), url_name="cases", summary="List cases")
def cases(request: StaffRequest, wanted: Query[Wanted]) -> CasePage:
    """List the cases that you may see."""
    narrowed = {"state": wanted.state, "stage": wanted.stage, "mine": wanted.mine}
    after = answers.read_place(wanted.after)
    found, parties = listing.some_cases(request.staff, narrowed, after=after, most=wanted.limit)
    shown = found[: wanted.limit]
    more = len(found) > wanted.limit
    return CasePage(
        items=[CaseLine(**_line(case, parties.get(case.id, []))) for case in shown],
        next=answers.place_of(shown[-1].updated_at, shown[-1].id) if more else "",
    )


@router.get("/cases/{reference}", response=documented(WholeCase), url_name="case", summary="Show a case")
def case(request: StaffRequest, reference: Reference) -> WholeCase:
    """Show one case, as far as you may see its two sides."""
    found = queries.find_case_for(request.staff, reference, may=policies.may_read_case)
    state = CaseState(found)
    return WholeCase(
        **_line(found, state.parties),
        harmed_side=_side(state.parties, Side.HARMED),
        responsible_side=_side(state.parties, Side.RESPONSIBLE),
        initiated_by=found.initiated_by,
        offence=found.offence,
        offence_group=found.offence_group,
        cj_stage=found.cj_stage,
        district=found.district,
        flags=[flag.get_flag_display() for flag in state.flags],
        closing_reason=found.closing_reason,
        ways=[] if found.is_closed else _ways(state),
    )


@router.get(
    "/cases/{reference}/timeline",
    response=documented(Timeline),
    url_name="timeline",
    summary="Show a timeline",
)
def timeline(request: StaffRequest, reference: Reference, before: AwareDatetime | None = None) -> Timeline:
    """Show what happened on a case, as far as you may see what it was about."""
    found = queries.find_case_for(request.staff, reference, may=policies.may_read_case)
    events, older = queries.page_of_events(found, before=before.isoformat() if before else "")
    return Timeline(
        items=[
            Happening(at=one.at, words=sentence(one, found), by=one.by.name if one.by else "the program")
            for one in events
        ],
        older=datetime.fromisoformat(older) if older else None,
    )


@router.get("/tasks", response=documented(Tasks), url_name="tasks", summary="List your tasks")
def tasks(request: StaffRequest, limit: Query[answers.Limit] = MOST) -> Tasks:
    """List what you have to do."""
    return Tasks(items=[_task(one) for one in queries.open_tasks_of(request.staff, limit)])


@router.get(
    "/requests", response=documented(Requests), url_name="requests", summary="List requests to your agency"
)
def requests(request: StaffRequest) -> Requests:
    """List what your agency is asked for and has not answered."""
    return Requests(items=[_request(one) for one in queries.open_requests_to(request.staff)])


@router.get(
    "/requests/{request_id}", response=documented(RequestLine), url_name="request", summary="Show a request"
)
def one_request(request: StaffRequest, request_id: UUID) -> RequestLine:
    """Show one request to your agency."""
    return _request(queries.find_request(request.staff, request_id))


@router.post(
    "/requests/{request_id}/answer",
    response=documented(Answered, 409),
    url_name="answer",
    summary="Answer a request",
)
def answer(request: StaffRequest, request_id: UUID, said: AnswerToRequest) -> Answered:
    """Answer for your agency. A request is answered once; files are sent on its page."""
    asked = queries.find_request(request.staff, request_id)
    policies.may_answer_request(request.staff, asked).or_refuse()
    form = forms.answer_to(asked, _typed(said), None)
    if not form.is_valid():
        raise Wrong(form.errors)
    try:
        answering.answer_request(asked, form.given(), by=request.staff, at=clock.now())
    except Invalid as wrong:
        raise Wrong({"answer": [wrong.message]}) from wrong
    return Answered(id=asked.id, status=queries.find_request(request.staff, request_id).status)


def _typed(said: AnswerToRequest) -> QueryDict:
    typed = QueryDict(mutable=True)
    for name, value in said.dict(exclude={"limits"}, exclude_none=True).items():
        typed[name] = str(value.value if isinstance(value, AnswerKind | Regime) else value)
    typed.setlist("limits", [limit.value for limit in said.limits])
    return typed


def _line(case: Case, parties: list[Party]) -> dict[str, Any]:
    return {
        "reference": case.reference,
        "hub": case.hub.name,
        "stage": case.stage,
        "opened_at": case.opened_at,
        "updated_at": case.updated_at,
        "closed_at": case.closed_at,
        "answered_for_by": case.answering_staff.name,
        "agency": case.answering_agency.name,
        "harmed": [one.name for one in parties if one.side == Side.HARMED],
        "responsible": [one.name for one in parties if one.side == Side.RESPONSIBLE],
    }


def _side(parties: list[Party], side: Side) -> OneSide:
    people = [_person(one) for one in parties if one.side == side]
    return OneSide(shown=bool(people), people=people)


def _person(party: Party) -> PersonInCase:
    contact = party.named_contact if party.side == Side.HARMED else None
    return PersonInCase(
        person=party.person_id,
        name=party.name,
        status=party.status,
        named_contact=contact.name if contact else "",
        relationship=party.relationship,
        hopes=party.hopes,
        under_18=party.under_18,
        in_custody=party.in_custody,
    )


def _ways(state: CaseState) -> list[Way]:
    return [
        Way(stage=stage.value, in_the_way=[one.words for one in missing])
        for stage, missing in in_the_way(state).items()
    ]


def _task(task: Task) -> TaskLine:
    return TaskLine(
        id=task.id, words=task.words, case=task.case_reference, due_on=task.due_on, page=task.address
    )


def _request(asked: InformationRequest) -> RequestLine:
    return RequestLine(
        id=asked.id,
        case=asked.case_reference,
        about=asked.side,
        name=asked.about_name,
        born_on=asked.about_born_on,
        find_by=asked.find_by,
        why=asked.why,
        questions=asked.questions.splitlines(),
        due_on=asked.due_on,
        status=asked.status,
    )
