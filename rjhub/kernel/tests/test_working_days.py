from datetime import UTC, date, datetime, timedelta

import holidays
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rjhub.kernel import working_days
from rjhub.kernel.invalid import Invalid
from rjhub.kernel.working_days import (
    add_working_days,
    bank_holidays,
    due_at,
    due_on,
    is_working_day,
    working_days_between,
)

DAYS = st.dates(date(1990, 1, 1), date(2140, 12, 31))
NUMBERS = st.integers(1, 300)
GOOD_FRIDAY = date(2026, 4, 3)


@pytest.mark.parametrize(
    ("year", "published"),
    [
        (2025, ["1-1", "4-18", "4-21", "5-5", "5-26", "8-25", "12-25", "12-26"]),
        (2026, ["1-1", "4-3", "4-6", "5-4", "5-25", "8-31", "12-25", "12-28"]),
        (2027, ["1-1", "3-26", "3-29", "5-3", "5-31", "8-30", "12-27", "12-28"]),
        (2022, ["1-3", "4-15", "4-18", "5-2", "6-2", "6-3", "8-29", "9-19", "12-26", "12-27"]),
        (2023, ["1-2", "4-7", "4-10", "5-1", "5-8", "5-29", "8-28", "12-25", "12-26"]),
        (2020, ["1-1", "4-10", "4-13", "5-8", "5-25", "8-31", "12-25", "12-28"]),
    ],
)
def test_the_bank_holidays_are_those_that_gov_uk_publishes(year: int, published: list[str]) -> None:
    weekdays = sorted(day for day in bank_holidays(year) if day.weekday() < 5)
    assert [f"{day.month}-{day.day}" for day in weekdays] == published


def test_wales_has_the_same_bank_holidays_as_england() -> None:
    for year in range(1975, 2100):
        assert bank_holidays(year) == set(holidays.country_holidays("GB", subdiv="WLS", years=year))


def test_beyond_what_the_library_knows_the_standing_rules_go_on() -> None:
    """The rules give what the library gives, in every year in which nothing was proclaimed."""
    for year in range(2024, 2100):
        assert working_days._by_standing_rules(year) == bank_holidays(year)
    assert date(2101, 4, 15) in bank_holidays(2101)  # Good Friday; Easter 2101 is on 17 April
    assert date(2105, 12, 28) in bank_holidays(2105)  # for Boxing Day, a Saturday


@pytest.mark.parametrize(
    ("start", "number", "due"),
    [
        (date(2026, 11, 2), 1, date(2026, 11, 3)),
        (date(2026, 11, 6), 1, date(2026, 11, 9)),
        (date(2026, 11, 7), 1, date(2026, 11, 9)),
        (date(2026, 4, 2), 2, date(2026, 4, 8)),
        (date(2026, 12, 24), 5, date(2027, 1, 5)),
        (date(2022, 9, 16), 2, date(2022, 9, 21)),
        (date(2023, 5, 5), 5, date(2023, 5, 15)),
        (date(2026, 11, 7), 0, date(2026, 11, 9)),
        (date(2026, 11, 9), 0, date(2026, 11, 9)),
        (date(2026, 4, 7), -1, date(2026, 4, 2)),
    ],
)
def test_adding_working_days(start: date, number: int, due: date) -> None:
    assert add_working_days(start, number) == due


def test_a_crime_reported_late_on_friday_is_referred_by_the_end_of_tuesday() -> None:
    """Victims' Code 4.5: referral within 2 working days."""
    reported_at = datetime(2026, 6, 5, 22, 30, tzinfo=UTC)  # half past eleven at night in London
    assert due_on(reported_at, 2) == date(2026, 6, 9)
    assert due_at(reported_at, 2) == datetime(2026, 6, 9, 23, tzinfo=UTC)


def test_half_an_hour_past_midnight_in_london_is_the_next_day_already() -> None:
    assert due_on(datetime(2026, 6, 7, 23, 30, tzinfo=UTC), 1) == date(2026, 6, 9)


def test_the_end_of_the_calendar_is_a_plain_message() -> None:
    with pytest.raises(Invalid, match="fewer working days"):
        add_working_days(date(9999, 12, 30), 5)
    with pytest.raises(Invalid, match="fewer working days"):
        add_working_days(date.min, -1)


def test_in_the_distant_past_only_weekends_are_free() -> None:
    assert bank_holidays(1800) == frozenset()


@given(DAYS, st.integers(-300, 300))
def test_a_clock_never_runs_out_on_a_weekend_or_a_holiday(day: date, number: int) -> None:
    assert is_working_day(add_working_days(day, number))


@given(DAYS, NUMBERS)
def test_counting_gives_back_what_was_added(day: date, number: int) -> None:
    assert working_days_between(day, add_working_days(day, number)) == number


@given(DAYS, NUMBERS)
def test_going_back_undoes_going_forward(day: date, number: int) -> None:
    start = add_working_days(day, 0)
    assert add_working_days(add_working_days(start, number), -number) == start


@given(DAYS, DAYS, NUMBERS)
def test_who_starts_later_is_never_due_sooner(one: date, other: date, number: int) -> None:
    first, second = sorted((one, other))
    assert add_working_days(first, number) <= add_working_days(second, number)
    assert add_working_days(first, number) < add_working_days(first, number + 1)


@example(GOOD_FRIDAY, 4)
@given(DAYS, st.integers(0, 800))
def test_counting_agrees_with_looking_at_each_day(start: date, length: int) -> None:
    days = [start + timedelta(days=number) for number in range(1, length + 1)]
    end = start + timedelta(days=length)
    assert working_days_between(start, end) == sum(map(is_working_day, days))
    assert working_days_between(end, start) == -working_days_between(start, end)
