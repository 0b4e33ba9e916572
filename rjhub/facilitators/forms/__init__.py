"""Questions of the register."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError

from rjhub.design import forms
from rjhub.facilitators.models.learning import LONGEST_MINUTES
from rjhub.facilitators.models.practice import MOST_CASES
from rjhub.facilitators.vocabulary import LANGUAGES, ClearanceKind, Communication, EndedAs, State
from rjhub.kernel.identifiers import postcode
from rjhub.kernel.invalid import Invalid
from rjhub.partnership import reference
from rjhub.partnership.forms import level_of
from rjhub.partnership.models import Agency, Hub, Staff
from rjhub.partnership.vocabulary import Level, TrainingKind

_DISTRICT = re.compile(r"([A-Z]{1,2})[0-9][0-9A-Z]?")
_LANGUAGES = {name.casefold(): code for code, name in LANGUAGES}
_MOST_VENUES, _LONGEST_VENUE, _FARTHEST = 20, 120, 200


def district(typed: str) -> str:
    """The first part of a postcode. Raises Invalid; a whole postcode is cut, so that it is not kept."""
    plain = re.sub(r"\s", "", typed).upper()
    try:
        return postcode.outward(postcode.parse(plain))
    except Invalid:
        found = _DISTRICT.fullmatch(plain)
    if found is None or found[1] not in postcode.AREAS:
        message = "Enter the first part of a postcode, like BN1."
        raise Invalid(message)
    return plain


def prisons() -> list[tuple[str, str]]:
    """Every prison, by name."""
    return sorted(((one.code, one.name) for one in reference.prisons()), key=lambda pair: pair[1])


class Register(forms.Filters):
    """The filters of the register."""

    name = forms.Line("Name", required=False)
    agency = forms.Select("Agency", (), required=False, empty="Every agency")
    level = forms.Select("Level, at least", Level, required=False, empty="Any or none", coerce=level_of)
    trained = forms.Select("Training", TrainingKind, required=False, empty="Any")
    language = forms.Select("Speaks", LANGUAGES, required=False, empty="Any language")
    communication = forms.Select("Communicates by", Communication, required=False, empty="Any way")
    prison = forms.LongSelect("Cleared for the prison", prisons, required=False, empty="Any")
    state = forms.Select(
        "What lapses",
        ((State.SOON.value, "Something lapses within 90 days"), (State.LAPSED.value, "Something has lapsed")),
        required=False,
        empty="Everybody",
        coerce=State,
    )

    waiting = forms.Confirmation("Hours of learning wait for approval", required=False)

    def __init__(self, data: Any, *, agencies: Iterable[Agency]) -> None:
        """Offer these agencies."""
        super().__init__(data)
        self.offer_choices(
            "agency", [("", "Every agency"), *((one.code, one.short_name) for one in agencies)]
        )


class HowTheyWork(forms.Versioned):
    """What somebody's own agency says."""

    hubs = forms.Choices(
        "Which hubs do they work for?",
        (),
        hint="Select none for every hub of the partnership.",
        required=False,
    )
    supervisor = forms.LongSelect("Who supervises their practice?", (), required=False)
    most_cases = forms.Number(
        "Most cases at once", what="the most cases at once", min_value=0, max_value=MOST_CASES, required=False
    )
    on_trial_until = forms.Date(
        "If they are in the probation period of a paid post, until when?",
        what="the last day of the probation period",
        required=False,
    )

    def __init__(
        self, data: Any, *, hubs: Iterable[Hub], supervisors: Iterable[Staff], initial: dict[str, Any]
    ) -> None:
        """Offer the hubs of the partnership, and its supervisors."""
        super().__init__(data, initial=initial)
        self.offer_choices("hubs", [(str(hub.id), hub.name) for hub in hubs])
        named = [(str(one.id), f"{one.name}, {one.agency.short_name}") for one in supervisors]
        self.offer_choices("supervisor", [("", "Nobody"), *named])


