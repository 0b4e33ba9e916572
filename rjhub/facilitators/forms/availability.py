"""Questions about when somebody can facilitate."""

from typing import Any

from rjhub.design import forms
from rjhub.facilitators.calendar_files import LARGEST
from rjhub.facilitators.free_time import DAYS, PARTS
from rjhub.facilitators.models import Week

_OFFERED = tuple((part, words.capitalize()) for part, words in PARTS.items())


class UsualWeek(forms.Versioned):
    """The half-days of a usual week."""

    marks_optional = False

    mon = forms.Choices(
        DAYS["mon"], _OFFERED, hint="Mornings are 9am to 1pm, afternoons 1pm to 5pm, evenings 5pm to 8pm.",
        required=False,
    )  # fmt: skip
    tue = forms.Choices(DAYS["tue"], _OFFERED, required=False)
    wed = forms.Choices(DAYS["wed"], _OFFERED, required=False)
    thu = forms.Choices(DAYS["thu"], _OFFERED, required=False)
    fri = forms.Choices(DAYS["fri"], _OFFERED, required=False)
    sat = forms.Choices(DAYS["sat"], _OFFERED, required=False)
    sun = forms.Choices(DAYS["sun"], _OFFERED, required=False)

    def slots(self) -> frozenset[str]:
        """What was ticked."""
        return frozenset(f"{day}-{part}" for day in DAYS for part in self.cleaned_data[day])


class NewLeave(forms.Once):
    """Days on which somebody is away."""

    since = forms.Date("First day away", what="the first day")
    until = forms.Date("Last day away", what="the last day")

    def clean(self) -> dict[str, Any]:
        """It ends after it starts."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", "The last day must be the first day or after it.")
        return cleaned


class CalendarFile(forms.Form):
    """A calendar as a file."""

    file = forms.File("Calendar file", what="the calendar file", accept=(".ics",), largest=LARGEST)


def as_answers(week: Week | None) -> dict[str, Any]:
    """What the questions begin with."""
    slots = week.slots if week else ()
    ticked = {day: [part for part in PARTS if f"{day}-{part}" in slots] for day in DAYS}
    return {**ticked, "version": week.version if week else 0}
