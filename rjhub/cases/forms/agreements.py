"""Questions about agreements: what was agreed, who does what, what became of it, who was told."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings

from rjhub.cases.actions.agreements import Agreed, Item, Report, Settled
from rjhub.cases.forms.offering import offer
from rjhub.cases.models import AgreementItem, Meeting, Party
from rjhub.cases.uploads import ACCEPTED
from rjhub.cases.vocabulary import ItemStatus
from rjhub.design import forms
from rjhub.design.words import day
from rjhub.kernel.vocabulary.agreements import AGREEMENT_ACTIONS
from rjhub.partnership.models import Staff

MESSAGES = "messages"
NOTHING = "nothing_sought"  # is an agreement of its own, not an item of one
BOTH_READ = "Both sides read this. Do not write how anybody can be reached"


class NewAgreement(forms.Once):
    """What was agreed, or that nothing was wanted."""

    came_from = forms.Choice("How was it agreed?", (), what="how it was agreed")
    outcome = forms.Choice(
        "What was agreed?",
        (("something", "Somebody is to do something"), ("nothing", "Nothing was wanted")),
        what="what was agreed",
        hints={"nothing": "A meeting or a message can be enough by itself"},
        reveals={"something": ["words"]},
    )
    words = forms.Text(
        "In their own words",
        what="what was agreed, in their own words",
        hint=f"You add who does what next. {BOTH_READ}",
    )
    made_on = forms.Date("When was it agreed?", what="when it was agreed", past=True)

    def offer(self, meetings: Iterable[Meeting], *, messages: bool) -> None:
        """Offer the meetings that took place, and the messages if any was passed on."""
        self.meetings = {str(one.id): one for one in meetings}
        met = [(key, f"At the meeting on {day(one.started_at)}") for key, one in self.meetings.items()]
        offer(self, "came_from", [*met, *([(MESSAGES, "By messages")] if messages else [])])

    def agreed(self) -> Agreed:
        """The answers, as the action takes them."""
        given = self.cleaned_data
        return Agreed(
            made_on=given["made_on"],
            nothing_wanted=given["outcome"] == "nothing",
            words=given["words"] or "",
            meeting=self.meetings.get(given["came_from"]),
        )


class _ItemQuestions(forms.Form):
    party = forms.Choice("Who is to do it?", (), what="who is to do it")
    action = forms.Select(
        "What kind of thing is it?",
        [pair for pair in AGREEMENT_ACTIONS.choices() if pair[0] != NOTHING],
        what="what kind of thing it is",
    )
    words = forms.Text("What exactly are they to do?", what="what exactly they are to do", hint=BOTH_READ)
    due_on = forms.Date(
        "By when?", what="by when", required=False, hint="Leave it empty if it is a promise without an end"
    )
    checked_by = forms.Select("Who sees whether it is done?", (), what="who sees whether it is done")

    def offer(self, parties: Sequence[Party], staff: Sequence[Staff]) -> None:
        """Offer the people of the case, and who works on it."""
        self.parties = {str(one.id): one for one in parties}
        self.staff = {str(one.id): one for one in staff}
        offer(self, "party", ((key, one.name) for key, one in self.parties.items()))
        offer(self, "checked_by", ((key, one.name) for key, one in self.staff.items()))

    def item(self) -> Item:
        """The answers, as the actions take them."""
        given = self.cleaned_data
        return Item(
            party=self.parties[given["party"]],
            action=given["action"],
            words=given["words"],
            due_on=given["due_on"],
            checked_by=self.staff[given["checked_by"]],
        )


class NewItem(_ItemQuestions, forms.Once):
    """Adding what somebody is to do."""


class ChangedItem(_ItemQuestions, forms.Versioned):
    """Changing what somebody is to do."""


class Settling(forms.Versioned):
    """What became of an item."""

    status = forms.Choice("What became of it?", ItemStatus, what="what became of it")
    settled_on = forms.Date(
        "On which day was it settled?",
        what="the day on which it was settled",
        past=True,
        required=False,
        hint="Leave it empty if it is not done yet",
    )
    evidence = forms.Text("How do we know?", what="how we know", hint=BOTH_READ, required=False)
    upload = forms.File(
        "A file that shows it",
        what="a file that shows it",
        accept=ACCEPTED,
        largest=settings.LARGEST_UPLOAD,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """What is settled has a day; what is not has none."""
        given = super().clean() or self.cleaned_data
        is_open = given.get("status") == ItemStatus.OPEN
        if "status" in given and "settled_on" in given and is_open == bool(given["settled_on"]):
            wrong = (
                "Leave the day empty while it is not done"
                if is_open
                else "Enter the day on which it was settled"
            )
            self.add_error("settled_on", wrong)
        return given

    def settled(self) -> Settled:
        """The answers, as the action takes them."""
        given = self.cleaned_data
        return Settled(status=given["status"], settled_on=given["settled_on"], evidence=given["evidence"])


class Telling(forms.Once):
    """That a person harmed was told how an agreement ended."""

    told = forms.YesNo(
        "Have they been told?",
        what="whether they have been told",
        reveals={"yes": ["told_on", "note"], "no": ["not_told_because"]},
    )
    told_on = forms.Date("When were they told?", what="when they were told", past=True)
    note = forms.Text("What were they told, and what did they say?", required=False)
    not_told_because = forms.Line("Why are they not told?", what="why they are not told", longest=400)

    def report(self) -> Report:
        """The answers, as the action takes them."""
        given = self.cleaned_data
        return Report(
            told_on=given["told_on"],
            note=given["note"] or "",
            not_told_because=given["not_told_because"] or "",
        )


def item_answers(row: AgreementItem) -> dict[str, Any]:
    """What the form says of an item as it stands."""
    return {
        "party": str(row.party_id),
        "action": row.action,
        "words": row.words,
        "due_on": row.due_on,
        "checked_by": str(row.checked_by_id),
    }
