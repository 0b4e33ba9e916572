"""Deciding about words that were held."""

from rjhub.design import forms

CONFIRM, REFUSE = "confirm", "refuse"


class Deciding(forms.Form):
    """Reading held words for the person harmed."""

    verdict = forms.Choice(
        "May more people read these words?",
        ((CONFIRM, "Yes: they do not say how the person harmed can be reached, or it is safe that they do"),
         (REFUSE, "No, they have to change first")),
        what="whether more people may read these words",
        reveals={REFUSE: ["note"]},
    )  # fmt: skip
    note = forms.Line(
        "What has to change?",
        what="what has to change",
        hint="Whoever wrote them reads this. Do not say what is right or wrong about an address or a number",
        longest=400,
    )
