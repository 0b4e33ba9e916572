"""Questions on the pages of the feedback room; those of a questionnaire come from its file."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import QueryDict

from rjhub.design import forms
from rjhub.feedback.actions.answering import Said
from rjhub.feedback.instrument.schema import Group, Questionnaire
from rjhub.feedback.models import Answer
from rjhub.feedback.vocabulary import Language
from rjhub.people.vocabulary import Channel

LONGEST = 2_000


class Asked(forms.Form):
    """One page of a questionnaire. Nothing has to be answered."""

    marks_optional = False

    def __init__(
        self,
        data: QueryDict | None,
        *,
        group: Group,
        questionnaire: Questionnaire,
        language: Language,
        answers: Mapping[str, Answer],
    ) -> None:
        """Ask the questions of a group in a language, with what was answered before."""
        self.group = group
        initial = {key: one.value or one.words for key, one in answers.items()}
        super().__init__(data, initial=initial)
        for question in group.questions:
            label = question.text.read(language)
            if question.scale:
                offered = [
                    (one.value, one.text.read(language))
                    for one in questionnaire.scale(question.scale).options
                ]
                field: Any = forms.Choice(label, offered, what=label, required=False)
            else:
                field = forms.Text(label, what=label, limit=LONGEST, rows=4, required=False)
            self.fields[question.key] = field

    def said(self) -> dict[str, Said]:
        """What was answered, by question."""
        given = self.cleaned_data
        return {
            one.key: Said(value=given[one.key] or "") if one.scale else Said(words=given[one.key] or "")
            for one in self.group.questions
            if one.key in given
        }


class Sending(forms.Form):
    """By which way somebody is asked, and when it is safe."""

    way = forms.Choice("How?", Channel, what="how to send it")
    ring = forms.Phone("On which number can they ring you?", what="the number on which they can ring you")
    when = forms.Choice(
        "When is it safe for them?",
        (("now", "Now"), ("later", "At another time")),
        what="when it is safe for them",
        hint="If they do not answer, they are reminded at most twice: one and two weeks later, at the same hour",
        reveals={"later": ("at",)},
    )
    at = forms.Moment(
        "When?",
        what="when to send it",
        future=True,
        hint="Within the next 14 days. If it cannot be sent within half an hour of that, it is not sent",
    )

    def __init__(self, *given: Any, ways: tuple[Channel, ...], **options: Any) -> None:
        """Offer the ways in which this installation can send, and that are safe for whoever gets it."""
        super().__init__(*given, **options)
        self.offer_choices("way", [(way.value, way.label) for way in ways])

    def moment(self) -> datetime | None:
        """The time, or None for now."""
        at: datetime | None = self.cleaned_data["at"]
        return at if self.cleaned_data["when"] == "later" else None


class Reading(forms.Form):
    """What a supervisor did about an answer."""

    done = forms.Text(
        "What did you do about it?",
        what="what you did about it",
        hint="If there was nothing to do, say so",
        limit=LONGEST,
    )
