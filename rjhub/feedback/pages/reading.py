"""What somebody answered, for the supervisor who reads it, and for the hub where that was agreed."""

from collections.abc import Mapping
from dataclasses import dataclass

from rjhub.design.pieces import Row, Shown, Tag, Tone
from rjhub.design.words import capital, day, moment
from rjhub.feedback import forms
from rjhub.feedback.instrument.schema import Group, Question, Questionnaire
from rjhub.feedback.models import Answer, Concern, Survey
from rjhub.feedback.vocabulary import Status


@dataclass(frozen=True)
class Answers:
    """The answers of one person to one survey."""

    about: tuple[Row, ...]
    groups: tuple[tuple[str, tuple[Row, ...]], ...]
    alerts: tuple[str, ...]
    form: forms.Reading | None
    title: str = "What somebody answered"


def page_for(
    survey: Survey,
    asked: Questionnaire,
    groups: tuple[Group, ...],
    answers: Mapping[str, Answer],
    concern: Concern | None,
    *,
    name: str,
    form: forms.Reading | None,
) -> Answers:
    """The page."""
    told = concern.questions if concern else []
    cards = tuple((group.title.en, rows) for group in groups if (rows := _rows(asked, group, answers, told)))
    alerts = tuple(question.text.en for question in asked.questions if question.key in told)
    return Answers(about=_about(survey, concern, name), groups=cards, alerts=alerts, form=form)


def _about(survey: Survey, concern: Concern | None, name: str) -> tuple[Row, ...]:
    finished = survey.status == Status.ANSWERED
    rows = [
        Row("Case", survey.case_reference),
        Row("Who", name or capital(survey.get_side_display())),
        Row("About", survey.get_went_display()),
        Row(
            "Answered",
            moment(survey.answered_at) if finished else "Not finished: this is what they typed so far",
        ),
        Row(
            "May the hub read it with their name",
            {True: "Yes", False: "No", None: "Not said, so no"}[survey.named],
        ),
    ]
    if concern is not None:
        rows.append(Row("To be read by", day(concern.due_on)))
    if concern is not None and concern.read_at and concern.read_by:
        rows.append(Row("Read", f"{moment(concern.read_at)}, {concern.read_by.name}"))
        rows.append(Row("What was done", concern.done))
    return tuple(rows)


def _rows(
    asked: Questionnaire, group: Group, answers: Mapping[str, Answer], told: list[str]
) -> tuple[Row, ...]:
    return tuple(
        Row(question.text.en, _said(asked, question, answers[question.key], told))
        for question in group.questions
        if question.key in answers and (answers[question.key].value or answers[question.key].words)
    )


def _said(asked: Questionnaire, question: Question, answer: Answer, told: list[str]) -> Shown:
    if question.scale is None:
        return answer.words
    words = next(one.text.en for one in asked.scale(question.scale).options if one.value == answer.value)
    return Tag(words, Tone.LATE) if question.key in told else words
