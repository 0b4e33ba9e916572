"""The questions of the partnership room."""

from collections.abc import Sequence
from typing import Any, cast
from uuid import UUID

from django import forms as django
from django.core.exceptions import ValidationError

from rjhub.design import forms
from rjhub.design.forms.asking import Asked
from rjhub.partnership.models import Hub, Staff
from rjhub.partnership.signing_in.forms import NewPassword
from rjhub.partnership.vocabulary import Level, Role, TrainingKind
from rjhub.partnership.written.reading import MOST_BYTES

ROLE_HINTS = {
    Role.COORDINATOR: "Takes referrals in at a hub and says who works which case",
    Role.FACILITATOR: "Prepares people and holds meetings",
    Role.VOLUNTEER: "Facilitates without being paid",
    Role.LEAD_CONTACT: "Is asked for information by the hub",
    Role.SUPERVISOR: "Looks after the work of facilitators",
    Role.REFERRER: "Makes referrals",
    Role.COMMISSIONER: "Sees figures, and no case",
    Role.ADMINISTRATOR: "Says who works here and in which roles",
    Role.INFORMATION_OFFICER: "Answers for what the agency shares",
}


class CodeText(Asked, django.CharField):
    """The text of a file, kept letter for letter but for the ends of its lines."""

    widget = django.Textarea

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, strip=False, max_length=MOST_BYTES, **options)
        self.rows = 30
        self.error_messages["max_length"] = f"{self.subject} must be {MOST_BYTES:,} characters or fewer"

    def to_python(self, value: Any) -> str:
        """Give every line the ending that files have."""
        return (super().to_python(value) or "").replace("\r\n", "\n")


def level_of(answer: str) -> Level:
    """The level that a form's answer names. Raises ValueError for any other text."""
    return Level(int(answer))


