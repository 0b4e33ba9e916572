"""Who of a case is asked how it was, and sending it to somebody."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from rjhub.cases.models import Case, Party
from rjhub.cases.pages.frame import CaseFrame, frame_for
from rjhub.cases.pages.sides import TwoSides, two_sides
from rjhub.design.links import Link
from rjhub.design.pieces import Row, Tag, Tone
from rjhub.design.words import day, moment
from rjhub.feedback.forms import Sending
from rjhub.feedback.models import Survey
from rjhub.feedback.vocabulary import Status

HERE = "feedback:surveys"
TONES = {
    Status.DUE: Tone.TO_DO,
    Status.WAITING: Tone.WAITING,
    Status.ASKED: Tone.DOING,
    Status.ANSWERED: Tone.DONE,
    Status.ENDED: Tone.STOPPED,
}


@dataclass(frozen=True)
class SurveyCard:
    """One survey, as its card shows it."""

    title: str
    rows: tuple[Row, ...]
    actions: tuple[Link, ...]


@dataclass(frozen=True)
class Surveys:
    """Who is asked what, the two sides apart."""

    frame: CaseFrame
    sides: TwoSides
    cards: dict[object, tuple[SurveyCard, ...]]
    title: str = "Feedback"


@dataclass(frozen=True)
class SendingPage:
    """Sending somebody the questions."""

    frame: CaseFrame
    form: Sending | None
    safety: tuple[Row, ...]
    not_by: tuple[str, ...]
    leaving_href: str
    back: Link
    title: str


def surveys_page(
    case: Case, parties: list[Party], found: list[Survey], *, may_send: bool, may_read: bool
) -> Surveys:
    """Everybody of a case who was or is to be asked."""
    cards: dict[object, tuple[SurveyCard, ...]] = {
        party.id: tuple(
            _card(case, one, may_send=may_send, may_read=may_read)
            for one in found
            if one.party_id == party.id
        )
        for party in parties
    }
    return Surveys(frame_for(case, HERE), two_sides(case, parties), cards)


def sending_page(case: Case, survey: Survey, **given: Any) -> SendingPage:
    """Sending the questions to one person."""
    return SendingPage(
        frame=frame_for(case, HERE),
        leaving_href=reverse("feedback:leaving_out", args=[case.reference, survey.id]),
        back=Link("Feedback", reverse(HERE, args=[case.reference])),
        title=f"Ask {survey.party.name}: {survey.get_questionnaire_display().lower()}",
        **given,
    )


def _card(case: Case, survey: Survey, *, may_send: bool, may_read: bool) -> SurveyCard:
    status = Status(survey.status)
    rows = [Row("Status", Tag(status.label, TONES[status]))]
    if status is Status.DUE:
        rows.append(Row("To be sent by", day(survey.due_on)))
    if survey.because:
        rows.append(Row("Why", survey.get_because_display()))
    if survey.asked_at:
        rows.append(Row("Asked", f"{moment(survey.asked_at)}, by {survey.get_way_display().lower()}"))
    if survey.reminders:
        rows.append(Row("Reminded", "Once" if survey.reminders == 1 else "Twice"))
    if survey.remind_at:
        rows.append(Row("Next reminder", moment(survey.remind_at)))
    if survey.answered_at:
        rows.append(Row("Answered", moment(survey.answered_at)))
    rows.append(Row("About", survey.get_went_display()))
    actions = []
    if may_send and status is Status.DUE:
        actions.append(Link("Send", reverse("feedback:sending", args=[case.reference, survey.id])))
    if may_read and survey.named:
        actions.append(Link("Read the answers", reverse("feedback:answers", args=[survey.id])))
    return SurveyCard(survey.get_questionnaire_display(), tuple(rows), tuple(actions))
