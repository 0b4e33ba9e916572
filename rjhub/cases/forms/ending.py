"""Questions about answers, waiting, transferring and closing."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django import forms as fields

from rjhub.cases.models import Party
from rjhub.design import forms
from rjhub.partnership.pathway.case_words import ClosingReason


class Answer(forms.Form):
    """What somebody answered."""

    answer = forms.Choice(
        "What did they say?",
        (("yes", "Yes, I want to go on"), ("not_now", "Not now"), ("no", "No")),
        what="what they said",
        hints={"no": "No agency may contact them again unless they ask. This counts for withdrawing, too."},
        reveals={"not_now": ["ask_again_on", "why"]},
    )
    ask_again_on = forms.Date(
        "When may they be asked again?", what="when they may be asked again", future=True
    )
    why = forms.Text("Why not now?", what="why not now")
    said_on = forms.Date("When did they say it?", what="when they said it", past=True)


class Pausing(forms.Form):
    """Letting a case wait."""

    ask_again_on = forms.Date("Until when does it wait?", what="until when it waits", future=True)
    why = forms.Text("Why does it wait?", what="why it waits")


class Transfer(forms.Form):
    """Asking another area to take the case."""

    to_name = forms.Line("Which area or provider?", what="the area or provider", longest=120)
    to_contact = forms.Line("Whom did you ask there, and how?", what="whom you asked there", longest=200)
    why = forms.Text("Why should they take it?", what="why they should take it")
    agreed_by_parties = forms.YesNo("Do the people agree?", what="whether the people agree")


class Reopening(forms.Form):
    """Opening a closed case again."""

    why = forms.Text("Why is it opened again?", what="why it is opened again")


class Closing(forms.Form):
    """Closing a case, with a reason for each person."""

    reason = forms.LongSelect("Why does the case end?", (), what="why the case ends")
    not_asked_because = forms.Line(
        "Why is nobody asked how they are any more?",
        what="why nobody is asked how they are any more",
        longest=400,
    )
    note = forms.Text("Anything to remember", required=False)
    attached = fields.IntegerField(widget=fields.HiddenInput, min_value=0)

    def __init__(
        self,
        data: object,
        *,
        reasons: Iterable[tuple[str, str]],
        parties: Iterable[Party],
        promised: bool,
        attached: int,
    ) -> None:
        """Ask the same of each person whose case it is, and about follow-ups if any were `promised`.

        Remembers how many referrals about the incident there were when somebody decided to close it.
        """
        super().__init__(data, initial={"attached": attached})
        if not promised:
            del self.fields["not_asked_because"]
        choices = [("", "Choose one"), *reasons]
        self.offer_choices("reason", choices)
        self.people = [party.id for party in parties]
        for party in parties:
            name = party.name
            self.fields[f"reason-{party.id}"] = forms.LongSelect(
                f"Why does it end for {name}?",
                choices[1:],
                what=f"why it ends for {name}",
                initial=party.ending_reason,
            )
            self.fields[f"told-{party.id}"] = forms.Date(
                f"When was {name} told?",
                what=f"when {name} was told",
                hint="Leave it empty only if nobody ever contacted them, or they asked not to be contacted",
                past=True,
                required=False,
            )

    def endings(self) -> dict[UUID, tuple[ClosingReason, date | None]]:
        """For each person, why it ends and when they were told."""
        given = self.cleaned_data
        return {key: (ClosingReason(given[f"reason-{key}"]), given[f"told-{key}"]) for key in self.people}


class Told(forms.Form):
    """How another area answered."""

    answer = forms.Choice(
        "Did they take the case?",
        (("accepted", "Yes"), ("declined", "No")),
        what="whether they took the case",
    )
    note = forms.Text("What did they say?", what="what they said")
