"""What is asked about an offer, and whether the answers make sense."""

from rjhub.design import forms
from rjhub.offers import vocabulary as words
from rjhub.people.vocabulary import Channel
from rjhub.sharing.vocabulary import Side

DID = [(one.value, one.label) for one in words.DONE]


class Offer(forms.Form):
    """What an agency told or offered somebody, and what they answered."""

    said = forms.Choice("What did your agency do?", DID, what="what your agency did")
    happened_on = forms.Date("When?", past=True, what="the day on which it was")
    channel = forms.Choice("In which way?", Channel, what="in which way")
    raised_by = forms.Choice("Who raised it first?", words.RaisedBy, what="who raised it first")
    crime_reference = forms.Line(
        "Crime reference", required=False, longest=40, width="20", hint="If the police have given one"
    )
    answer = forms.Choice(
        "What did they answer?",
        words.Answer,
        initial=words.Answer.NONE,
        what="what they answered",
        reveals={words.Answer.NOT_NOW: ("ask_again_on",)},
    )
    ask_again_on = forms.Date("Ask again on", future=True, what="the day on which they may be asked again")


class FirstOffer(Offer):
    """The same, about somebody whom no case or referral is about."""

    side = forms.Choice(
        "Whom did your agency speak with?",
        [
            (Side.HARMED.value, "Somebody who was harmed"),
            (Side.RESPONSIBLE.value, "Somebody who is responsible"),
        ],
        what="whom your agency spoke with",
    )
    given_name = forms.Line("First name", required=False, longest=80)
    family_name = forms.Line("Family name", longest=80, what="a family name")
    born_on = forms.Date(
        "Date of birth",
        required=False,
        past=True,
        hint="If they said no, it keeps others from asking them again",
    )
    hub = forms.Select("Which hub serves the place where they live?", (), what="which hub serves them")
    field_order = ("side", "given_name", "family_name", "born_on", "hub")
