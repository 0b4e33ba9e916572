"""Questions about a contact with somebody."""

from rjhub.cases.actions.contacts import Contact as Contacted
from rjhub.cases.vocabulary import Direction
from rjhub.design import forms
from rjhub.people.vocabulary import Channel


class Contact(forms.Form):
    """A contact with somebody, or an attempt at one."""

    direction = forms.Choice("Who made contact?", Direction, what="who made contact")
    channel = forms.Choice("How?", Channel, what="how contact was made")
    happened_at = forms.Moment("When was it?", what="when it was", past=True)
    reached = forms.YesNo(
        "Did you speak with them?",
        what="whether you spoke with them",
        reveals={"yes": ["safe", "told", "summary", "mood"], "no": ["left_message"]},
    )
    safe = forms.YesNo(
        "Was it safe for them to talk?",
        what="whether it was safe for them to talk",
        hint="If not, say below what was agreed for next time",
    )
    told = forms.YesNo(
        "Did you tell them what restorative justice is, and that it is their choice?",
        what="whether you told them what restorative justice is",
    )
    summary = forms.Text("What was said", hint="Facts first. Name nobody from the other side")
    mood = forms.Text("How they seemed, and any worries", required=False)
    left_message = forms.YesNo(
        "Did you leave a message?", what="whether you left a message", reveals={"yes": ["message_left"]}
    )
    message_left = forms.Line(
        "What did you say in the message?",
        what="what you said in the message",
        hint="Never say that it is about restorative justice",
    )
    next_step = forms.Line("What happens next?", required=False)

    def contact(self) -> Contacted:
        """The answers, as the action takes them."""
        given = self.cleaned_data
        return Contacted(
            direction=given["direction"],
            channel=given["channel"],
            happened_at=given["happened_at"],
            reached=given["reached"],
            safe=bool(given["safe"]),
            left_message=bool(given["left_message"]),
            message_left=given["message_left"] or "",
            summary=given["summary"] or "",
            mood=given["mood"] or "",
            next_step=given["next_step"],
        )
