"""What is asked about duties of the Victims' Code."""

from rjhub.design import forms


class Reported(forms.Form):
    """The day from which every clock runs."""

    reported_on = forms.Date(
        "When was the crime reported?",
        past=True,
        what="the day on which it was reported",
        hint="To the police",
    )


class Done(forms.Form):
    """The day on which a duty was done."""

    done_on = forms.Date("On which day was it done?", past=True, what="the day on which it was done")
