from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rjhub.kernel import ages, money
from rjhub.kernel.ages import AgeBand, age_on, band_of, is_under_18
from rjhub.kernel.invalid import Invalid

BIRTHS = st.dates(date(1930, 1, 1), date(2026, 1, 1))
LEAP_DAY = date(2008, 2, 29)


@pytest.mark.parametrize(
    ("pence", "shown"),
    [
        (0, "£0"),
        (1200, "£12"),
        (123450, "£1,234.50"),
        (5, "£0.05"),
        (-25, "\u2212£0.25"),
        (33940000, "£339,400"),
    ],
)
def test_money_is_shown_in_pounds(pence: int, shown: str) -> None:
    assert money.shown(pence) == shown


@pytest.mark.parametrize(
    ("typed", "pence"), [("250", 25000), ("£1,234.50", 123450), (" £ 12.05 ", 1205), ("-3", -300), ("0", 0)]
)
def test_money_is_read_as_people_type_it(typed: str, pence: int) -> None:
    assert money.parse(typed) == pence


@pytest.mark.parametrize("typed", ["", "12.5", "1,23", "£", "12.345", "1e3", "twelve", "£1.000,00", "١٢"])
def test_what_is_no_amount_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(Invalid, match=r"1,234\.50"):
        money.parse(typed)


@given(st.integers(-(10**11), 10**11))
def test_money_that_is_shown_can_be_typed_again(pence: int) -> None:
    assert money.parse(money.shown(pence)) == pence


@pytest.mark.parametrize(
    ("day", "born_on", "age"),
    [
        (date(2026, 11, 1), date(2008, 11, 2), 17),
        (date(2026, 11, 2), date(2008, 11, 2), 18),
        (date(2026, 11, 2), date(2026, 11, 2), 0),
        (date(2026, 2, 28), LEAP_DAY, 17),
        (date(2026, 3, 1), LEAP_DAY, 18),
        (date(2028, 2, 28), LEAP_DAY, 19),
        (date(2028, 2, 29), LEAP_DAY, 20),
    ],
)
def test_an_age_is_reached_as_the_birthday_begins(day: date, born_on: date, age: int) -> None:
    assert age_on(day, born_on) == age
    assert is_under_18(day, born_on) == (age < 18)


def test_a_birth_after_the_day_is_refused() -> None:
    with pytest.raises(Invalid, match="after the day in question"):
        age_on(date(2026, 11, 1), date(2026, 11, 2))


def test_an_age_that_nobody_reaches_is_refused() -> None:
    with pytest.raises(Invalid, match="Check the year"):
        age_on(date(2026, 11, 1), date(1826, 11, 1))


@given(BIRTHS, st.dates(date(2026, 1, 1), date(2050, 1, 1)), st.dates(date(2026, 1, 1), date(2050, 1, 1)))
def test_nobody_grows_younger(born_on: date, one: date, other: date) -> None:
    sooner, later = sorted((one, other))
    assert age_on(sooner, born_on) <= age_on(later, born_on)


@given(st.integers(0, 130))
def test_every_age_is_in_one_band_and_under_18_is_never_in_a_band_with_adults(age: int) -> None:
    band = band_of(age)
    low, _, high = band.rstrip("+").partition("-")
    assert int(low) <= age <= int(high or 200)
    assert (age < ages.ADULT) == (band in {AgeBand.UNDER_10, AgeBand.FROM_10, AgeBand.FROM_14})


def test_the_bands_are_spoken_in_words() -> None:
    assert band_of(None) is AgeBand.UNKNOWN
    assert [band.label for band in (AgeBand.UNDER_10, AgeBand.FROM_75, AgeBand.UNKNOWN)] == [
        *["0 to 9", "75 and over", "Age not known"],
    ]


def test_there_is_no_age_below_0() -> None:
    with pytest.raises(ValueError, match="no age"):
        band_of(-1)
