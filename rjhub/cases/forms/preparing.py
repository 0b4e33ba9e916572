"""Questions about a preparation session."""

from typing import Any

from rjhub.cases.actions.preparing import Session
from rjhub.cases.models import Preparation
from rjhub.design import forms


class _Questions(forms.Form):
    held_on = forms.Date("When was the session?", what="the day of the session", past=True)
    place = forms.Line(
        "Where was it?",
        what="where it was",
        longest=120,
        required=False,
        hint="For example the hub, a library, the prison. Do not write a home address",
    )
    wants_to_ask = forms.Text("What do they want to ask or to say?", required=False)
    hopes = forms.Text("What do they hope for?", required=False)
    fears = forms.Text(
        "What are they afraid of?",
        required=False,
        hint="A risk to somebody's safety also belongs in the risk assessment",
    )
    somebody_comes = forms.YesNo(
        "Is anybody to come with them?",
        what="whether anybody is to come with them",
        reveals={"yes": ["supporters", "supporters_prepared"]},
    )
    supporters = forms.Text("Who, and what have they been told?", what="who is to come with them")
    supporters_prepared = forms.YesNo(
        "Have these supporters been prepared?",
        what="whether the supporters have been prepared",
        hint="Somebody has met each of them and explained what a supporter does and does not do",
    )
    ground_rules = forms.Text("Which ground rules do they ask for or agree to?", required=False)
    practical = forms.Text(
        "What do they need on the day?",
        hint="Getting in, interpreter, breaks, travel. No address and no telephone number",
        required=False,
    )
    ready = forms.YesNo(
        "Are they ready?",
        what="whether they are ready",
        hint="Both facilitators think so, and the person says so",
    )

    def session(self) -> Session:
        """The answers, as the action takes them."""
        given = self.cleaned_data
        asked = {name: given[name] for name in Session.__dataclass_fields__ if name in given}
        return Session(
            **asked | {"questions": given["wants_to_ask"], "supporters": given["supporters"] or ""}
        )


class NewPreparation(_Questions, forms.Once):
    """Writing down a session."""


class ChangedPreparation(_Questions, forms.Versioned):
    """Putting right what was written down."""


def answers_of(preparation: Preparation) -> dict[str, Any]:
    """What the form says of a session as it stands."""
    kept = {name: getattr(preparation, name) for name in Session.__dataclass_fields__}
    return kept | {"wants_to_ask": preparation.questions, "somebody_comes": bool(preparation.supporters)}
