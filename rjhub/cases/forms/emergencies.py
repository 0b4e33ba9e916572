"""Questions about emergencies."""

from rjhub.cases.vocabulary import EmergencyFinding
from rjhub.design import forms


class Emergency(forms.Form):
    """Which case, and why at once."""

    reference = forms.Line("Reference of the case", what="the reference of the case", longest=20)
    because = forms.Text(
        "Who may come to harm, and how?",
        what="who may come to harm, and how",
        hint="Everybody who works on the case is told now that you open it. An information officer reads this.",
    )


class Review(forms.Form):
    """Whether it was right to open the case."""

    finding = forms.Choice(
        "Was it right to open the case?", EmergencyFinding.choices, what="whether it was right to open it"
    )
    note = forms.Text(
        "What did you find out?", required=False, hint="The hub and whoever opened it can read this"
    )
