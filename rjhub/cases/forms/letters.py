"""Questions about what somebody is to be written."""

from datetime import datetime
from typing import Any

from rjhub.design import forms
from rjhub.letters.actions import writing
from rjhub.letters.vocabulary import CHOSEN, Occasion
from rjhub.people.vocabulary import Channel


class Writing(forms.Once):
    """What, by which way, and on which number they can ring. What it says is fixed."""

    offers_a_way: bool

    occasion = forms.Choice(
        "What do you want to write?",
        [(one, one.label) for one in CHOSEN],
        coerce=Occasion,
        what="what you want to write",
        reveals={Occasion.APPOINTMENT: ("appointment_at",)},
        hints={
            Occasion.OFFER: "A letter says what restorative justice is. An email or a text message does not"
        },
    )
    appointment_at = forms.Moment("When is the appointment?", what="when the appointment is", future=True)
    way = forms.Choice("How?", Channel, what="how to send it")
    ring = forms.Phone("On which number can they ring you?", what="the number on which they can ring you")

    def __init__(self, *given: Any, ways: tuple[Channel, ...], **options: Any) -> None:
        """Offer the ways in which this installation can send, and that are safe for whoever gets it."""
        super().__init__(*given, **options)
        self.offers_a_way = bool(ways)
        self.fields["way"].choices = [(way.value, way.label) for way in ways]  # type: ignore[attr-defined]

    def letter(self) -> writing.NewLetter:
        """The answers, as the action takes them."""
        given = self.cleaned_data
        return writing.NewLetter(
            occasion=given["occasion"],
            way=given["way"],
            ring=given["ring"],
            appointment_at=given["appointment_at"],
        )


class Sending(forms.Form):
    """When it is safe."""

    when = forms.Choice(
        "When is it safe for them?",
        (("now", "Now"), ("later", "At another time")),
        what="when it is safe for them",
        reveals={"later": ("at",)},
    )
    at = forms.Moment(
        "When?",
        what="when to send it",
        future=True,
        hint="Within the next 14 days. If it cannot be sent within half an hour of that, it is not sent",
    )

    def moment(self) -> datetime | None:
        """The time, or None for now."""
        at: datetime | None = self.cleaned_data["at"]
        return at if self.cleaned_data["when"] == "later" else None
