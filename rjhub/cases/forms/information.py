"""Questions about asking agencies, and their answers."""

from collections.abc import Iterable
from typing import Any

from rjhub.cases.actions.asking import Answer as Answered
from rjhub.cases.gates.wanted import Wanted
from rjhub.cases.models import Party
from rjhub.cases.vocabulary import AnswerKind
from rjhub.design import forms
from rjhub.design.words import capital
from rjhub.partnership.models import Agency
from rjhub.partnership.pathway.agency_types import AgencyType
from rjhub.sharing.vocabulary import Category

# What an agency can be asked for. How to reach somebody, and what keeps them safe, is never asked for in this way.
ASKED_FOR = (Category.CASEWORK, Category.OFFENCE, Category.POLICE, Category.HEALTH, Category.STATEMENT)


class Answer(forms.Form):
    """An agency's answer."""

    kind = forms.Choice(
        "What do you answer?",
        AnswerKind,
        what="what you answer",
        reveals={"information": ["answer", "onward_limits"], "refused": ["reason"], "ask_another": ["whom"]},
    )
    answer = forms.Text(
        "What do you hold?", what="what you hold", hint="The least that answers the questions"
    )
    onward_limits = forms.Line(
        "May it be passed on?", hint="For example: not to the other side", required=False
    )
    reason = forms.Text("Why can it not be shared?", what="why it cannot be shared")
    whom = forms.Line("Whom should we ask?", what="whom we should ask")

    def given(self) -> Answered:
        """The answers, as the action takes them."""
        typed = self.cleaned_data
        return Answered(
            kind=typed["kind"],
            answer=typed["answer"] or "",
            reason=typed["reason"] or typed["whom"] or "",
            onward_limits=typed["onward_limits"] or "",
        )


class Question(forms.Form):
    """Something that the hub asks an agency beyond what the pathway asks."""

    party = forms.Choice("About whom?", (), what="whom it is about")
    agency = forms.LongSelect("Which agency?", (), what="the agency")
    why = forms.Text("Why do you need it?", what="why you need it")
    asked = forms.Text("What do you ask?", what="what you ask", hint="One question on each line")
    category = forms.Choice(
        "What kind of information is it?",
        [(one.value, capital(one.label)) for one in ASKED_FOR],
        what="what kind of information it is",
    )
    due_on = forms.Date("By when?", what="by when you need it", future=True)

    def __init__(self, data: object, *, parties: Iterable[Party], agencies: Iterable[Agency]) -> None:
        """Offer the people of the case and the agencies of today."""
        super().__init__(data)
        self.offer_choices("party", [(str(party.id), party.name) for party in parties])
        self.offer_choices("agency", [("", "Choose one"), *((str(one.id), one.name) for one in agencies)])


class Asking(forms.Form):
    """To which agency each request goes that the pathway wants."""

    def __init__(self, data: object, *, wanted: Iterable[Wanted]) -> None:
        """Ask for each request; the likely agency is chosen already."""
        wanted = list(wanted)
        super().__init__(data, initial={one.key: str(one.likely.id) for one in wanted if one.likely})
        self.offered = {str(agency.id): agency for one in wanted for agency in one.agencies}
        for one in wanted:
            choices = [(str(agency.id), agency.name) for agency in one.agencies]
            label = f"{AgencyType(one.line.ask).label}, about {one.party.name}"
            self.fields[one.key] = forms.Select(
                label,
                choices,
                # An agency may be asked twice about somebody, so the error says what for, too.
                what=f"whom to ask: {label} ({one.line.why[:1].lower()}{one.line.why[1:]})",
                hint=one.line.why,
                required=False,
                empty="Do not ask now",
            )

    def clean(self) -> dict[str, Any]:
        """Sending nothing is a slip, not an answer."""
        if not any(self.cleaned_data.values()) and not self.errors:
            self.add_error(None, "Choose an agency for at least one request")
        return self.cleaned_data

    def chosen(self) -> dict[str, Agency]:
        """For each request that is to be sent, the agency."""
        return {key: self.offered[value] for key, value in self.cleaned_data.items() if value}
