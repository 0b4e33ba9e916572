"""Questions about moving a case on."""

from rjhub.design import forms


class Milestone(forms.Form):
    """Something that a check asks for was done."""

    done_on = forms.Date("When was it done?", what="when it was done", past=True)
    note = forms.Text("Note", hint="What was said or decided, if it matters later", required=False)
