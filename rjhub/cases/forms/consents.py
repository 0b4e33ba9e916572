"""Questions about what somebody consents to and acknowledges."""

from typing import Any

from django.conf import settings

from rjhub.cases.actions.acknowledging import Acknowledged
from rjhub.cases.actions.consents import Agreed
from rjhub.cases.models import Party
from rjhub.cases.uploads import ACCEPTED
from rjhub.cases.vocabulary import ConsentPurpose
from rjhub.design import forms
from rjhub.sharing.vocabulary import Side

IN_WRITING = {ConsentPurpose.TAKING_PART, ConsentPurpose.DISCLOSURE}


class Consent(forms.Once):
    """One consent of one person. What is asked depends on the purpose, and on whether they are under 18."""

    what = forms.Line(
        "What may be shared?",
        what="what may be shared",
        hint="One thing, for example: that she has had a letter from the hub",
    )
    to_whom = forms.Line(
        "With whom?",
        what="with whom it may be shared",
        hint="The name of the person or agency",
        longest=120,
    )
    what_for = forms.Line("What for?", what="what it is shared for")
    written = forms.Choice(
        "How did they agree?",
        (
            ("written", "In writing: they signed this wording"),
            ("spoken", "Spoken: this wording was read to them"),
        ),
        what="how they agreed",
        reveals={"written": ("signed_form",)},
    )
    signed = forms.Confirmation(
        "They have signed this wording",
        what="that they have signed this wording",
        hint="This consent counts only in writing",
    )
    signed_form = forms.File(
        "Upload the signed form",
        what="the signed form",
        accept=ACCEPTED,
        largest=settings.LARGEST_UPLOAD,
        required=False,
        hint="A scan or a photo, if you have one. Of a person harmed only who may know where they live can open it",
    )
    given_by_carer = forms.Line(
        "Which parent or carer agrees too?",
        what="which parent or carer agrees",
        hint="They are under 18. Name whoever has parental responsibility",
        longest=120,
    )
    given_on = forms.Date("When did they agree?", what="when they agreed", past=True)

    def __init__(self, data: Any, files: Any = None, *, purpose: ConsentPurpose, party: Party) -> None:
        """Ask what this purpose needs of this person."""
        super().__init__(data, files)
        self.purpose = purpose
        left_out = {"written"} if purpose in IN_WRITING else {"signed"}
        if purpose != ConsentPurpose.DISCLOSURE:
            left_out |= {"what", "to_whom", "what_for"}
        if not party.under_18:
            left_out.add("given_by_carer")
        for name in left_out:
            del self.fields[name]
        if "given_by_carer" in self.fields:
            self.fields["given_by_carer"].required = purpose == ConsentPurpose.TAKING_PART

    def agreed(self) -> Agreed:
        """The answers, as the action takes them."""
        given = self.cleaned_data
        asked = ("what", "to_whom", "what_for", "given_by_carer")
        return Agreed(
            purpose=self.purpose,
            given_on=given["given_on"],
            written=self.purpose in IN_WRITING or given["written"] == "written",
            **{name: given[name] for name in asked if name in given},
        )


class Withdrawal(forms.Form):
    """Nothing is asked: nobody has to say why they take a consent back."""


class Acknowledgement(forms.Once):
    """Three separate answers (RJC Service Provider Code of Practice, B)."""

    facts = forms.YesNo(
        "Do they acknowledge the basic facts?",
        what="whether they acknowledge the basic facts",
        hint="What happened, to whom, and by whom. They need not agree about everything",
    )
    responsibility = forms.YesNo(
        "Do they take responsibility?",
        what="whether they take responsibility",
        hint="For what they did, without blaming the person harmed",
    )
    willing = forms.YesNo(
        "Are they willing to take part?",
        what="whether they are willing to take part",
        hint="Freely: nobody puts pressure on them, and they know that they can stop",
    )
    acknowledged_on = forms.Date("When did they say so?", what="when they said so", past=True)
    note = forms.Text(
        "In their own words", required=False, hint="Leave out how or where anybody can be reached"
    )

    def __init__(self, data: Any, *, party: Party) -> None:
        """Ask responsibility only of a person responsible."""
        super().__init__(data)
        if party.side != Side.RESPONSIBLE:
            del self.fields["responsibility"]

    def said(self) -> Acknowledged:
        """The answers, as the action takes them."""
        given = {name: answer for name, answer in self.cleaned_data.items() if name != "submission_key"}
        return Acknowledged(**given)
