"""The questions about a person, and whether the answers make sense."""

import dataclasses
from collections.abc import Callable
from typing import Any

from rjhub.design import forms
from rjhub.design.forms.asking import Asked
from rjhub.partnership import reference
from rjhub.people import models
from rjhub.people import vocabulary as words
from rjhub.people.actions.safe_contact import SafeWays

SAFE_WAYS = tuple(field.name for field in dataclasses.fields(SafeWays))


class Search(forms.Filters):
    """Whom somebody looks for; one answer is enough."""

    name = forms.Line("Name", required=False, hint="Any part of a name, two letters or more")
    born_on = forms.Date("Date of birth", required=False, past=True)
    number = forms.Line("Identifier", required=False, hint="PNC ID, CRO, prison number or CRN", width="20")
    contact = forms.Line("Telephone number, email address or postcode", required=False, width="20")

    def clean(self) -> dict[str, Any]:
        """Something has to be asked."""
        if not self.errors and not any(self.cleaned_data.values()):
            self.add_error("name", "Enter a name, a date of birth, an identifier or contact details")
        return self.cleaned_data


class Particulars(forms.Versioned):
    """Who somebody is."""

    given_name = forms.Line("First name", required=False, longest=80)
    middle_names = forms.Line("Middle names", required=False, longest=120)
    family_name = forms.Line(
        "Family name", longest=80, hint="If they use only one name, enter it here", what="a family name"
    )
    name_change = forms.Choice(
        "If the first or family name changes: why?",
        words.NameChange,
        required=False,
        what="why the name changes",
    )
    known_as = forms.Line("Known as", required=False, longest=80, hint="If they go by another first name")
    pronouns = forms.Line("Pronouns", required=False, longest=40, width="20")
    born_on = forms.Date("Date of birth", required=False, past=True, what="a date of birth")
    language = forms.Line("Language", required=False, longest=60, hint="If it is not English", width="20")
    needs_interpreter = forms.YesNo("Do they need an interpreter?", what="whether they need an interpreter")
    communication_needs = forms.Line(
        "What helps them to take part?",
        required=False,
        longest=400,
        hint="For example large print, a hearing loop, breaks, somebody to read with them",
    )

    def clean(self) -> dict[str, Any]:
        """A changed name has to say why: a correction leaves no former name behind."""
        answers = self.cleaned_data
        changed = any(
            name in answers and answers[name] != self.initial[name] for name in ("given_name", "family_name")
        )
        if changed and not answers.get("name_change"):
            self.add_error("name_change", "Select why the name changes")
        return answers


class OtherName(forms.Form):
    """Another name of a person."""

    kind = forms.Choice("What kind of name is it?", words.NameKind, what="what kind of name it is")
    given_name = forms.Line("First name", required=False, longest=80)
    family_name = forms.Line("Family name", longest=80, what="the family name")
    until = forms.Date("Used until", required=False, past=True, hint="If it is a former name and you know")


class Identifier(forms.Form):
    """A number by which an agency knows somebody."""

    kind = forms.Choice(
        "What kind of number is it?",
        words.IdentifierKind,
        what="what kind of number it is",
        hints={kind: f"For example {kind.example}" for kind in words.IdentifierKind},
    )
    value = forms.Line("Number", what="the number", width="20", longest=40)


class Contact(forms.Form):
    """A new address, number or email address, or that there is none any more."""

    def __init__(self, kind: words.ContactKind, *given: Any, **options: Any) -> None:
        """Ask for one kind."""
        super().__init__(*given, **options)
        self.fields["has"] = forms.Choice(
            "What changed?",
            words.ContactChange,
            initial=words.ContactChange.NEW,
            what="what changed",
            reveals={words.ContactChange.NEW: ("value",)},
        )
        self.fields["value"] = _CONTACT[kind]()

    def told(self) -> str | None:
        """The new value; None where there is none any more."""
        return self.cleaned_data["value"] or None


_CONTACT: dict[words.ContactKind, Callable[[], Asked]] = {
    words.ContactKind.ADDRESS: lambda: forms.Text(
        "Address", limit=400, rows=5, what="the address", hint="With the postcode on its last line"
    ),
    words.ContactKind.MOBILE: lambda: forms.Phone("Mobile phone number", what="the mobile phone number"),
    words.ContactKind.PHONE: lambda: forms.Phone("Telephone number", what="the telephone number"),
    words.ContactKind.EMAIL: lambda: forms.Email("Email address", what="the email address"),
}


