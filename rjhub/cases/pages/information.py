"""Pages about what agencies hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from rjhub.cases.forms.information import Question as QuestionForm
from rjhub.cases.models import Case, InformationItem, InformationRequest, PoliceCheck
from rjhub.cases.pages.frame import CaseFrame, frame_for, why_link
from rjhub.cases.pages.police_checks import check_rows
from rjhub.cases.uploads import EVERY_KIND
from rjhub.cases.vocabulary import RequestStatus
from rjhub.design.links import Link
from rjhub.design.pieces import Row, Shown, Tag, Tone
from rjhub.design.words import day, plural
from rjhub.kernel import working_days
from rjhub.sharing.vocabulary import Side

TONES = {
    RequestStatus.ASKED: Tone.WAITING,
    RequestStatus.ANSWERED: Tone.DONE,
    RequestStatus.REFUSED: Tone.STOPPED,
    RequestStatus.PASSED_ON: Tone.DONE,
    RequestStatus.CANCELLED: Tone.WAITING,
}


@dataclass(frozen=True)
class AskedCard:
    """One request and what came of it."""

    title: str
    rows: tuple[Row, ...]
    actions: tuple[Link, ...]
    cancel_href: str
    link_href: str


@dataclass(frozen=True)
class Information:
    """All requests of a case."""

    frame: CaseFrame
    cards: tuple[AskedCard, ...]
    checks: tuple[tuple[str, tuple[Row, ...], tuple[Link, ...]], ...]
    wanted: tuple[str, ...]
    ask_href: str
    own: Link | None
    outside: Link | None
    summary: Link
    title: str = "Information from agencies"


@dataclass(frozen=True)
class Question:
    """Asking an agency something of one's own."""

    frame: CaseFrame
    form: QuestionForm
    back: Link
    title: str = "Ask an agency"


def information(
    case: Case,
    requests: list[InformationRequest],
    checks: list[PoliceCheck],
    *,
    wanted: tuple[str, ...],
    today: date,
    may_ask: bool,
) -> Information:
    """The page, as far as the reader may see it."""
    return Information(
        frame=frame_for(case, "information"),
        cards=tuple(_card(case, one, today, may_ask=may_ask) for one in requests),
        checks=tuple(
            (f"{one.get_kind_display()} check", check_rows(one), (why_link(case, one),)) for one in checks
        ),
        wanted=wanted,
        ask_href=reverse("cases:asking", args=[case.reference]) if may_ask and wanted else "",
        own=Link("Ask an agency something else", reverse("cases:question", args=[case.reference]))
        if may_ask
        else None,
        outside=Link(
            "Ask an agency outside the partnership", reverse("cases:asking_outside", args=[case.reference])
        )
        if may_ask
        else None,
        summary=Link("All answers on one page, to print", reverse("cases:gathered", args=[case.reference])),
    )


def status_tag(request: InformationRequest, today: date) -> Tag:
    """How a request stands, late ones marked."""
    if request.status == RequestStatus.ASKED and request.due_on < today:
        days = working_days.working_days_between(request.due_on, today)
        return Tag(f"Late by {plural(days, 'working day')}" if days else "Late", Tone.LATE)
    return Tag(request.get_status_display(), TONES[RequestStatus(request.status)])


def _why(case: Case, request: InformationRequest) -> Iterator[Link]:
    """Why the reader sees the request, and each kind of information that was answered."""
    yield why_link(case, request)
    answered = {(item.side, item.category): item for item in request.items.all()}
    for item in answered.values():
        if (item.side, item.category) != (request.side, request.category):
            link = why_link(case, item)
            yield Link(f"{link.text} {item.get_category_display().capitalize()}", link.href)


def _card(case: Case, request: InformationRequest, today: date, *, may_ask: bool) -> AskedCard:
    open_still = request.status == RequestStatus.ASKED
    return AskedCard(
        title=f"{request.asked_name}, about {_about(request)}",
        rows=(
            Row("Status", status_tag(request, today)),
            Row("Asked", f"{day(request.asked_at)}, for {day(request.due_on)}"),
            *_chased(request),
            *_came_from(request),
            Row("Questions", request.questions.splitlines()),
            *([Row("By which clause", request.asked_under)] if request.asked_under else []),
            *(row for item in request.items.all() for row in answer_rows(case, item)),
        ),
        actions=tuple(_why(case, request)),
        cancel_href=reverse("cases:cancelling", args=[case.reference, request.id])
        if may_ask and open_still
        else "",
        link_href=reverse("cases:new_link", args=[case.reference, request.id])
        if may_ask and open_still and request.outside_agency
        else "",
    )


def _about(request: InformationRequest) -> str:
    """Whom a request is about: one that both sides may read is told apart from one about the same person alone."""
    name = request.party.name
    return f"{name} and the case" if request.side == Side.NEUTRAL else name


def _chased(request: InformationRequest) -> list[Row]:
    steps = (
        ("Reminded", request.reminded_at),
        ("Late: every lead contact told", request.escalated_at),
        ("Late: the hub told", request.hub_told_at),
    )
    done = [f"{words}, {day(at)}" for words, at in steps if at]
    return [Row("Chased", done)] if done else []


def _came_from(request: InformationRequest) -> list[Row]:
    before = request.passed_on_from
    return [Row("Passed on by", before.agency.short_name)] if before else []


def answer_rows(case: Case, item: InformationItem) -> list[Row]:
    """An answer with who gave it, under which law, and how far it may go: the same wherever it is shown."""
    who = f"{item.source}, {day(item.given_at)}"
    file = item.document and Link(
        f"Download ({EVERY_KIND[item.document.kind].label})",
        reverse("cases:document", args=[case.reference, item.document.id]),
    )
    rows: list[tuple[str, Shown]] = [
        ("What they hold", item.answer),
        ("File", file),
        ("Reason, or whom to ask", item.reason),
        ("Given under", item.get_regime_display()),
        ("Limits", item.limits_in_words),
    ]
    return [Row("Answer", [item.get_kind_display(), who]), *(Row(key, shown) for key, shown in rows if shown)]
