"""The words of figures: what the parts of a breakdown are called, and periods."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rjhub.kernel.months import add_months
from rjhub.partnership.pathway.case_words import CjStage, ClosingReason, Initiator, OffenceGroup
from rjhub.people import vocabulary as people
from rjhub.referrals.vocabulary import Source
from rjhub.sharing.vocabulary import Side

NOT_KNOWN, NOT_ASKED = "Not recorded", "Not asked"
AGES = (
    "Under 10", "10 to 13", "14 to 17", "18 to 24", "25 to 34", "35 to 44", "45 to 54", "55 to 64", "65 to 74",
    "75 and over",
)  # fmt: skip
QUARTER, HALF, YEAR = 3, 6, 12
APRIL = 4


def _words(of: type) -> dict[str, str]:
    return {str(one.value): str(one.label) for one in of}  # type: ignore[attr-defined]


NAMES: Mapping[str, Mapping[str, str]] = {
    "offence_group": _words(OffenceGroup),
    "cj_stage": _words(CjStage),
    "source": _words(Source),
    "initiator": {one.value: one.label[:1].upper() + one.label[1:] for one in Initiator},
    "closing_reason": _words(ClosingReason),
    "side": _words(Side),
    "sex": _words(people.Sex),
    "gender_identity": _words(people.GenderIdentity),
    "ethnicity": _words(people.Ethnicity),
    "disability": _words(people.Disability),
    "sexual_orientation": _words(people.SexualOrientation),
    "religion": _words(people.Religion),
    "age_band": {str(at): words for at, words in enumerate(AGES)},
}
_ASKED = ("sex", "gender_identity", "ethnicity", "disability", "sexual_orientation", "religion")


def name_of(split: str, part: str, hubs: Mapping[str, str]) -> str:
    """What a part of a breakdown is called. "Not asked" is not "prefers not to say"."""
    if not part:
        return NOT_ASKED if split in _ASKED else NOT_KNOWN
    return hubs.get(part, NOT_KNOWN) if split == "hub" else NAMES[split].get(part, part)


@dataclass(frozen=True, order=True)
class Period:
    """From a day until before another, always whole months."""

    since: date
    before: date

    @property
    def key(self) -> str:
        """How an address says it."""
        return f"{self.since:%Y-%m}_{self.before:%Y-%m}"

    @property
    def words(self) -> str:
        """How a page says it: by its first and last month."""
        last = add_months(self.before, -1)
        if (self.since.year, self.since.month) == (last.year, last.month):
            return f"{self.since:%B %Y}"
        first = f"{self.since:%B}" if self.since.year == last.year else f"{self.since:%B %Y}"
        return f"{first} to {last:%B %Y}"

    def is_over(self, today: date) -> bool:
        """Whether its last day has passed."""
        return self.before <= today


def period_of(since: date, months: int) -> Period:
    """So many months from the first of one."""
    return Period(since, add_months(since, months))


def read_period(key: str) -> Period | None:
    """The period of an address; None where it is none."""
    first, _, last = key.partition("_")
    try:
        period = Period(date.fromisoformat(f"{first}-01"), date.fromisoformat(f"{last}-01"))
    except ValueError:
        return None
    return period if period.since < period.before else None


def stretch(months: int, today: date, back: int = 0) -> Period:
    """The stretch of the financial year in which today lies, so many stretches ago: a quarter, a half, a year."""
    year = today.year if today.month >= APRIL else today.year - 1
    passed = (today.year - year) * YEAR + today.month - APRIL
    begin = add_months(date(year, APRIL, 1), passed // months * months - back * months)
    return period_of(begin, months)


def offered(today: date) -> list[Period]:
    """The periods that people ask for: the last months, quarters, halves and years, newest first, each once."""
    month = today.replace(day=1)
    months = [period_of(add_months(month, -back), 1) for back in range(13)]
    longer = [
        stretch(long, today, back)
        for long, most in ((QUARTER, 8), (HALF, 4), (YEAR, 4))
        for back in range(most)
    ]
    return list(dict.fromkeys([*longer, *months]))


def over(months: int, today: date) -> list[Period]:
    """The periods of a return that have ended, newest first: stretches of the financial year of so many months."""
    return [stretch(months, today, back) for back in range(1, 2 * YEAR // months + 2)]