class ActingAs(forms.Form):
    """For which agency somebody acts from now on."""

    membership = forms.Choice("Which agency do you act for?", (), what="the agency that you act for")

    def __init__(self, *args: Any, offered: Sequence[Staff], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.Choice", self.fields["membership"])
        field.choices = [(str(staff.id), staff.agency.name) for staff in offered]
        field.hints = {
            str(staff.id): ", ".join(role.get_role_display() for role in staff.current_roles())
            for staff in offered
        }
        field.coerce = UUID


class _RolesAtAnAgency(forms.Form):
    """Roles that an agency may give; a coordinator's hub only where the agency hosts one."""

    def offer(self, hubs: Sequence[Hub], name: str) -> None:
        """Leave out what this agency cannot give."""
        field = cast("forms.Choices", self.fields[name])
        offered = [(role.value, role.label) for role in Role if role != Role.COORDINATOR or hubs]
        field.choices = offered
        field.hints = {role.value: hint for role, hint in ROLE_HINTS.items()}
        if hubs:
            cast("forms.Choice", self.fields["hub"]).choices = [(str(hub.id), hub.name) for hub in hubs]
            field.reveals = {Role.COORDINATOR.value: ("hub",)}
        else:
            del self.fields["hub"]

    def hub_for(self, roles: Sequence[Role], hubs: Sequence[Hub]) -> Hub | None:
        """The hub that was chosen, if a coordinator's role was."""
        chosen = self.cleaned_data.get("hub") if Role.COORDINATOR in roles else None
        return next((hub for hub in hubs if str(hub.id) == chosen), None)


class Invite(_RolesAtAnAgency):
    """Whom to invite, to do what."""

    name = forms.Line("Name", what="their name", longest=120)
    email = forms.Email("Email address at work", what="their email address at work")
    job_title = forms.Line("Job", required=False, longest=120)
    roles = forms.Choices("What will they do?", Role, what="what they will do")
    hub = forms.Choice("Which hub?", (), what="the hub that they coordinate")

    def __init__(self, *args: Any, hubs: Sequence[Hub], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(hubs, "roles")


class GiveRole(_RolesAtAnAgency):
    """One more role."""

    role = forms.Choice("Which role?", Role, what="the role")
    hub = forms.Choice("Which hub?", (), what="the hub that they coordinate")

    def __init__(self, *args: Any, hubs: Sequence[Hub], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(hubs, "role")


class Accept(forms.Form):
    """The password of somebody who accepts an invitation."""

    password = NewPassword("Choose a password", what="a password")


class Leave(forms.Form):
    """When somebody's last day is."""

    on = forms.Date("What is their last day?", what="their last day")


class SetLevel(forms.Form):
    """A practitioner level and its dates."""

    level = forms.Choice("Which level?", Level, what="the level", coerce=level_of)
    since = forms.Date("Since when?", what="the day since when they hold it", past=True)
    until = forms.Date("When does it lapse?", what="the day on which it lapses", required=False)
    evidence = forms.Line(
        "What shows it?",
        what="what shows it",
        hint="For example the number of the registration, or where the certificate is kept",
        longest=120,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Check that it lapses after it started."""
        return _in_order(self, "since", "until", "The level must lapse after the day since when they hold it")


class AddTraining(forms.Form):
    """A course, and how long it counts."""

    kind = forms.Choice("What is it for?", TrainingKind, what="what it is for")
    course = forms.Line("Course", what="the name of the course", longest=120)
    completed_on = forms.Date(
        "When did they complete it?", what="the day on which they completed it", past=True
    )
    lapses_on = forms.Date("When does it lapse?", what="the day on which it lapses", required=False)

    def clean(self) -> dict[str, Any]:
        """Check that it lapses after it was completed."""
        return _in_order(
            self, "completed_on", "lapses_on", "Training must lapse after the day it was completed on"
        )


class NameLineManager(forms.Form):
    """To whom somebody answers."""

    manager = forms.LongSelect("Line manager", (), what="the line manager", required=False)

    def __init__(self, *args: Any, offered: Sequence[Staff], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_choices(
            "manager", [("", "Nobody"), *((str(one.id), f"{one.name}, {one.job_title}") for one in offered)]
        )


class FindStaff(forms.Filters):
    """The filters of the list of staff."""

    name = forms.Line("Name or job", required=False)
    agency = forms.Select("Agency", (), required=False, empty="Every agency")
    role = forms.Select("Role", Role, required=False, empty="Every role")
    trained = forms.Select("Level", Level, required=False, empty="Any or none", coerce=level_of)
    past = forms.Confirmation("Also people who have left", required=False)


class FindAgencies(forms.Filters):
    """The filters of the list of agencies."""

    name = forms.Line("Name", required=False)
    kind = forms.Select("Type", (), required=False, empty="Every type")
    closed = forms.Confirmation("Also agencies that have closed", required=False)


class FindReference(forms.Filters):
    """The one box above a list of official codes."""

    text = forms.Line("Name or code", required=False)


def _in_order(form: forms.Form, first: str, last: str, otherwise: str) -> dict[str, Any]:
    answers: dict[str, Any] = form.cleaned_data
    if answers.get(first) and answers.get(last) and answers[last] < answers[first]:
        form.add_error(last, ValidationError(otherwise))
    return answers


class PathwayText(forms.Form):
    """A pathway file, as text to edit or as a file to read it from."""

    marks_optional = False
    file = forms.File("Read it from a file", accept=(".yaml", ".yml"), required=False, largest=MOST_BYTES)
    text = CodeText("The pathway as text", what="the pathway", required=False)

    def clean(self) -> dict[str, Any]:
        """Take the file's words where there is a file. Raises nothing: the loader says what is wrong with them."""
        answers: dict[str, Any] = self.cleaned_data
        file = answers.get("file")
        answers["raw"] = file.read() if file else None
        if not file and not answers.get("text") and not self.errors:
            self.add_error("text", "Enter the pathway, or select a file")
        return answers


class ComparePathways(forms.Filters):
    """Which two versions of a pathway to compare."""

    one = forms.Select("Compare", (), empty="Choose a version")
    other = forms.Select(
        "Compare it with", (), empty="Choose a version", what="the version to compare it with"
    )

    def __init__(self, *args: Any, numbers: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("one", "other"):
            field = cast("forms.Select", self.fields[name])
            field.choices = [(str(number), f"version {number}") for number in numbers]
            field.coerce = int
