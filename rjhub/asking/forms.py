"""The questions, and whether the answers make sense."""

from typing import Any

from rjhub.asking.keys import Asked
from rjhub.asking.vocabulary import ApproachedAs, Outcome
from rjhub.design import forms
from rjhub.kernel.identifiers import postcode
from rjhub.kernel.identifiers.kinds import IdentifierKind
from rjhub.kernel.invalid import Invalid
from rjhub.partnership.vocabulary import WorksWith
from rjhub.people.vocabulary import Channel

# In this order: each has a form of its own, so no number is read as two.
NUMBERS = (IdentifierKind.PNC, IdentifierKind.CRO, IdentifierKind.PRISON_NUMBER, IdentifierKind.CRN)
TOO_LITTLE = "Enter a name with a date of birth or a postcode, or an identifier"
TOO_LITTLE_ELSEWHERE = "Enter a family name with a date of birth or a postcode"


class _Named(forms.Form):
    """Whom somebody wants to approach, by name."""

    marks_optional = False
    given_name = forms.Line("First name", required=False, longest=80)
    family_name = forms.Line("Family name", required=False, longest=80)
    born_on = forms.Date("Date of birth", required=False, past=True, what="a date of birth")
    postcode = forms.Line("Postcode of their home", required=False, width="10", read=postcode.parse)

    def is_enough(self, said: dict[str, Any], *names: str) -> bool:
        """Whether a name stands beside something else: alone it would match many people, or be tried out."""
        return any(said.get(name) for name in names) and bool(said.get("born_on") or said.get("postcode"))

    def asked(self) -> Asked:
        """What was asked."""
        said = self.cleaned_data
        return Asked(
            given_name=said["given_name"],
            family_name=said["family_name"],
            born_on=said["born_on"],
            postcode=said["postcode"],
            number=said.get("number"),
        )


class Asking(_Named):
    """Whom somebody wants to approach: the least."""

    number = forms.Line(
        "Identifier", required=False, width="20", longest=40, hint="PNC ID, CRO, prison number or CRN"
    )

    def clean_number(self) -> tuple[IdentifierKind, str] | None:
        """The number, and which kind it is."""
        typed = self.cleaned_data["number"]
        if not typed:
            return None
        found = number_in(typed)
        if found is None:
            self.add_error("number", "Enter a PNC ID, CRO number, prison number or CRN, like A1234BC")
        return found

    def clean(self) -> dict[str, Any]:
        """One part alone says too little."""
        said = self.cleaned_data
        if (
            not self.errors
            and not said.get("number")
            and not self.is_enough(said, "given_name", "family_name")
        ):
            self.add_error("family_name", TOO_LITTLE)
        return said


class Elsewhere(_Named):
    """The same for other areas. Their registers are asked by names, so a number says nothing."""

    def clean(self) -> dict[str, Any]:
        """A family name, and something beside it."""
        said = self.cleaned_data
        if not self.errors and not self.is_enough(said, "family_name"):
            self.add_error("family_name", TOO_LITTLE_ELSEWHERE)
        return said


class Approach(forms.Form):
    """That somebody was approached, and what came of it."""

    side = forms.Choice("Whom did you approach?", ApproachedAs, what="whom you approached")
    on = forms.Date("When?", past=True, what="the day on which you approached them")
    channel = forms.Choice("In which way?", Channel, what="in which way you approached them")
    outcome = forms.Choice("What did they say?", Outcome, what="what they said")

    def __init__(self, works_with: str, *given: Any, **options: Any) -> None:
        """Offer the sides with which an agency works."""
        super().__init__(*given, **options)
        if works_with != WorksWith.BOTH:
            self.offer_choices("side", [one for one in ApproachedAs.choices if one[0] == works_with])


def number_in(typed: str) -> tuple[IdentifierKind, str] | None:
    """An official number, and which kind it is; None for anything else."""
    for kind in NUMBERS:
        try:
            return kind, kind.parse(typed)
        except Invalid:
            continue
    return None
