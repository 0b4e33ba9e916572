"""Questions about plans."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from rjhub.allocation.models.weighing import MOST_POINTS
from rjhub.allocation.vocabulary import Aim, WishKind
from rjhub.design import forms

_WEIGH = {
    Aim.UNALLOCATED: ("A case that nobody takes", "Doubled if it is due within three days, four times as much if late"),
    Aim.TRAVEL: ("Travelling", "For each facilitator who names no place in the case’s district"),
    Aim.BALANCE: ("Uneven work", "For each case that a facilitator has, and each beyond what they wish for"),
    Aim.IDLE: ("Volunteers without a case", "Taken off for each volunteer who gets a first case"),
    Aim.CONTINUITY: ("Knowing the case already", "Taken off for a facilitator who was on the case before"),
    Aim.LEAD_AGENCY: ("The lead’s agency", "Taken off for a facilitator of the agency that usually leads such a case"),
    Aim.BOTH_NOVICES: ("Two beginners", "For a pair of whom neither has taken a case"),
    Aim.INEXPERIENCED: ("A serious case without experience", "For a pair of whom nobody is Intermediate or Advanced"),
    Aim.MENTORING: ("Learning", "Taken off for a beginner together with somebody experienced"),
}  # fmt: skip


class NewPlan(forms.Once):
    """A plan, made once however often the button is pressed."""

    again = forms.Hidden(required=False)


class Accepting(forms.Form):
    """Which proposals a coordinator accepts."""

    marks_optional = False
    proposals = forms.Choices(
        "Which of these do you want to ask?", (), what="the cases for which you want to ask the two"
    )
    because = forms.Text(
        "If a rule is put aside, why?",
        hint="Only for proposals of which it is said. It is kept with the case.",
        rows=2,
        required=False,
    )

    def __init__(self, data: Any, *, offered: Iterable[tuple[str, str]], ticked: Sequence[str] = ()) -> None:
        """Offer what can be accepted now."""
        super().__init__(data, initial={"proposals": list(ticked)})
        self.offer_choices("proposals", offered)


class Otherwise(forms.Form):
    """Others than a plan proposes."""

    lead = forms.LongSelect("Lead facilitator", (), what="the lead facilitator")
    second = forms.LongSelect("Co-facilitator", (), what="the co-facilitator")
    because = forms.Text(
        "Why do you decide otherwise?",
        what="why you decide otherwise",
        hint="It is kept with the case, and stands in the report. Name nobody in the case.",
    )

    def __init__(self, data: Any, *, people: Sequence[tuple[str, str]]) -> None:
        """Offer everybody who facilitates."""
        super().__init__(data)
        for name in ("lead", "second"):
            self.offer_choices(name, [("", "Choose one"), *people])


class Wishing(forms.Form):
    """What is asked of the next plan for one case."""

    staff = forms.LongSelect("Who?", (), what="who it is")
    kind = forms.Choice("What do you want?", WishKind, what="what you want")

    def __init__(self, data: Any, *, people: Sequence[tuple[str, str]]) -> None:
        """Offer everybody who facilitates."""
        super().__init__(data)
        self.offer_choices("staff", [("", "Choose one"), *people])


class Weights(forms.Form):
    """Points for each aim."""

    marks_optional = False

    def __init__(self, data: Any, *, initial: dict[str, int]) -> None:
        """Ask for each aim."""
        super().__init__(data, initial=initial)
        for aim, (label, hint) in _WEIGH.items():
            self.fields[aim.value] = forms.Number(
                label, what=f"the points for “{label}”", hint=hint, suffix="points",
                min_value=1 if aim is Aim.UNALLOCATED else 0, max_value=MOST_POINTS,
            )  # fmt: skip

    def points(self) -> dict[str, int]:
        """What was said."""
        return {aim.value: self.cleaned_data[aim.value] for aim in Aim}


def chosen(people: Iterable[Any], said: str) -> Any:
    """Who of these was chosen."""
    return next((one for one in people if one.id == UUID(said)), None) if said else None
