"""Asking agencies for what they hold, and taking their answers."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from rjhub.cases import clocks, policies, queries
from rjhub.cases.actions.tasks import ToDo, end_tasks, give_task
from rjhub.cases.gates.state import CaseState
from rjhub.cases.gates.wanted import Wanted, unasked
from rjhub.cases.happenings import happened
from rjhub.cases.models import Case, InformationItem, InformationRequest, Party
from rjhub.cases.vocabulary import AnswerKind, RequestStatus, TaskStatus
from rjhub.kernel.decisions import all_of, allow_if
from rjhub.partnership.models import Agency, Staff
from rjhub.partnership.pathway import queries as rules
from rjhub.sharing import doors, readers
from rjhub.sharing.vocabulary import Category, Side

ANSWER = "answer_request"
READ = "read_answer"


@dataclass(frozen=True, kw_only=True)
class Question:
    """What an agency is asked about one person, why, and by when."""

    agency: Agency
    party: Party
    why: str
    questions: str
    category: Category
    due_on: date
    side: Side | None = None
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What an agency answers."""

    kind: AnswerKind
    answer: str = ""
    reason: str = ""
    onward_limits: str = ""


@transaction.atomic
def ask_wanted(
    case: Case, chosen: Mapping[str, Agency], *, by: Staff, at: datetime
) -> list[InformationRequest]:
    """Send requests that the pathway wants: `chosen` says for each key of `Wanted` to which agency.

    What was sent meanwhile is not sent again. Raises Refused if this person may not.
    """
    case = queries.lock_case(case)
    policies.may_coordinate(by, case).or_refuse()
    state = CaseState(case)
    return [
        _ask(case, _question(state, one, chosen[one.key], at), by=by, at=at)
        for one in unasked(state)
        if one.key in chosen
    ]


@transaction.atomic
def ask_agency(case: Case, question: Question, *, by: Staff, at: datetime) -> InformationRequest:
    """Ask one agency something that the hub thought of itself.

    Raises Refused if this person may not, or if the agency stands on the other side of the wall.
    """
    case = queries.lock_case(case)
    all_of(
        policies.may_coordinate(by, case), policies.may_be_asked(question.agency, question.party)
    ).or_refuse()
    return _ask(case, question, by=by, at=at)


@transaction.atomic
def answer_request(
    request: InformationRequest, answer: Answer, *, by: Staff, at: datetime
) -> InformationItem:
    """Answer for an agency. The hub is told; what was answered is seen by whoever may see its side and category.

    Raises Refused if it is not theirs to answer, or no longer open.
    """
    request = queries.lock_request(request)
    all_of(
        policies.may_answer_request(by, request), policies.answer_reaches_nobody(request, answer.answer)
    ).or_refuse()
    item = InformationItem.objects.create(
        partnership_id=request.partnership_id, file_id=request.file_id, side=request.side,
        category=request.answer_category, request=request, holder_id=request.holder_id, kind=answer.kind,
        answer=answer.answer, reason=answer.reason, onward_limits=answer.onward_limits, given_at=at, given_by=by,
    )  # fmt: skip
    refused = answer.kind == AnswerKind.REFUSED
    request.status = RequestStatus.REFUSED if refused else RequestStatus.ANSWERED
    request.answered_at, request.answered_by = at, by
    request.save(update_fields=["status", "answered_at", "answered_by"])
    with _program_of(request, "answer"):
        case = queries.lock_case(request.case)
        end_tasks(case, ANSWER, by=by, at=at, subject_id=request.id)
        happened(
            "cases:request:answer", case=case, by=by, at=at, row=request, detail=_words(request, answer.kind)
        )
        words = f"Read what {request.agency.short_name} answered"
        to_do = ToDo(
            kind=READ, words=words, address=f"/cases/{case.reference}/information", subject_id=request.id
        )
        give_task(case, to_do, to=case.hub.coordinators_id, at=at)
    return item


@transaction.atomic
def cancel_request(request: InformationRequest, *, by: Staff, at: datetime) -> InformationRequest:
    """Ask no longer. Raises Refused if this person may not, or if it was answered."""
    case = queries.lock_case(request.case)
    request = queries.lock_request(request)
    all_of(
        policies.may_coordinate(by, case),
        allow_if(request.status == RequestStatus.ASKED, "This request is not open any more."),
    ).or_refuse()
    request.status = RequestStatus.CANCELLED
    request.save(update_fields=["status"])
    end_tasks(case, ANSWER, by=by, at=at, subject_id=request.id, status=TaskStatus.DROPPED)
    happened("cases:request:cancel", case=case, by=by, at=at, row=request, detail=request.agency.short_name)
    return request


def _question(state: CaseState, wanted: Wanted, agency: Agency, at: datetime) -> Question:
    clock = rules.clock_for(state.pathway, wanted.line)
    if clock is None:
        message = f"the request {wanted.line.key!r} has no clock"
        raise ValueError(message)
    return Question(
        agency=agency,
        party=wanted.party,
        why=wanted.line.why,
        questions="\n".join(wanted.line.questions),
        side=Side(wanted.line.about),
        category=_category(wanted),
        due_on=clocks.due_on(clock, since=at),
        key=wanted.line.key,
    )


# How to reach somebody, and what keeps them safe, is never answered in text: it goes on the person's own record.
NEVER_IN_TEXT = {Category.CONTACT, Category.SAFETY}


def _category(wanted: Wanted) -> Category:
    named = [Category(one) for one in wanted.line.categories]
    return next((one for one in named if one not in NEVER_IN_TEXT), Category.CASEWORK)


def _ask(case: Case, question: Question, *, by: Staff, at: datetime) -> InformationRequest:
    person = question.party.person
    request = InformationRequest.objects.create(
        **question.party.row() | {"side": question.side or question.party.side},
        holder_id=question.agency.leads_id, agency=question.agency, key=question.key,
        case_reference=case.reference, about_name=_full_name(question.party), about_born_on=person.born_on,
        why=question.why, questions=question.questions, answer_category=question.category, asked_at=at, asked_by=by,
        due_on=question.due_on,
    )  # fmt: skip
    to_do = ToDo(
        kind=ANSWER, words=_to_do(question), address=f"/requests/{request.id}",
        subject_id=request.id, due_on=question.due_on,
    )  # fmt: skip
    give_task(case, to_do, to=question.agency.leads_id, at=at)
    happened("cases:request:ask", case=case, by=by, at=at, row=request, detail=question.agency.short_name)
    return request


def _to_do(question: Question) -> str:
    """The task, told from others by what the pathway asks. What somebody typed is left out: it may name people."""
    why = f": {question.why[:1].lower()}{question.why[1:]}" if question.key else ""
    return f"Answer a request for information{why}"[:160]


def _full_name(party: Party) -> str:
    person = party.person
    return " ".join(part for part in (person.given_name, person.middle_names, person.family_name) if part)[
        :170
    ]


def _words(request: InformationRequest, kind: AnswerKind) -> str:
    return f"{request.agency.short_name}: {kind.label.lower()}"


def _program_of(request: InformationRequest, what: str) -> AbstractContextManager[object]:
    """Act as the program for the hub: an agency's lead contact sees nothing of the case but the request."""
    reader = readers.coordinators_of(request.partnership_id)
    return doors.opened(reader, door=f"cases:request:{what}", purpose="the program, for the hub")
