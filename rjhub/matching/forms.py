"""The questions of the matching room, and whether the answers make sense."""

from rjhub.design import forms
from rjhub.matching import vocabulary as words
from rjhub.people.vocabulary import SamePerson


class Decision(forms.Versioned):
    """Whether two records are one person. Its version says how often somebody had decided about them."""

    decision = forms.Choice(
        "Are they the same person?",
        SamePerson,
        what="whether they are the same person",
        hints={
            SamePerson.SAME: "A no on one record then counts for both. Nothing is merged",
            SamePerson.NOT_SURE: "Whoever wants to approach either of them has to ask the hub first",
        },
    )
    why = forms.Text("Why?", limit=400, rows=3, what="the reason")


class Answer(forms.Form):
    """Whether a second coordinator confirms that records which differ are of one person."""

    confirmed = forms.YesNo("Are they the same person?", what="whether they are the same person")
    why = forms.Text("Why?", limit=400, rows=3, what="the reason")


class Wanted(forms.Filters):
    """Which pairs a list shows."""

    state = forms.Choice("What became of them", words.State, required=False)
    because = forms.Choice("Why they were compared", words.Because, required=False)
    called = forms.Choice(
        "How likely",
        (("certain", "Almost certain"), ("likely", "Likely or more"), ("possible", "Possible or more")),
        required=False,
    )
    side = forms.Choice(
        "Side", (("harmed", "Both were harmed"), ("responsible", "Both are responsible")), required=False
    )
