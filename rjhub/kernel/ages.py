"""How old somebody is on a day, and the age bands of the figures."""

from datetime import date
from enum import StrEnum

from rjhub.kernel.invalid import Invalid

ADULT = 18
_OLDEST = 130


class AgeBand(StrEnum):
    """The bands in which ages are counted.

    They are ours: no official ones for restorative justice were found. They keep 10, 14 and 18 apart, where
    criminal responsibility, youth cases and adulthood begin.
    """

    UNDER_10 = "0-9"
    FROM_10 = "10-13"
    FROM_14 = "14-17"
    FROM_18 = "18-24"
    FROM_25 = "25-34"
    FROM_35 = "35-44"
    FROM_45 = "45-54"
    FROM_55 = "55-64"
    FROM_65 = "65-74"
    FROM_75 = "75+"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """The band in words."""
        special = {AgeBand.FROM_75: "75 and over", AgeBand.UNKNOWN: "Age not known"}
        return special.get(self, self.replace("-", " to "))


def age_on(day: date, born_on: date) -> int:
    """Give the age in whole years, reached as the birthday begins (Family Law Reform Act 1969 s.9).

    Born on 29 February, a person's birthday in other years is 1 March: the later of the two readings, so that
    nobody is treated as an adult a day too early. Raises Invalid for a day before the birth, and for an age
    that nobody reaches.
    """
    if born_on > day:
        message = "The date of birth is after the day in question. Check both dates."
        raise Invalid(message)
    age = day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))
    if age > _OLDEST:
        message = f"This date of birth makes the person {age} years old. Check the year."
        raise Invalid(message)
    return age


def is_under_18(day: date, born_on: date) -> bool:
    """Whether the person is a child in law on this day. Raises Invalid like age_on."""
    return age_on(day, born_on) < ADULT


def band_of(age: int | None) -> AgeBand:
    """Give the band of an age; UNKNOWN for None. Raises ValueError for an age below 0."""
    if age is None:
        return AgeBand.UNKNOWN
    if age < 0:
        message = f"There is no age {age}."
        raise ValueError(message)
    bands = [band for band in AgeBand if band is not AgeBand.UNKNOWN]
    return next(band for band in reversed(bands) if age >= int(band.rstrip("+").partition("-")[0]))
