"""What is asked, as administrators and those who read the answers see it."""

from dataclasses import dataclass

from django.urls import reverse

from rjhub.design.links import Link
from rjhub.design.pieces import Column, Row, Shown, Tag, Tone
from rjhub.design.words import capital
from rjhub.feedback.instrument.schema import Question, Questionnaire, Side
from rjhub.feedback.vocabulary import Language, Variant

NOT_CHECKED = "Draft translation"


@dataclass(frozen=True)
class Questionnaires:
    """Every questionnaire, with what may still be wrong with its translations."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Shown, ...], ...]
    title: str = "Questionnaires"


@dataclass(frozen=True)
class QuestionnairePage:
    """One questionnaire, in one language: each question, who is asked it, and what alerts a supervisor."""

    draft: str
    languages: tuple[Link, ...]
    language: str
    lang: str
    groups: tuple[tuple[str, tuple[Row, ...]], ...]
    title: str
    back: Link


def page_for_all(every: tuple[Questionnaire, ...]) -> Questionnaires:
    """The list."""
    columns = tuple(Column(text) for text in ("What is asked", "Version", "Who is asked", "Languages"))
    return Questionnaires(columns, tuple(_line(one) for one in every))


def page_for(one: Questionnaire, language: Language) -> QuestionnairePage:
    """One of them."""
    address = reverse("feedback:questionnaire", args=[one.key, one.version])
    groups = tuple(
        (group.title.read(language), tuple(_row(one, question, language) for question in group.questions))
        for group in one.groups
    )
    return QuestionnairePage(
        draft=one.draft_of(language),
        languages=tuple(
            Link(other.label, f"{address}?in={other.value}")
            for other in one.languages
            if other is not language
        ),
        language=language.label,
        lang="cy" if language is Language.WELSH else "en-GB",
        groups=groups,
        title=f"{one.name}, version {one.version}",
        back=Link("Questionnaires", reverse("feedback:questionnaires")),
    )


def _line(one: Questionnaire) -> tuple[Shown, ...]:
    languages: list[Shown] = []
    for language in one.languages:
        languages.append(language.label)
        if one.draft_of(language):
            languages.append(Tag(NOT_CHECKED, Tone.SOON))
    return (
        Link(one.name, reverse("feedback:questionnaire", args=[one.key, one.version])),
        one.version,
        tuple(Variant(each).label for each in one.went),
        tuple(languages),
    )


def _row(one: Questionnaire, question: Question, language: Language) -> Row:
    shown: list[Shown] = []
    if question.scale:
        shown.append(" / ".join(each.text.read(language) for each in one.scale(question.scale).options))
    else:
        shown.append("In their own words")
    whom = _whom(one, question)
    if whom:
        shown.append(f"Asked only: {whom}")
    if question.alert:
        scale = one.scale(question.scale or "")
        alerting = " or ".join(f"“{each.text.en}”" for each in scale.options if each.value in question.alert)
        shown.append(Tag(f"A supervisor reads it within a working day: {alerting}", Tone.LATE))
    return Row(question.text.read(language), tuple(shown))


def _whom(one: Questionnaire, question: Question) -> str:
    parts = []
    if set(question.sides) != set(Side):
        parts.append(" or ".join(side.label for side in question.sides))
    if not set(one.went) <= set(question.went):
        parts.append(" or ".join(Variant(each).label.lower() for each in question.went))
    return capital(", ".join(parts)) if parts else ""
