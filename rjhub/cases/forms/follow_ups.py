"""Questions about follow-ups."""

from rjhub.cases.actions.follow_ups import Heard
from rjhub.design import forms

OFFERED, LATER, NEVER = "offered", "later", "never"


class FollowUpAnswer(forms.Form):
    """How somebody is, or why they were not asked."""

    asked = forms.YesNo(
        "Have they been asked?",
        what="whether they have been asked",
        reveals={"yes": ["done_on", "how_they_are", "worries", "feedback"], "no": ["not_done_because"]},
    )
    done_on = forms.Date("When?", what="when they were asked", past=True)
    how_they_are = forms.Text("How are they?", what="how they are")
    worries = forms.Text(
        "Is anything worrying them?",
        required=False,
        hint="A risk to somebody's safety also belongs in the risk assessment",
    )
    feedback = forms.Choice(
        "Were they offered the feedback questions?",
        ((OFFERED, "Yes"), (LATER, "Not this time"), (NEVER, "No, and nobody is going to")),
        what="whether they were offered the feedback questions",
        reveals={NEVER: ["no_feedback_because"]},
    )
    no_feedback_because = forms.Line("Why not?", what="why they are not offered the questions", longest=400)
    not_done_because = forms.Line(
        "Why are they not asked?",
        what="why they are not asked",
        longest=400,
        hint="For example: cannot be reached, or does not want to be asked again",
    )

    def heard(self) -> Heard | None:
        """What they said, as the action takes it; None if they were not asked."""
        given = self.cleaned_data
        if not given["asked"]:
            return None
        return Heard(
            done_on=given["done_on"],
            how_they_are=given["how_they_are"],
            worries=given["worries"] or "",
            feedback_offered={OFFERED: True, NEVER: False}.get(given["feedback"]),
            no_feedback_because=given["no_feedback_because"] or "",
        )


class NewFollowUp(forms.Once):
    """One more follow-up."""

    ask = forms.Text("What is to be asked?", what="what is to be asked", limit=600, rows=3)
    due_on = forms.Date("By when?", what="by when", future=True)
