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


class Asking(forms.Form):
    """Whom somebody wants to approach: the least."""

    marks_optional = False
    given_name = forms.Line("First name", required=False, longest=80)
    family_name = forms.Line("Family name", required=False, longest=80)
    born_on = forms.Date("Date of birth", required=False, past=True, what="a date of birth")
    postcode = forms.Line("Postcode of their home", required=False, width="10", read=postcode.parse)
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
        """One part alone says too little: it would match many people, or be a way to try names out."""
        said = self.cleaned_data
        named = said.get("given_name") or said.get("family_name")
        enough = said.get("number") or (named and (said.get("born_on") or said.get("postcode")))
        if not self.errors and not enough:
            self.add_error("family_name", TOO_LITTLE)
        return said

    def asked(self) -> Asked:
        """What was asked."""
        said = self.cleaned_data
        return Asked(
            given_name=said["given_name"],
            family_name=said["family_name"],
            born_on=said["born_on"],
            postcode=said["postcode"],
            number=said["number"],
        )


class Approach(forms.Form):
    """That somebody was approached, and what came of it."""

    side = forms.Choice("How did you approach them?", ApproachedAs, what="how you approached them")
    on = forms.Date("When?", past=True, what="the day")
    channel = forms.Choice("In which way?", Channel, what="in which way")
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
