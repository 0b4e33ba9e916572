"""Answering for an agency: information, nothing held, a refusal, or another agency that should be asked."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from rjhub.cases import policies, queries
from rjhub.cases.actions import asking, held_words
from rjhub.cases.actions.documents import NewDocument, keep_document
from rjhub.cases.actions.tasks import ToDo, end_tasks, give_task
from rjhub.cases.happenings import happened
from rjhub.cases.models import Case, Document, InformationItem, InformationRequest, Party
from rjhub.cases.vocabulary import AnswerKind, Limit, Regime, RequestStatus
from rjhub.kernel import clock, working_days
from rjhub.kernel.decisions import all_of
from rjhub.partnership.models import Agency, Staff
from rjhub.sharing import doors, readers
from rjhub.sharing.vocabulary import Category, Side

if TYPE_CHECKING:
    from django.core.files.base import File  # generic only for the type checker

READ = "read_answer"
STATUS_AFTER = {
    AnswerKind.INFORMATION: RequestStatus.ANSWERED,
    AnswerKind.NOTHING_HELD: RequestStatus.ANSWERED,
    AnswerKind.REFUSED: RequestStatus.REFUSED,
    AnswerKind.ASK_ANOTHER: RequestStatus.ANSWERED,
}


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What an agency answers, under which law, and how far it may go."""

    kind: AnswerKind
    answer: str = ""
    upload: "File[Any] | None" = None
    reason: str = ""
    regime: Regime | str = ""
    limits: tuple[Limit, ...] = ()
    onward_limits: str = ""
    ask: Agency | None = None


@transaction.atomic
def answer_request(
    request: InformationRequest, answer: Answer, *, by: Staff, at: datetime
) -> InformationItem:
    """Answer for an agency. The hub is told; what was answered is seen by whoever may see its side and category.

    An agency that is named instead is asked at once, with the same time to answer. Raises Refused if it is not
    theirs to answer, or no longer open, or if the other agency may not be asked, and Invalid for a file that cannot
    be taken.
    """
    request = queries.lock_request(request)
    all_of(
        policies.may_answer_request(by, request), policies.answer_reaches_nobody(request, answer.answer)
    ).or_refuse()
    return keep_answer(request, answer, by=by, at=at)


def keep_answer(
    request: InformationRequest, answer: Answer, *, by: Staff | None, at: datetime
) -> InformationItem:
    """Keep an answer under the lock of its request. For actions that decided that whoever gives it may.

    `by` is None for somebody elsewhere, whom the request names.
    """
    with _program_of(request, "answer"):
        case = queries.lock_case(request.case)
        held = held_words.held_in(case, request.side, answer.answer, answer.reason, answer.onward_limits)
        document = _file(case, request, answer, by=by, at=at)
        if answer.ask is not None and by is not None:
            _pass_on(case, request, answer.ask, by=by, at=at)
    item = InformationItem.objects.create(
        partnership_id=request.partnership_id, file_id=request.file_id, side=request.side,
        category=request.answer_category, request=request, holder_id=request.holder_id, kind=answer.kind,
        answer=answer.answer, reason=answer.reason, regime=answer.regime, limits=_limits(answer, held),
        onward_limits=answer.onward_limits, document=document, given_at=at, given_by=by,
    )  # fmt: skip
    request.status = RequestStatus.PASSED_ON if answer.ask else STATUS_AFTER[AnswerKind(answer.kind)]
    request.answered_at, request.answered_by = at, by
    request.save(update_fields=["status", "answered_at", "answered_by"])
    with _program_of(request, "answer"):
        _tell_the_hub(case, request, AnswerKind(answer.kind), by=by, at=at)
        if held and Limit.HUB_ONLY not in answer.limits:
            held_words.keep_to_the_hub(case, item, held, by=by, at=at)
    return item


def _limits(answer: Answer, held: tuple[str, ...]) -> list[Limit]:
    """Words that may say how somebody harmed is reached stay with the hub, until it has read them."""
    return list(dict.fromkeys([*answer.limits, *([Limit.HUB_ONLY] if held else [])]))


def _file(
    case: Case, request: InformationRequest, answer: Answer, *, by: Staff | None, at: datetime
) -> Document | None:
    if answer.upload is None or by is None:
        return None
    new = NewDocument(
        side=Side(request.side),
        category=Category(request.answer_category),
        title=f"From {request.agency.short_name}",
        limits=answer.limits,
    )
    document, _ = keep_document(case, new, answer.upload, by=by, at=at)
    return document


def _pass_on(case: Case, request: InformationRequest, agency: Agency, *, by: Staff, at: datetime) -> None:
    party = Party.objects.select_related("person").get(
        partnership_id=request.partnership_id, id=request.party_id
    )
    terms = policies.Terms(case.partnership_id)
    all_of(
        policies.may_be_asked(agency, party),
        terms.let_give(agency, request.side, request.answer_category),
        policies.was_not_asked_before(agency, queries.trail_of(request)),
    ).or_refuse()
    days = max(working_days.working_days_between(clock.day_of(request.asked_at), request.due_on), 1)
    question = asking.Question(
        agency=agency,
        party=party,
        why=request.why,
        questions=request.questions,
        category=Category(request.answer_category),
        due_on=working_days.due_on(at, days),
        side=Side(request.side),
        key=request.key,
    )
    asking.ask(case, question, terms, by=by, at=at, passed_on_from=request)


def _tell_the_hub(
    case: Case, request: InformationRequest, kind: AnswerKind, *, by: Staff | None, at: datetime
) -> None:
    agency = request.asked_name
    end_tasks(case, asking.ANSWER, asking.LATE, by=by, at=at, subject_id=request.id)
    detail = f"{agency}: {kind.label.lower()}"
    happened("cases:request:answer", case=case, by=by, at=at, row=request, detail=detail)
    to_do = ToDo(
        kind=READ,
        words=f"Read what {agency} answered",
        address=f"/cases/{case.reference}/information",
        subject_id=request.id,
    )
    give_task(case, to_do, to=case.hub.coordinators_id, at=at)


def _program_of(request: InformationRequest, what: str) -> AbstractContextManager[object]:
    """Act as the program for the hub: an agency's lead contact sees nothing of the case but the request."""
    reader = readers.coordinators_of(request.partnership_id)
    return doors.opened(reader, door=f"cases:request:{what}", purpose="the program, for the hub")