class WhatTheyCan(forms.Versioned):
    """What somebody says themselves."""

    languages = forms.Text(
        "Languages to facilitate in, besides English",
        what="the languages",
        hint="One on each line, for example: Polish.",
        limit=400,
        rows=3,
        required=False,
    )
    communication = forms.Choices("Ways to communicate", Communication, required=False)
    home_district = forms.Line(
        "First part of the home’s postcode",
        what="the first part of the postcode",
        hint="For example BN1. The rest is not kept.",
        read=district,
        width="5",
        longest=8,
        required=False,
    )
    miles = forms.Number(
        "Distance to travel", what="the distance", suffix="miles one way", min_value=0, max_value=_FARTHEST,
        required=False,
    )  # fmt: skip
    venues = forms.Text(
        "Places for meetings within reach",
        hint="One on each line, for example: Community fire station, Worthing.",
        limit=_MOST_VENUES * _LONGEST_VENUE,
        required=False,
    )
    wished_cases = forms.Number(
        "Cases wished for at once", what="the number of cases", min_value=0, max_value=MOST_CASES,
        required=False,
    )  # fmt: skip

    def clean_languages(self) -> list[str]:
        """Give their codes. Raises ValidationError for one that is not on the list."""
        named = [part.strip() for part in re.split(r"[,;\n]", self.cleaned_data["languages"]) if part.strip()]
        unknown = [one for one in named if one.casefold() not in _LANGUAGES]
        if unknown:
            known = ", ".join(sorted(name for _, name in LANGUAGES))
            message = f"“{unknown[0]}” is not on the list of languages: {known}"
            raise ValidationError(message)
        return list(dict.fromkeys(_LANGUAGES[one.casefold()] for one in named))

    def clean_venues(self) -> list[str]:
        """One place for each line. Raises ValidationError for too many, or one that is too long."""
        places = [line.strip() for line in self.cleaned_data["venues"].splitlines() if line.strip()]
        if len(places) > _MOST_VENUES:
            message = f"Enter {_MOST_VENUES} places or fewer"
            raise ValidationError(message)
        if any(len(place) > _LONGEST_VENUE for place in places):
            message = f"Each place must be {_LONGEST_VENUE} characters or fewer"
            raise ValidationError(message)
        return list(dict.fromkeys(places))


class NewClearance(forms.Once):
    """A check, vetting or a prison's clearance."""

    kind = forms.Choice(
        "Which check or clearance is it?",
        ClearanceKind,
        what="which check or clearance it is",
        reveals={ClearanceKind.PRISON: ("prison",)},
    )
    prison = forms.LongSelect("Which prison?", prisons, what="the prison", empty="Choose one")
    since = forms.Date("From which day does it count?", what="the day from which it counts", past=True)
    until = forms.Date("What is the last day on which it counts?", what="the last day on which it counts")
    evidence = forms.Line(
        "Where is the proof of it kept?",
        hint="For example: personnel file. Do not write what a check disclosed.",
        longest=120,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """It lapses after it starts."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", "The last day must be after the day from which it counts.")
        return cleaned


class EndClearance(forms.Form):
    """Why a clearance does not count any more."""

    ended_as = forms.Choice(
        "Why does it not count?",
        EndedAs,
        what="why it does not count",
        hints={
            EndedAs.WITHDRAWN: "It counts as lapsed from today",
            EndedAs.MISTAKE: "It is as if it had never been recorded",
        },
    )


class NewSecondment(forms.Once):
    """Where somebody works for a time."""

    to_agency = forms.LongSelect("To which agency?", (), what="the agency")
    since = forms.Date("What is their first day there?", what="their first day there")
    until = forms.Date("What is their last day there?", what="their last day there", required=False)

    def __init__(self, data: Any, *, agencies: Sequence[Agency]) -> None:
        """Offer the other agencies of the partnership."""
        super().__init__(data)
        self.offer_choices("to_agency", [("", "Choose one"), *((one.code, one.name) for one in agencies)])

    def clean(self) -> dict[str, Any]:
        """It ends after it starts."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", "The last day must be after the first.")
        return cleaned


class NewLearning(forms.Once):
    """What somebody did to learn."""

    what = forms.Line(
        "What did you do?", what="what you did", hint="For example: course on hate crime", longest=160
    )
    learnt_on = forms.Date("When was it?", what="the day on which you did it", past=True)
    minutes = forms.Number(
        "How long did it take?",
        what="how long it took",
        suffix="minutes",
        min_value=1,
        max_value=LONGEST_MINUTES,
    )


class NewSupervision(forms.Once):
    """A session, and what the supervisor notes for themselves."""

    held_on = forms.Date("When was it?", what="the day of the session", past=True)
    minutes = forms.Number(
        "How long did it take?",
        what="how long it took",
        suffix="minutes",
        min_value=1,
        max_value=LONGEST_MINUTES,
    )
    words = forms.Text(
        "Your notes",
        hint="Only you can read them: no manager, administrator or coordinator can. Name nobody from a case.",
        limit=4000,
        required=False,
    )
