"""Questions about asking agencies, and their answers."""

from collections.abc import Iterable
from typing import Any, cast

from django.conf import settings

from rjhub.cases import policies, queries
from rjhub.cases.actions.answering import Answer as Answered
from rjhub.cases.gates.wanted import Wanted
from rjhub.cases.models import InformationRequest, Party
from rjhub.cases.uploads import ACCEPTED
from rjhub.cases.vocabulary import AnswerKind, Limit, Regime
from rjhub.design import forms
from rjhub.design.words import capital
from rjhub.partnership.models import Agency
from rjhub.partnership.pathway.agency_types import AgencyType
from rjhub.sharing.vocabulary import Category

# What an agency can be asked for. How to reach somebody, and what keeps them safe, is never asked for in this way.
ASKED_FOR = (Category.CASEWORK, Category.OFFENCE, Category.POLICE, Category.HEALTH, Category.STATEMENT)


_REVEALED = {
    "information": ("answer", "upload", "regime", "limits", "onward_limits"),
    "refused": ("reason",),
    "ask_another": ("agency", "whom"),
}


class Answer(forms.Form):
    """An agency's answer."""

    kind = forms.Choice(
        "What do you answer?",
        AnswerKind,
        what="what you answer",
        reveals=_REVEALED,
    )
    answer = forms.Text(
        "What do you hold?",
        what="what you hold",
        hint="The least that answers the questions. You can select a file instead",
        required=False,
        rows=8,
    )
    upload = forms.File(
        "A file",
        what="a file",
        accept=ACCEPTED,
        largest=settings.LARGEST_UPLOAD,
        required=False,
        hint=f"A PDF, a picture, a Word document or plain text, of at most {settings.LARGEST_UPLOAD // 1_000_000}MB. "
        "It must not show how a person harmed can be reached",
    )
    regime = forms.Choice(
        "Under which law do you give it?",
        Regime,
        what="under which law you give it",
        hints={
            Regime.UK_GDPR: "For the welfare of people harmed, and for most of what is not law enforcement",
            Regime.PART_3: "Where you hold and give it for law enforcement, as a competent authority",
        },
    )
    limits = forms.Choices(
        "Are there limits on passing it on?",
        Limit,
        what="the limits on passing it on",
        hint="Everybody who sees it sees these, too",
        required=False,
    )
    onward_limits = forms.Line(
        "Any other limit", what="the other limit", hint="For example: not before the hearing", required=False
    )
    reason = forms.Text("Why can it not be shared?", what="why it cannot be shared")
    agency = forms.LongSelect(
        "Which agency should be asked?",
        (),
        what="the agency",
        hint="It is asked at once, with the same questions. The hub sees that you passed them on",
        required=False,
        empty="None of this partnership",
    )
    whom = forms.Line(
        "If it is none of these, whom should the hub ask?",
        what="whom the hub should ask",
        hint="A person, or an agency elsewhere",
        required=False,
    )

    def __init__(
        self, data: Any = None, files: Any = None, *, regime: Regime | None, agencies: Iterable[Agency]
    ) -> None:
        """Offer the agencies; ask for the law only where the agreement leaves it open."""
        super().__init__(data, files)
        self.known_regime = regime
        self.offered = {str(one.id): one for one in agencies}
        names = ((key, agency.name) for key, agency in self.offered.items())
        self.offer_choices("agency", [("", "None of this partnership"), *names])
        if regime is not None:
            cast("forms.Choice", self.fields["kind"]).reveals = {
                kind: tuple(name for name in inside if name != "regime") for kind, inside in _REVEALED.items()
            }
            del self.fields["regime"]

    def clean(self) -> dict[str, Any]:
        """Information is words or a file; somebody else is an agency or words."""
        given = super().clean() or self.cleaned_data
        kind = given.get("kind")
        empty = not given.get("answer") and not given.get("upload") and not self.errors.get("upload")
        if kind == AnswerKind.INFORMATION and empty:
            self.add_error("answer", "Enter what you hold, or select a file")
        if kind == AnswerKind.ASK_ANOTHER and not given.get("agency") and not given.get("whom"):
            self.add_error("agency", "Select an agency, or enter whom the hub should ask")
        return given

    def given(self) -> Answered:
        """The answers, as the action takes them."""
        typed = self.cleaned_data
        informs = typed["kind"] == AnswerKind.INFORMATION
        return Answered(
            kind=typed["kind"],
            answer=typed["answer"] or "",
            upload=typed["upload"],
            reason=typed["reason"] or typed["whom"] or "",
            regime=(self.known_regime or typed["regime"]) if informs else "",
            limits=tuple(typed["limits"] or ()),
            onward_limits=typed["onward_limits"] or "",
            ask=self.offered.get(typed["agency"] or ""),
        )


def answer_to(asked: InformationRequest, data: object, files: object) -> Answer:
    """The form by which an agency answers a request, with whom it may name instead."""
    others = [
        agency
        for agency in queries.agencies_today(asked.partnership_id)
        if agency.id != asked.agency_id and policies.may_hear_of(agency, asked.side)
    ]
    return Answer(data, files, regime=queries.regime_of(asked.agency), agencies=others)


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
