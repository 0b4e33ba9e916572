"""What somebody sees by a one-time link. What stands in the browser's tab says nothing about it."""

from dataclasses import dataclass

from django.urls import reverse

from rjhub.design.links import Link
from rjhub.feedback.forms import Asked
from rjhub.feedback.instrument.schema import Group
from rjhub.feedback.pages.words import AROUND, Around
from rjhub.feedback.vocabulary import Language

TAB = "Questions"


@dataclass(frozen=True)
class SurveyStart:
    """What it is about, and who reads it."""

    around: Around
    lang: str
    language: str
    others: tuple[Link, ...]
    title: str
    tab: str = TAB


@dataclass(frozen=True)
class SurveyPage:
    """One page of questions."""

    around: Around
    lang: str
    others: tuple[Link, ...]
    form: Asked
    step: str
    submit: str
    typing_href: str
    title: str
    tab: str = TAB


@dataclass(frozen=True)
class SurveyThanks:
    """It was sent."""

    around: Around
    lang: str
    title: str
    tab: str = TAB


@dataclass(frozen=True)
class SurveyOver:
    """The one page for every link that opens nothing, whatever the reason. It says nothing else."""

    title: str = "There is nothing to answer here"
    tab: str = TAB


def start(key: str, language: Language, languages: tuple[Language, ...]) -> SurveyStart:
    """The first page of a link."""
    others = tuple(
        Link(one.label, f"{reverse('feedback:link', args=[key])}?in={one.value}")
        for one in languages
        if one is not language
    )
    around = AROUND[language]
    return SurveyStart(around, lang_of(language), language.value, others, around.title)


def page(
    key: str, language: Language, languages: tuple[Language, ...], groups: tuple[Group, ...], *, form: Asked
) -> SurveyPage:
    """One page of questions."""
    group = form.group
    around, number = AROUND[language], groups.index(group) + 1
    others = tuple(
        Link(one.label, reverse("feedback:link_page", args=[key, one.value, group.key]))
        for one in languages
        if one is not language
    )
    return SurveyPage(
        around=around,
        lang=lang_of(language),
        others=others,
        form=form,
        step=around.page.format(number=number, count=len(groups)),
        submit=around.go_on if number < len(groups) else around.finish,
        typing_href=reverse("feedback:link_typing", args=[key, language.value, group.key]),
        title=group.title.read(language),
    )


def thanks(language: Language) -> SurveyThanks:
    """It was sent."""
    around = AROUND[language]
    return SurveyThanks(around, lang_of(language), around.thanks)


def lang_of(language: Language) -> str:
    """The language for browsers and screen readers."""
    return "cy" if language is Language.WELSH else "en-GB"
