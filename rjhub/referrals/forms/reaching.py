"""How somebody can be reached without putting them at risk."""

from typing import Any

from rjhub.design import forms
from rjhub.people.vocabulary import Channel, ContactKind, Voicemail
from rjhub.referrals.actions.submission import Reach

SAFE_CHANNELS = [
    (each.value, str(each.label)) for each in (Channel.PHONE, Channel.TEXT, Channel.EMAIL, Channel.LETTER)
]
NEEDS = {
    Channel.PHONE: (("mobile", "phone"), "Enter a phone number, or untick “Phone call”"),
    Channel.TEXT: (("mobile",), "Enter a mobile number, or untick “Text message”"),
    Channel.EMAIL: (("email",), "Enter an email address, or untick “Email”"),
    Channel.LETTER: (("address",), "Enter an address, or untick “Letter”"),
}


class SafeContact(forms.Form):
    """Ways to reach a person, and which of them are safe."""

    known = forms.Choice(
        "Do you know how they can be contacted safely?",
        (("yes", "Yes"), ("no", "No, the hub will have to find out first")),
        what="whether you know how they can be contacted safely",
        reveals={
            "yes": (
                "channels",
                "mobile",
                "phone",
                "email",
                "address",
                "voicemail",
                "safe_times",
                "who_may_answer",
                "code_word",
                "notes",
            ),
        },
    )
    channels = forms.Choices(
        "Which ways are safe?",
        SAFE_CHANNELS,
        what="at least one way that is safe",
        hint="Only what the person said is safe. If you are not sure, leave it out",
    )
    mobile = forms.Phone("Mobile number", required=False)
    phone = forms.Phone("Other phone number", required=False)
    email = forms.Email("Email address", required=False)
    address = forms.Text("Address, with postcode", what="the address", limit=400, rows=4, required=False)
    voicemail = forms.Choice(
        "If nobody answers, may a message be left?", Voicemail, what="whether a message may be left"
    )
    safe_times = forms.Line(
        "When is it safe?",
        what="when it is safe",
        required=False,
        hint="For example, weekdays before 3pm",
    )
    who_may_answer = forms.Line(
        "Who else might answer?",
        what="who else might answer",
        required=False,
        hint="And what may be said to them. If nobody may know, say so",
    )
    code_word = forms.Line(
        "Code word",
        longest=40,
        required=False,
        width="20",
        hint="A word that the person knows, so that they can be sure who is calling",
    )
    notes = forms.Text(
        "Anything else about contacting them safely", what="the note", limit=800, rows=3, required=False
    )

    def clean(self) -> dict[str, Any]:
        """A way that is ticked needs something to use it with."""
        answers = super().clean() or self.cleaned_data
        for channel in answers.get("channels") or ():
            fields, message = NEEDS[Channel(channel)]
            if not any(answers.get(name) or name in self.errors for name in fields):
                self.add_error(fields[0], message)
        return answers

    def answer(self) -> Reach | None:
        """How to reach them, as it is kept; None where nobody knows yet."""
        said = self.cleaned_data
        if said["known"] == "no":
            return None
        contacts = {kind: said[kind.value] for kind in ContactKind if said.get(kind.value)}
        return Reach(
            contacts=contacts,
            channels=tuple(Channel(channel) for channel in said["channels"]),
            voicemail=said["voicemail"] or Voicemail.NEVER,
            **{name: said[name] or "" for name in ("safe_times", "who_may_answer", "code_word", "notes")},
        )
