"""Questions of an assessment of suitability: different for each side, in groups. Hints remind; nothing is scored."""

from typing import Any, ClassVar

from rjhub.cases.actions.suitability import Assessed
from rjhub.cases.models import Party
from rjhub.cases.vocabulary import Suitability as Result
from rjhub.design import forms
from rjhub.sharing.vocabulary import Side

Groups = tuple[tuple[str, tuple[str, ...]], ...]
JUDGEMENT = ("Your judgement", ("result", "why", "assessed_on"))


class _Judgement(forms.Once):
    groups: ClassVar[Groups]

    result = forms.Choice(
        "Is restorative justice suitable for them?",
        Result,
        what="whether it is suitable for them",
        hints={
            Result.NOT_YET: "It may become suitable, for example after more support",
            Result.UNSUITABLE: "The hub decides how the case goes on",
        },
    )
    why = forms.Text("Why?", what="why you think so", hint="You decide, not a list. Say what weighed most")
    assessed_on = forms.Date("When did you assess them?", what="when you assessed them", past=True)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.order_fields([name for _, names in self.groups for name in names])

    def assessed(self) -> Assessed:
        """The answers, as the action takes them."""
        return Assessed(
            **{name: answer for name, answer in self.cleaned_data.items() if name != "submission_key"}
        )


class HarmedSuitability(_Judgement):
    """Assessing a person harmed."""

    groups = (
        ("What they want", ("wishes", "motivation", "expectations")),
        ("How they are", ("impact", "safety", "support", "practical")),
        JUDGEMENT,
    )
    wishes = forms.Text(
        "What do they want, and what do they want to ask?",
        what="what they want",
        hint="What they hope to say, to hear or to get. What they do not want to talk about",
    )
    motivation = forms.Text(
        "Why do they want this, and why now?",
        what="why they want this",
        hint="Is it their own wish? Does anybody put pressure on them?",
    )
    expectations = forms.Text(
        "What do they expect, and is it realistic?",
        what="what they expect",
        hint="The other person may say no, say little or not apologise. Is there interest from the media?",
    )
    impact = forms.Text(
        "How has it affected them?",
        what="how it has affected them",
        hint="Then and now: sleep, work, family, trauma, and any treatment",
    )
    safety = forms.Text(
        "Is it safe for them?",
        what="whether it is safe for them",
        hint="Fears, vulnerability, a relationship or dependency, risk of more harm. Leave out how to reach them",
    )
    support = forms.Text(
        "What support do they have, and what do they need?",
        what="what support they have",
        hint="Family, friends, supporters who could come, health, language, access",
    )
    practical = forms.Text(
        "How would it work best for them?",
        hint="Meeting or messages, who comes, how ready they are",
        required=False,
    )


class ResponsibleSuitability(_Judgement):
    """Assessing a person responsible."""

    groups = (
        ("What they say about what happened", ("acknowledges", "impact")),
        ("What they want", ("wishes", "motivation", "expectations")),
        ("How they are", ("safety", "support", "practical")),
        JUDGEMENT,
    )
    acknowledges = forms.Text(
        "What do they say about the facts and their part?",
        what="what they say about the facts",
        hint="The basic facts, responsibility, remorse. Without acknowledgement, do not go on",
    )
    impact = forms.Text(
        "How do they see the effect on the person harmed?",
        what="how they see the effect on the person harmed",
        hint="Do they blame them, or play it down?",
    )
    wishes = forms.Text(
        "What are they willing to do?",
        what="what they are willing to do",
        hint="Answer questions, apologise, put something right",
    )
    motivation = forms.Text(
        "Why do they want this?",
        what="why they want this",
        hint="Also hopes about sentence, parole or contact",
    )
    expectations = forms.Text(
        "What do they expect, and is it realistic?",
        what="what they expect",
        hint="Nothing is promised. The other person may say no, be angry or ask hard questions",
    )
    safety = forms.Text(
        "Could it harm anybody?",
        what="whether it could harm anybody",
        hint="Risk of harming again or of intimidation, self-harm, what supporters might do",
    )
    support = forms.Text(
        "What do they need?",
        what="what they need",
        hint="Support, health, learning, alcohol or drugs, language, access",
    )
    practical = forms.Text(
        "What has to be arranged?",
        hint="Custody, licence, orders, who comes with them",
        required=False,
    )


def form_for(party: Party, data: Any) -> HarmedSuitability | ResponsibleSuitability:
    """The questions for somebody's side."""
    return HarmedSuitability(data) if party.side == Side.HARMED else ResponsibleSuitability(data)
