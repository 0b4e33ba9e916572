"""What the police are asked about a search of their systems: the least that bears on risk."""

from datetime import date
from typing import Any

from rjhub.cases.actions.police_checking import Found
from rjhub.cases.models import PoliceCheck
from rjhub.cases.vocabulary import Marker, PoliceCheckKind
from rjhub.design import forms
from rjhub.kernel.identifiers import pnc, police_reference

_BOTH = (
    Marker.VIOLENT,
    Marker.WEAPONS,
    Marker.FIREARMS,
    Marker.DRUGS,
    Marker.SELF_HARM,
    Marker.MENTAL_HEALTH,
    Marker.SEXUAL,
)
ON_PNC = (*_BOTH, Marker.AILMENT, Marker.ESCAPER, Marker.VULNERABLE)
IN_NICHE = (
    *_BOTH,
    Marker.DOMESTIC_ABUSE,
    Marker.STALKING,
    Marker.INTIMIDATION,
    Marker.GANG,
    Marker.CHILD,
    Marker.ADULT,
)
_INSIDE = ("reference", "markers", "open_matters", "orders", "bears_on_risk")


class PncCheck(forms.Versioned):
    """A search of the Police National Computer."""

    found = forms.YesNo(
        "Is the person on the PNC?", what="whether the person is on the PNC", reveals={"yes": _INSIDE}
    )
    reference = forms.Line(
        "PNC ID", what="the PNC ID", read=pnc.parse, hint=f"For example {pnc.EXAMPLE}", width="10"
    )
    markers = forms.Choices(
        "Which warning markers are there?",
        [(one, one.label) for one in ON_PNC],
        what="which warning markers there are",
        none="None of these",
    )
    open_matters = forms.Text(
        "Is anything pending?",
        what="what is pending",
        hint="Charges not yet heard, bail and its conditions, whether they are wanted",
        required=False,
    )
    orders = forms.Text(
        "Are there orders that forbid contact or places?",
        what="the orders",
        hint="Restraining orders, sexual harm prevention orders, licence conditions. Until when?",
        required=False,
    )
    bears_on_risk = forms.Text(
        "What else bears on risk?",
        what="what else bears on risk",
        hint="Only what somebody must know before they meet. Not the whole record",
        required=False,
    )
    checked_on = forms.Date("When was the search made?", what="the day of the search", past=True)
    checked_by = forms.Line(
        "Who made it?", what="who made the search", hint="Name and collar or staff number", longest=80
    )

    def given(self) -> Found:
        """The answers, as the action takes them."""
        said = self.cleaned_data
        return Found(
            checked_on=said["checked_on"],
            checked_by=said["checked_by"],
            found=said["found"],
            covers_from=said.get("covers_from"),
            reference=said["reference"] or "",
            markers=tuple(Marker(one) for one in said["markers"] or ()),
            open_matters=said["open_matters"] or "",
            orders=said["orders"] or "",
            bears_on_risk=said["bears_on_risk"] or "",
        )


class NicheCheck(PncCheck):
    """A search of the force's own records."""

    found = forms.YesNo(
        "Is there anything in Niche about the person?",
        what="whether there is anything in Niche",
        reveals={"yes": _INSIDE},
    )
    reference = forms.Line(
        "Nominal or occurrence reference",
        what="the reference",
        read=police_reference.parse,
        hint="As Niche writes it",
        width="20",
    )
    markers = forms.Choices(
        "Which flags are there?",
        [(one, one.label) for one in IN_NICHE],
        what="which flags there are",
        none="None of these",
    )
    open_matters = forms.Text(
        "Are there open investigations, bail or recent reports?",
        what="the open investigations",
        hint="What kind, and since when. Name nobody else",
        required=False,
    )
    covers_from = forms.Date("How far back was the search?", what="how far back the search was", past=True)

    def clean(self) -> dict[str, Any]:
        """A search goes back from the day on which it was made."""
        said = super().clean() or self.cleaned_data
        start, made = said.get("covers_from"), said.get("checked_on")
        if isinstance(start, date) and isinstance(made, date) and start > made:
            self.add_error("covers_from", "The search must go back from the day on which it was made")
        return said


FORMS: dict[PoliceCheckKind, type[PncCheck]] = {
    PoliceCheckKind.PNC: PncCheck,
    PoliceCheckKind.NICHE: NicheCheck,
}


def kept(check: PoliceCheck | None) -> dict[str, Any]:
    """What was recorded before, as a form begins with it."""
    if check is None:
        return {"version": 0}
    asked = ("reference", "markers", "open_matters", "orders", "bears_on_risk", "covers_from")
    return {name: getattr(check, name) for name in ("found", "checked_on", "checked_by", "version", *asked)}
