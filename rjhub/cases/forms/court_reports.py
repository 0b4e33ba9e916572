"""Questions about a report to the court."""

from typing import Any

from rjhub.cases.actions.court_reports import Report, Sending
from rjhub.cases.models import CourtReport
from rjhub.cases.vocabulary import CourtReportAbout
from rjhub.design import forms
from rjhub.partnership.pathway.schema import Words
from rjhub.partnership.pathway.wording import in_words


class _Questions(forms.Form):
    suitable = forms.YesNo(
        "Is restorative justice suitable in this case?", what="whether restorative justice is suitable"
    )
    harmed_view = forms.Text(
        "What does the person harmed think?",
        hint="They agreed in writing that the court is told. Only what they want said; initials, no name",
        required=False,
    )
    responsible_view = forms.Text(
        "What does the person responsible think?", what="what the person responsible thinks"
    )
    findings = forms.Text("What did you find?", what="what you found")
    proposal = forms.Text(
        "What do you propose?",
        what="what you propose",
        hint="For example to defer sentence, or to go on beside any sentence. Promise nothing",
    )

    def __init__(self, *args: Any, about: str, may_tell: bool, words: Words, **options: Any) -> None:
        """Ask only what this report is about, and what a person harmed thinks only if the court may be told."""
        super().__init__(*args, **options)
        for field in self.fields.values():
            field.label = in_words(words, str(field.label or ""))
        if about != CourtReportAbout.SUITABILITY:
            del self.fields["suitable"]
        if not may_tell:
            del self.fields["harmed_view"]

    def report(self) -> Report:
        """The answers, as the action takes them."""
        given = self.cleaned_data
        return Report(
            suitable=given.get("suitable"),
            harmed_view=given.get("harmed_view") or "",
            responsible_view=given["responsible_view"],
            findings=given["findings"],
            proposal=given["proposal"],
        )


class NewReport(_Questions, forms.Once):
    """Writing a report."""


class ChangedReport(_Questions, forms.Versioned):
    """Changing a report that was not sent yet."""


class ReportSending(forms.Versioned):
    """Sending a report."""

    sent_on = forms.Date("When is it sent?", what="when it is sent", past=True)
    sent_to = forms.Line("To whom?", what="to whom it is sent", longest=120)
    sent_how = forms.Line(
        "How?",
        what="how it is sent",
        longest=120,
        hint="For example: secure email, or by hand at court",
    )
    checked = forms.Confirmation(
        "I have read the draft, and it says nothing that the court must not know",
        what="that you have read the draft",
    )

    def sending(self) -> Sending:
        """The answers, as the action takes them."""
        given = self.cleaned_data
        return Sending(sent_on=given["sent_on"], sent_to=given["sent_to"], sent_how=given["sent_how"])


class ReportCopy(forms.Form):
    """A copy of a report that was sent."""

    to = forms.Line(
        "Who gets this copy?",
        what="who gets this copy",
        longest=120,
        hint="It is kept on record with the day and your name",
    )


def answers_of(report: CourtReport) -> dict[str, Any]:
    """What the form says of a report as it stands."""
    return {name: getattr(report, name) for name in Report.__dataclass_fields__}
