"""Forms that ask every kind of question, about an invented case."""

from django.db import models

from rjhub.design import forms
from rjhub.kernel.identifiers import pnc

PRISONS = (
    ("LWI", "Lewes (HMP)"),
    ("FDI", "Ford (HMP)"),
    ("BMI", "Birmingham (HMP)"),
    ("HHI", "Holme House (HMP)"),
)


class Channel(models.TextChoices):
    PHONE = "phone", "By phone"
    LETTER = "letter", "By letter"
    OTHER = "other", "In another way"


class Stage(models.TextChoices):
    REFERRED = "referred", "Referred"
    PREPARING = "preparing", "Preparing"
    MEETING = "meeting", "Meeting"


class ContactAttempt(forms.Once, forms.Versioned):
    name = forms.Line("Full name", what="their full name", autocomplete="off")
    police_number = forms.Line(
        "PNC number", what="the PNC number", read=pnc.parse, required=False, hint="For example, 99/0123456X"
    )
    email = forms.Email("Email address", what="their email address", required=False)
    phone = forms.Phone("Telephone number", what="their telephone number", required=False)
    born = forms.Date("Date of birth", what="their date of birth", past=True)
    meeting = forms.Moment("When will you meet?", what="the meeting", future=True)
    best_time = forms.Time("Best time to call", what="the best time to call", required=False)
    channel = forms.Choice(
        "How did you try to reach them?",
        Channel,
        what="how you tried to reach them",
        hints={Channel.PHONE: "Only on a number marked as safe"},
        reveals={Channel.OTHER: ("other_way",), Channel.PHONE: ("message_left",)},
    )
    message_left = forms.YesNo("Did you leave a message?", what="whether you left a message")
    other_way = forms.Text("How?", what="how you tried", rows=3)
    supporters = forms.Choices(
        "Who should come with them?",
        (("friend", "A friend"), ("worker", "A support worker"), ("interpreter", "An interpreter")),
        what="who should come with them",
        none="Nobody",
    )
    stage = forms.Select("Stage of the case", Stage, what="the stage of the case")
    prison = forms.LongSelect("Prison", PRISONS, what="the prison")
    fare = forms.Money("Cost of the journey", what="the cost of the journey", most=50_000)
    days = forms.Number("Days before you try again", what="the number of days", min_value=1, suffix="days")
    note = forms.Text("What was said", what="what was said", limit=200, hint="Leave out where anybody lives.")
    letter = forms.File("Letter", what="the letter", accept=(".pdf", ".docx"), required=False)
    told = forms.Confirmation("I told them that they can stop at any time", what="that you told them so")


class Withdrawal(forms.Versioned):
    reason = forms.Text("Why do they want to stop?", what="why they want to stop", limit=500)
    withdrew = forms.Date("When did they say so?", what="the day on which they said so", past=True)


class OneQuestion(forms.Form):
    channel = forms.Choice("How did you try to reach them?", Channel, what="how you tried to reach them")


class CaseFilters(forms.Filters):
    name = forms.Line("Name or reference", required=False)
    stage = forms.Choices("Stage", Stage, required=False)
    channel = forms.Select("Channel", Channel, required=False, empty="Any")
