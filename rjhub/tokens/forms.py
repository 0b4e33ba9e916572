"""What is asked before a token is made."""

from rjhub.design import forms

LASTS = [("30", "30 days"), ("90", "90 days"), ("365", "A year")]


class NewToken(forms.Form):
    """A token of one's own."""

    name = forms.Line(
        "What will use it?",
        longest=80,
        what="what will use it",
        hint="For example: the referral export of our system",
    )
    days = forms.Choice("How long should it count?", LASTS, what="how long it should count")
