"""Questions about messages between the sides."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from rjhub.cases.forms.offering import offer
from rjhub.cases.models import Party
from rjhub.cases.uploads import ACCEPTED
from rjhub.cases.vocabulary import Medium
from rjhub.design import forms

APPROVE, RETURN = "approve", "return"
Pairs = Mapping[str, tuple[Party, Party]]


class NewMessage(forms.Once):
    """Taking a message down."""

    between = forms.Choice("From whom, to whom?", (), what="from whom and to whom")
    medium = forms.Choice("In which form?", Medium, what="the form of the message")
    words = forms.Text(
        "What does the message say?",
        what="what the message says",
        hint="Word for word, as its sender gave it. For a recording, what it says in short",
        required=False,
        rows=8,
    )
    upload = forms.File(
        "The letter or the recording",
        what="the letter or the recording",
        accept=ACCEPTED,
        largest=settings.LARGEST_UPLOAD,
        required=False,
        hint=f"A PDF, a picture, a Word document or a recording, of at most {settings.LARGEST_UPLOAD // 1_000_000}MB",
    )

    def offer(self, pairs: Pairs) -> None:
        """Offer each way in which a message can go."""
        self.pairs = pairs
        words = ((key, f"From {a.name} to {b.name}") for key, (a, b) in pairs.items())
        offer(self, "between", words)

    def clean(self) -> dict[str, Any]:
        """A message is words, or a file, or both."""
        given = super().clean() or self.cleaned_data
        if not given.get("words") and not given.get("upload") and not self.errors.get("upload"):
            self.add_error("words", "Enter what the message says, or select a file")
        return given


class Review(forms.Form):
    """Reading a message before it is passed on."""

    verdict = forms.Choice(
        "May it be passed on?",
        ((APPROVE, "Yes, as it is"), (RETURN, "No, it has to change first")),
        what="whether it may be passed on",
        reveals={APPROVE: ["read_all"], RETURN: ["note"]},
    )
    read_all = forms.Confirmation(
        "I have read, heard or watched all of it. It does not say how anybody can be reached, and it threatens, "
        "blames or belittles nobody",
        what="that you have read, heard or watched all of it",
    )
    note = forms.Text("What has to change?", what="what has to change")

    def offer(self, *, may_approve: bool) -> None:
        """Offer to approve it, unless nobody may."""
        if not may_approve:
            offer(self, "verdict", ((RETURN, "No, it has to change first"),))
            self.fields["verdict"].initial = RETURN


class PassingOn(forms.Form):
    """Passing a message on."""

    passed_on_at = forms.Moment("When was it passed on?", what="when it was passed on", past=True)
    response = forms.Text(
        "How was it received?",
        hint="If you do not know yet, leave it empty and add it later. Never how anybody can be reached",
        required=False,
    )


class Response(forms.Form):
    """How a message was received."""

    response = forms.Text(
        "How was it received?", what="how it was received", hint="Never how anybody can be reached"
    )
