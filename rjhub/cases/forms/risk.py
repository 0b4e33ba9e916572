"""Questions about described risks, and about the risk of the whole case. No answer is added up."""

from collections.abc import Iterable
from typing import Any

from rjhub.cases.actions.risk_assessing import Decided
from rjhub.cases.actions.risks import Described
from rjhub.cases.forms.responsibility import offered
from rjhub.cases.models import Party, Risk
from rjhub.cases.vocabulary import Rating, RiskDecision
from rjhub.design import forms
from rjhub.partnership.models import Staff

ELSE = "else"


class _Described(forms.Form):
    description = forms.Text(
        "What could happen?",
        what="what could happen",
        hint="For example: his brother, who comes along, may shout at her",
    )
    source = forms.Line("How do you know?", what="how you know", hint="Who said so, or what you saw")
    likelihood = forms.Choice("How likely is it?", Rating, what="how likely it is")
    severity = forms.Choice("How bad would it be?", Rating, what="how bad it would be")
    mitigation = forms.Text("What is done about it?", what="what is done about it")
    residual = forms.Choice("What remains when that is done?", Rating, what="what remains when that is done")
    owner = forms.Select("Who sees to it?", (), what="who sees to it")
    review_on = forms.Date("When is it looked at again?", what="when it is looked at again", future=True)

    def __init__(self, data: Any, *, staff: Iterable[Staff], **options: Any) -> None:
        super().__init__(data, **options)
        self.staff = {str(one.id): one for one in staff}
        self.fields["owner"].choices = [("", "Choose one"), *offered(self.staff.values())]  # type: ignore[attr-defined]

    def described(self) -> Described:
        """The answers, as the action takes them."""
        given = self.cleaned_data
        asked = {name: given[name] for name in Described.__dataclass_fields__ if name in given}
        return Described(
            **asked | {"owner": self.staff[given["owner"]], "to_whom": given.get("to_whom") or ""}
        )


class NewRisk(_Described, forms.Once):
    """Describing a risk."""

    field_order = ("description", "party", "to_whom", "where_they_are")
    party = forms.Choice("Who could be harmed?", (), what="who could be harmed", reveals={ELSE: ["to_whom"]})
    to_whom = forms.Line("Who?", what="who could be harmed", longest=120)
    where_they_are = forms.YesNo(
        "Does this say where a person harmed lives, works or goes, or how to reach them?",
        what="whether this says where a person harmed is",
        hint="If so, nobody sees it who works with the other side",
    )

    def __init__(self, data: Any, *, staff: Iterable[Staff], parties: Iterable[Party]) -> None:
        """Offer the people of the case, and those who work on it."""
        super().__init__(data, staff=staff)
        self.people = {str(one.id): one for one in parties}
        people = [(key, party.name) for key, party in self.people.items()]
        self.fields["party"].choices = [*people, (ELSE, "Somebody else, or several people")]  # type: ignore[attr-defined]

    def party_chosen(self) -> Party | None:
        """Whom it is about, or nobody of the case alone."""
        return self.people.get(self.cleaned_data["party"])


class ChangedRisk(_Described, forms.Versioned):
    """Changing a risk, or dating it again. Whom it is about stays."""

    def __init__(self, data: Any, *, staff: Iterable[Staff], risk: Risk) -> None:
        """Begin with what the risk says now."""
        super().__init__(data, staff=staff, initial=answers_of(risk) | {"version": risk.version})
        self.risk = risk

    def described(self) -> Described:
        """The answers, as the action takes them."""
        self.cleaned_data["to_whom"] = self.risk.to_whom
        return super().described()


class ClosedRisk(forms.Form):
    """Closing a risk."""

    because = forms.Line("Why is it no risk any more?", what="why it is no risk any more", longest=400)


class Assessment(forms.Once):
    """Deciding about the risk of the whole case."""

    decision = forms.Choice(
        "What should happen?",
        RiskDecision,
        what="what should happen",
        hints={
            RiskDecision.INDIRECT_ONLY: "Their words are carried by a facilitator",
            RiskDecision.PAUSE: "A planned meeting is cancelled, and the hub decides how to go on",
            RiskDecision.STOP: "A planned meeting is cancelled, and the hub decides how to end",
        },
        reveals={RiskDecision.CONDITIONS: ["conditions"]},
    )
    conditions = forms.Text("On which conditions?", what="the conditions")
    why = forms.Text(
        "Why?", what="why", hint="What weighs most, on both sides and for those who support them"
    )
    assessed_on = forms.Date("When did you assess it?", what="when you assessed it", past=True)

    def decided(self) -> Decided:
        """The answers, as the action takes them."""
        given = self.cleaned_data
        return Decided(
            decision=given["decision"],
            why=given["why"],
            conditions=given["conditions"] or "",
            assessed_on=given["assessed_on"],
        )


class SignOff(forms.Form):
    """What the supervisor answers."""

    answer = forms.Choice(
        "Do you sign this assessment off?",
        (("sign_off", "Yes"), ("return", "No, it has to be made again")),
        what="whether you sign it off",
        reveals={"return": ["because"]},
    )
    because = forms.Text("What is missing?", what="what is missing")


def answers_of(risk: Risk) -> dict[str, Any]:
    """What the form says of a risk as it stands."""
    names = ("description", "source", "likelihood", "severity", "mitigation", "residual", "review_on")
    return {name: getattr(risk, name) for name in names} | {"owner": str(risk.owner_id)}
