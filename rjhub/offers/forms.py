"""What is asked about an offer, and whether the answers make sense."""

from rjhub.design import forms
from rjhub.offers import vocabulary as words
from rjhub.people.vocabulary import Channel
from rjhub.sharing.vocabulary import Side

# An option of its own: a button that was pressed can then be taken back.
ANY = "any"
DID = [(one.value, one.label) for one in words.DONE]


class Offer(forms.Once):
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
        reveals={words.Answer.NOT_NOW: ("ask_again_on",), words.Answer.LATER: ("waits_for", "look_again_on")},
    )
    ask_again_on = forms.Date("Ask again on", future=True, what="the day on which they may be asked again")
    waits_for = forms.Choice("What do they want to wait for?", words.Later, required=False, initial="")
    look_again_on = forms.Date(
        "When should the hub look again?",
        future=True,
        what="the day on which the hub looks again",
        hint="It comes back to the hub on this day, whatever becomes of cases and staff until then",
    )


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


class No(forms.Form):
    """A no that somebody made narrower themself."""

    said_on = forms.Date("When did they say so?", past=True, what="the day on which they said so")
    purpose = forms.Choice(
        "What do they not want to be contacted for?",
        [(ANY, "Anything"), *words.ContactFor.choices],
        initial=ANY,
        what="what they do not want to be contacted for",
    )
    channel = forms.Choice(
        "In which way do they not want it?",
        [(ANY, "In any way"), *Channel.choices],
        initial=ANY,
        what="in which way they do not want it",
    )
    counterpart = forms.Select(
        "Is it only about one other person?", (), empty="No, it is about everybody", required=False
    )
    until = forms.Date("Ask again on", required=False, future=True, hint="If they named a day")

    def clean_purpose(self) -> str:
        """What it is for; empty for anything."""
        return _narrower(self.cleaned_data["purpose"])

    def clean_channel(self) -> str:
        """The way; empty for any."""
        return _narrower(self.cleaned_data["channel"])


class Leave(forms.Form):
    """An exception from a no."""

    why = forms.Text("Why does somebody have to contact them?", limit=400, rows=3, what="the reason")
    until = forms.Date("Until which day?", what="the last day", hint="At most four weeks from today")


class Agreeing(forms.Form):
    """The second person agrees."""

    agreed = forms.Confirmation("I have looked at the reason myself, and agree", what="that you agree")


class Ending(forms.Form):
    """An exception ends."""

    ended = forms.Confirmation("Nobody is to contact them against their no any more", what="that it ends")


class Erasing(forms.Form):
    """A record is erased."""

    because = forms.Choice("Why?", words.ErasedBecause, what="why it is erased")
    sure = forms.Confirmation("Erase everything by which they could be known", what="that it is to be erased")


class Lifting(forms.Form):
    """Somebody asked for contact again."""

    asked_on = forms.Date("When did they ask?", past=True, what="the day on which they asked")
    how_they_asked = forms.Text("How did they ask?", limit=400, rows=3, what="how they asked")


class Apart(forms.Form):
    """Somebody is not the person of an erased record."""

    sure = forms.Confirmation("I know that this is somebody else", what="that this is somebody else")


def _narrower(answer: str) -> str:
    return "" if answer == ANY else answer


class RegisterCompared(forms.Form):
    """After a restore: the whole register was compared, and it is not as old as the database."""

    sure = forms.Confirmation(
        "The files of the register were not restored from the same copy as the database",
        what="that the files of the register were not restored, too",
    )
    why = forms.Text("How do you know?", limit=400, rows=3, what="how you know it")


class AgenciesAsked(forms.Form):
    """After a restore without a whole register: people asked the agencies."""

    sure = forms.Confirmation(
        "Each agency was asked, and every no that was said since the copy was made is recorded again",
        what="that each agency was asked",
    )
    why = forms.Text(
        "How do you know?",
        limit=400,
        rows=3,
        what="how you know it",
        hint="For example: I rang the lead contact of each agency",
    )
