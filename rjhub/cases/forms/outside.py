"""Questions about asking an agency elsewhere, and what it is asked by its link."""

from collections.abc import Iterable
from typing import Any

from django.http import QueryDict

from rjhub.cases.actions.answering import Answer as Answered
from rjhub.cases.forms.information import ASKED_FOR
from rjhub.cases.models import Party
from rjhub.cases.vocabulary import AnswerKind, Limit, Regime
from rjhub.design import forms
from rjhub.partnership.pathway.agency_types import AgencyType
from rjhub.sharing.vocabulary import Category

KINDS = (
    AgencyType.POLICE,
    AgencyType.PROBATION,
    AgencyType.PRISON,
    AgencyType.YOUTH_JUSTICE,
    AgencyType.VICTIM_SUPPORT,
    AgencyType.VICTIM_LIAISON,
    AgencyType.NHS,
    AgencyType.COUNCIL,
)


class Elsewhere(forms.Form):
    """Asking an agency outside the partnership."""

    kind = forms.Select(
        "What type of agency is it?",
        [(one, one.label) for one in KINDS],
        what="the type of agency",
        coerce=AgencyType,
    )
    agency = forms.Line("What is it called?", what="what the agency is called", longest=120)
    name = forms.Line("Who there answers?", what="who answers", longest=120)
    email = forms.Email("Their work email address", what="their email address")
    party = forms.Choice("About whom?", (), what="whom it is about")
    why = forms.Text("Why do you need it?", what="why you need it", hint="The agency reads this")
    asked = forms.Text("What do you ask?", what="what you ask", hint="One question on each line")
    category = forms.Choice(
        "What kind of information is it?",
        [(one.value, one.label[:1].upper() + one.label[1:]) for one in ASKED_FOR],
        what="what kind of information it is",
        coerce=Category,
    )
    due_on = forms.Date("By when?", what="by when you need it", future=True)
    will_ring = forms.Confirmation(
        "I will ring them on a number that I know already, and tell them the code",
        what="that you will ring them",
    )

    def __init__(self, data: Any, *, parties: Iterable[Party]) -> None:
        """Offer the people of the case."""
        super().__init__(data)
        self.offer_choices("party", [(str(party.id), party.name) for party in parties])


class Code(forms.Form):
    """The code that the hub told them."""

    code = forms.Line(
        "Which code did the hub tell you?",
        what="the 6 digits that the hub told you",
        hint="6 digits, told by telephone",
        width="10",
    )


def kept_of(sent: QueryDict) -> tuple[tuple[str, str], ...]:
    """An answer that came where a code was to come, to be carried along."""
    return tuple((name, value) for name in Reply.base_fields for value in sent.getlist(name) if value)


class Reply(forms.Form):
    """An answer by a link: in words, because files of somebody who cannot sign in are not taken."""

    kind = forms.Choice(
        "What do you answer?",
        [(one, one.label) for one in AnswerKind],
        what="what you answer",
        coerce=AnswerKind,
        reveals={
            "information": ("answer", "regime", "limits", "onward_limits"),
            "refused": ("reason",),
            "ask_another": ("whom",),
        },
    )
    answer = forms.Text(
        "What do you hold?", what="what you hold", hint="The least that answers the questions", rows=8
    )
    regime = forms.Choice("Under which law do you give it?", Regime, what="under which law you give it")
    limits = forms.Choices(
        "Are there limits on passing it on?", Limit, what="the limits on passing it on", required=False
    )
    onward_limits = forms.Line("Any other limit", what="the other limit", required=False)
    reason = forms.Text("Why can it not be shared?", what="why it cannot be shared")
    whom = forms.Line("Whom should the hub ask?", what="whom the hub should ask")

    def given(self) -> Answered:
        """The answers, as the action takes them."""
        typed = self.cleaned_data
        return Answered(
            kind=typed["kind"],
            answer=typed["answer"] or "",
            reason=typed["reason"] or typed["whom"] or "",
            regime=typed["regime"] or "",
            limits=tuple(typed["limits"] or ()),
            onward_limits=typed["onward_limits"] or "",
        )