class Opening(forms.Form):
    """Why somebody opens how a person harmed can be reached."""

    purpose = forms.Choice(
        "Why do you need them?",
        words.OpeningPurpose,
        what="why you need the contact details",
        reveals={words.OpeningPurpose.OTHER: ("other",)},
    )
    other = forms.Line("What for?", longest=60, what="what you need them for")

    def in_words(self) -> str:
        """The purpose, as the record of who looked keeps it."""
        return str(self.cleaned_data["other"] or self.cleaned_data["purpose"].label)


class SafeContact(forms.Versioned):
    """How somebody may be contacted. What they did not allow is not allowed."""

    channels = forms.Choices(
        "How may they be contacted?", words.Channel, none="None of these", what="how they may be contacted"
    )
    safe_to_write = forms.YesNo(
        "Is it safe to send a letter to their address?",
        what="whether it is safe to send a letter",
        hint="Who else opens the post there?",
    )
    voicemail = forms.Choice("If nobody answers", words.Voicemail, what="what may be left if nobody answers")
    safe_times = forms.Line("Safe times", required=False, hint="For example weekdays between 10am and 2pm")
    who_may_answer = forms.Line(
        "Who else may answer?",
        required=False,
        hint="And what they may be told. Nobody, if you leave it empty",
    )
    code_word = forms.Line(
        "Code word",
        required=False,
        longest=40,
        hint="If they chose one to be sure who is calling",
        width="20",
    )
    notes = forms.Text("Anything else about contacting them safely", required=False, limit=800, rows=4)

    def clean(self) -> dict[str, Any]:
        """Letters go only where it is safe to write."""
        answers = self.cleaned_data
        if words.Channel.LETTER in answers.get("channels", []) and answers.get("safe_to_write") is False:
            self.add_error(
                "channels", "Take out letters, or say that it is safe to send one to their address"
            )
        return answers

    def ways(self) -> SafeWays:
        """The answers, for the action."""
        answers = {name: self.cleaned_data[name] for name in SAFE_WAYS}
        return SafeWays(**{**answers, "channels": tuple(answers["channels"])})


def safe_ways_before(last: models.SafeContact | None) -> dict[str, Any]:
    """What the form starts with: the last answers, to be confirmed or changed."""
    return {name: getattr(last, name) for name in SAFE_WAYS} if last else {}


class Custody(forms.Form):
    """Where somebody is held."""

    prison_code = forms.LongSelect(
        "Prison or young offender institution",
        lambda: [(prison.code, prison.name) for prison in reference.prisons()],
        coerce=str,
        what="the prison",
    )
    since = forms.Date("Held there since", past=True, what="the day on which they came there")
    expected_release_on = forms.Date(
        "Expected release", required=False, hint="If it is known", what="the day of the expected release"
    )


class Release(forms.Form):
    """When somebody was released."""

    on = forms.Date("Released on", past=True, what="the day of the release")


class Equality(forms.Versioned):
    """Equality monitoring. A question without an answer was not asked."""

    marks_optional = False

    ethnicity = forms.Select("Ethnic group", words.Ethnicity, empty="Not asked", required=False)
    sex = forms.Choice("Sex", [("", "Not asked"), *words.Sex.choices], required=False)
    gender_identity = forms.Choice(
        "Gender identity", [("", "Not asked"), *words.GenderIdentity.choices], required=False
    )
    sexual_orientation = forms.Choice(
        "Sexual orientation", [("", "Not asked"), *words.SexualOrientation.choices], required=False
    )
    religion = forms.Select("Religion or belief", words.Religion, empty="Not asked", required=False)
    disability = forms.Choice(
        "Do they have a condition or illness that limits their daily life?",
        [("", "Not asked"), *words.Disability.choices],
        required=False,
    )


class Stop(forms.Form):
    """Somebody said no, or not now."""

    said_on = forms.Date("When did they say so?", past=True, what="the day on which they said so")
    scope = forms.Choice(
        "What do they not want?",
        words.StopScope,
        initial=words.StopScope.EVERYTHING,
        what="what they do not want",
        reveals={words.StopScope.CHANNEL: ("channel",)},
    )
    channel = forms.Choice("Which way of contacting them?", words.Channel, what="which way they do not want")
    lasting = forms.Choice(
        "Until when?",
        words.StopLasting,
        initial=words.StopLasting.ALWAYS,
        what="until when",
        reveals={words.StopLasting.UNTIL: ("until",)},
    )
    until = forms.Date("Ask again on", future=True, what="the day on which they may be asked again")


class Lifting(forms.Form):
    """The person asked for contact again."""

    asked_on = forms.Date("When did they ask?", past=True, what="the day on which they asked")
    how_they_asked = forms.Text(
        "How did they ask?",
        limit=400,
        rows=3,
        what="how they asked",
        hint="Only the person themself can ask. For example: she rang the hub and asked to hear from us",
    )
