"""Questions of the reading room."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from rjhub.design import forms
from rjhub.kernel import references
from rjhub.kernel.identifiers import postcode
from rjhub.partnership.models import Staff
from rjhub.reading.vocabulary import Decision, Pattern

DAYS = (
    ("1", "Monday"), ("2", "Tuesday"), ("3", "Wednesday"), ("4", "Thursday"), ("5", "Friday"), ("6", "Saturday"),
    ("7", "Sunday"),
)  # fmt: skip


class ReadingFilters(forms.Filters):
    """Filters of the list of readings: who, when, and what was pointed out in it."""

    who = forms.Select("Who", (), required=False, empty="Everybody")
    day = forms.Date("Day", what="the day", required=False, past=True)
    pattern = forms.Select("Pointed out because", Pattern, required=False, empty="Everything")

    def __init__(self, data: Any, *, offered: Sequence[Staff]) -> None:
        """Offer everybody who ever worked at the officer's agency."""
        super().__init__(data)
        self.offer_choices("who", [("", "Everybody"), *((str(one.id), one.name) for one in offered)])
        self.fields["who"].coerce = UUID  # type: ignore[attr-defined]


class FindingFilters(forms.Filters):
    """Filters of what was pointed out."""

    who = forms.Select("Who", (), required=False, empty="Everybody")
    pattern = forms.Select("Why", Pattern, required=False, empty="Every reason")
    state = forms.Select("State", (("all", "Settled ones too"),), required=False, empty="Not settled yet")

    def __init__(self, data: Any, *, offered: Sequence[Staff]) -> None:
        """Offer everybody who ever worked at the officer's agency."""
        super().__init__(data)
        self.offer_choices("who", [("", "Everybody"), *((str(one.id), one.name) for one in offered)])
        self.fields["who"].coerce = UUID  # type: ignore[attr-defined]


class Asking(forms.Filters):
    """Whose access, to what, and at which moment. A link names a file instead of a reference."""

    who = forms.LongSelect("Whose access?", (), what="whose access you ask about")
    reference = forms.Line(
        "Reference of the case or referral",
        what="the reference",
        read=references.parse,
        longest=20,
        required=False,
    )
    file = forms.Hidden(required=False)
    at = forms.Moment(
        "At an earlier moment",
        what="the moment",
        hint="Leave it empty to ask about now.",
        required=False,
        past=True,
    )

    def __init__(self, data: Any, *, offered: Sequence[Staff], initial: Any = None) -> None:
        """Offer everybody about whom the officer may ask."""
        super().__init__(data, initial=initial)
        self.offer_choices("who", [("", ""), *((str(one.id), str(one)) for one in offered)])
        self.fields["who"].coerce = UUID  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Something has to be asked about."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("reference") and not cleaned.get("file") and "reference" not in self.errors:
            self.add_error("reference", "Enter the reference of a case or referral.")
        return cleaned


class Settling(forms.Once, forms.Versioned):
    """What came of something that was pointed out. `version` counts what had been recorded about it."""

    decision = forms.Choice(
        "What came of it?",
        Decision,
        what="what came of it",
        hints={
            Decision.LOOKED_INTO: "It stays on the list",
            Decision.EXPLAINED: "It leaves the list. What you wrote stays with it",
            Decision.REPORTED: "It leaves the list. RJ Hub tells nobody: report it as your agency asks you to",
        },
    )
    reason = forms.Text(
        "What did you find?",
        what="what you found",
        hint="Do not write anything here about the person whose information it was.",
        limit=2000,
    )


class Hours(forms.Versioned):
    """When an agency works."""

    opens = forms.Time("Work begins at", what="when work begins")
    closes = forms.Time("Work ends at", what="when work ends")
    weekdays = forms.Choices("On which days?", DAYS, what="the days on which you work")
    bank_holidays = forms.YesNo("Do you work on bank holidays?", what="whether you work on bank holidays")

    def clean(self) -> dict[str, Any]:
        """Work ends after it begins."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        opens, closes = cleaned.get("opens"), cleaned.get("closes")
        if opens and closes and closes <= opens:
            self.add_error("closes", "Work must end after it begins, on the same day.")
        return cleaned


class Home(forms.Form):
    """Where a member of staff lives."""

    postcode = forms.Line(
        "Postcode of your home", what="the postcode of your home", read=postcode.parse, width="10", longest=10
    )
