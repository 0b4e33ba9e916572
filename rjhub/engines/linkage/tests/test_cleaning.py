"""What values come down to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rjhub.engines.linkage import cleaning


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("1984-03-07", "19840307"),
        ("7/3/1984", "19840307"),
        ("07.03.84", "19840307"),
        ("19840307", "19840307"),
        ("07031984", "19840307"),
        ("7 March 1984", "19840307"),
        ("1984-03-07T00:00:00", "19840307"),
        ("2006-10-91", "20061091"),
        ("1984", "19840101"),
        ("1900-01-01", ""),
        ("not known", ""),
        ("", ""),
    ],
)
def test_dates_in_many_ways_come_to_the_same(text, digits):
    assert cleaning.born(text) == digits


def test_day_and_month_are_swapped_only_if_that_is_a_month():
    assert cleaning.swapped("19840307") == "19840703"
    assert cleaning.swapped("19840325") == ""


@pytest.mark.parametrize(
    ("text", "house", "street"),
    [
        ("Flat 3, 12a High Street", "12a", "high st"),
        ("12A High St", "12a", "high st"),
        ("Rose Cottage, Mill Lane", "", "rose cottage mill ln"),
    ],
)
def test_addresses_in_many_ways_come_to_the_same(text, house, street):
    assert (cleaning.house(text), cleaning.street(text)) == (house, street)


def test_telephones_with_and_without_the_country_come_to_the_same():
    assert cleaning.telephone("+44 7700 900123") == cleaning.telephone("07700 900 123") == "700900123"
    assert cleaning.telephone("00000000000") == ""


def test_what_says_nothing_is_nothing():
    assert cleaning.name("Unknown Unknown") == cleaning.name("🎉") == ""
    assert cleaning.code("0000") == cleaning.code("-") == ""
    assert cleaning.email("n/a") == ""


_CLEANERS = [
    cleaning.name, cleaning.born, cleaning.swapped, cleaning.sex, cleaning.words, cleaning.house, cleaning.street,
    cleaning.code, cleaning.outward, cleaning.telephone, cleaning.email,
]  # fmt: skip


@given(st.text() | st.from_regex(r"[\d/ .-]{0,12}"))
def test_any_text_is_taken(text):
    for clean in _CLEANERS:
        assert isinstance(clean(text), str)
