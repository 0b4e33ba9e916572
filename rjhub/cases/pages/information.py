"""Pages about what agencies hold."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from rjhub.cases.forms.information import Answer as AnswerForm
from rjhub.cases.forms.information import Question as QuestionForm
from rjhub.cases.models import Case, InformationItem, InformationRequest
from rjhub.cases.pages.frame import CaseFrame, frame_for
from rjhub.cases.vocabulary import RequestStatus
from rjhub.design.links import Link
from rjhub.design.pieces import Column, Row, Shown, Tag, Tone
from rjhub.design.words import day

TONES = {
    RequestStatus.ASKED: Tone.WAITING,
    RequestStatus.ANSWERED: Tone.DONE,
    RequestStatus.REFUSED: Tone.STOPPED,
    RequestStatus.CANCELLED: Tone.WAITING,
}


@dataclass(frozen=True)
class AskedCard:
    """One request and what came of it."""

    title: str
    rows: tuple[Row, ...]
    cancel_href: str


@dataclass(frozen=True)
class Information:
    """All requests of a case."""

    frame: CaseFrame
    cards: tuple[AskedCard, ...]
    wanted: tuple[str, ...]
    ask_href: str
    own: Link | None
    title: str = "Information from agencies"


@dataclass(frozen=True)
class Question:
    """Asking an agency something of one's own."""

    frame: CaseFrame
    form: QuestionForm
    back: Link
    title: str = "Ask an agency"


@dataclass(frozen=True)
class Requests:
    """What an agency has been asked."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Shown, ...], ...]
    title: str = "Requests for information"


@dataclass(frozen=True)
class Request:
    """One request, as the agency that was asked sees it."""

    rows: tuple[Row, ...]
    form: AnswerForm | None
    back: Link
    title: str = "Request for information"


def information(
    case: Case, requests: list[InformationRequest], *, wanted: tuple[str, ...], today: date, may_ask: bool
) -> Information:
    """The page, as far as the reader may see it."""
    return Information(
        frame=frame_for(case, "information"),
        cards=tuple(_card(case, one, today, may_ask=may_ask) for one in requests),
        wanted=wanted,
        ask_href=reverse("cases:asking", args=[case.reference]) if may_ask and wanted else "",
        own=Link("Ask an agency something else", reverse("cases:question", args=[case.reference]))
        if may_ask
        else None,
    )


def status_tag(request: InformationRequest, today: date) -> Tag:
    """How a request stands, late ones marked."""
    if request.status == RequestStatus.ASKED and request.due_on < today:
        return Tag("Late", Tone.LATE)
    return Tag(request.get_status_display(), TONES[RequestStatus(request.status)])


def request_rows(request: InformationRequest) -> tuple[Row, ...]:
    """What the agency that is asked sees: its questions, and the least it needs to find the person."""
    born = f"Born {day(request.about_born_on)}" if request.about_born_on else "Date of birth not known"
    return (
        Row("About", [request.about_name, born]),
        Row("Case", request.case_reference),
        Row("Why we ask", request.why),
        Row("Questions", request.questions.splitlines()),
        Row("Answer by", day(request.due_on)),
    )  # fmt: skip


def _card(case: Case, request: InformationRequest, today: date, *, may_ask: bool) -> AskedCard:
    open_still = request.status == RequestStatus.ASKED
    return AskedCard(
        title=f"{request.agency.short_name}, about {request.party.name}",
        rows=(
            Row("Status", status_tag(request, today)),
            Row("Asked", f"{day(request.asked_at)}, for {day(request.due_on)}"),
            Row("Questions", request.questions.splitlines()),
            *(row for item in request.items.all() for row in _answer(item)),
        ),
        cancel_href=reverse("cases:cancelling", args=[case.reference, request.id])
        if may_ask and open_still
        else "",
    )


def _answer(item: InformationItem) -> list[Row]:
    rows = [Row("Answer", f"{item.get_kind_display()} ({item.given_by.name}, {day(item.given_at)})")]
    more = (
        ("What they hold", item.answer),
        ("Reason, or whom to ask", item.reason),
        ("Limits", item.onward_limits),
    )
    return [*rows, *(Row(key, text) for key, text in more if text)]


def requests_page(requests: list[InformationRequest], today: date) -> Requests:
    """The list for an agency's lead contacts."""
    return Requests(
        columns=(
            Column("About"),
            Column("Why we ask"),
            Column("Case"),
            Column("Answer by"),
            Column("Status"),
        ),
        rows=tuple(
            (
                Link(one.about_name, reverse("cases:request", args=[one.id])),
                one.why,
                one.case_reference,
                day(one.due_on),
                status_tag(one, today),
            )
            for one in requests
        ),
    )
