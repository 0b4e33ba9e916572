from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rjhub.kernel.deferral import check_end, latest_end, most_months
from rjhub.kernel.invalid import Invalid
from rjhub.kernel.months import add_months

COMMENCED = date(2026, 9, 1)
BEFORE, SINCE = date(2026, 8, 31), COMMENCED
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(1978, 9, 30), 4, date(1979, 1, 30)),  # Dodds v Walker itself
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 2, 28), 6, date(2026, 8, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
    ],
)
def test_months_end_on_the_corresponding_date(start: date, months: int, end: date) -> None:
    assert add_months(start, months) == end


def test_the_end_of_the_calendar_is_a_plain_message() -> None:
    for months in (-1, 12 * 9999):
        with pytest.raises(Invalid, match="fewer months"):
            add_months(date.min, months)


@given(DAYS, DAYS, st.integers(0, 60))
def test_a_later_start_never_ends_sooner(one: date, other: date, months: int) -> None:
    first, second = sorted((one, other))
    assert add_months(first, months) <= add_months(second, months)


@pytest.mark.parametrize(
    ("convicted_on", "twelve_months_since", "months"),
    [
        ([BEFORE], COMMENCED, 6),
        ([SINCE], COMMENCED, 12),
        ([SINCE, BEFORE], COMMENCED, 6),
        ([SINCE, SINCE], COMMENCED, 12),
        ([SINCE], None, 6),
    ],
)
def test_every_conviction_must_be_new_for_twelve_months(
    convicted_on: list[date], twelve_months_since: date | None, months: int
) -> None:
    assert most_months(convicted_on=convicted_on, twelve_months_since=twelve_months_since) == months


def test_the_last_day_to_which_sentence_can_be_deferred() -> None:
    made_on = date(2026, 10, 31)
    assert latest_end(made_on=made_on, convicted_on=[BEFORE], twelve_months_since=COMMENCED) == date(
        2027, 4, 30
    )
    assert latest_end(made_on=made_on, convicted_on=[SINCE], twelve_months_since=COMMENCED) == date(
        2027, 10, 31
    )


def test_deferral_up_to_the_last_day_is_in_order() -> None:
    check_end(
        date(2027, 4, 30), made_on=date(2026, 10, 31), convicted_on=[BEFORE], twelve_months_since=COMMENCED
    )


@pytest.mark.parametrize(
    ("until", "made_on", "convicted_on", "complaint"),
    [
        (
            date(2027, 5, 1),
            date(2026, 10, 31),
            [BEFORE],
            "6 months at most. Enter a date up to 30 April 2027",
        ),
        (
            date(2027, 11, 1),
            date(2026, 10, 31),
            [SINCE],
            "12 months at most. Enter a date up to 31 October 2027",
        ),
        (date(2026, 10, 31), date(2026, 10, 31), [SINCE], "must be after the date of the deferral"),
        (date(2026, 12, 1), date(2026, 8, 1), [BEFORE], "conviction is after the date of the deferral"),
        (date(2026, 12, 1), date(2026, 8, 1), [], "Enter the date of conviction"),
    ],
)
def test_dates_that_cannot_be_are_refused(
    until: date, made_on: date, convicted_on: list[date], complaint: str
) -> None:
    with pytest.raises(Invalid, match=complaint):
        check_end(until, made_on=made_on, convicted_on=convicted_on, twelve_months_since=COMMENCED)


@given(st.lists(DAYS, min_size=1, max_size=4), DAYS)
def test_one_old_conviction_more_never_makes_deferral_longer(
    convicted_on: list[date], one_more: date
) -> None:
    def months(days: list[date]) -> int:
        return most_months(convicted_on=days, twelve_months_since=COMMENCED)

    assert months([*convicted_on, one_more]) <= months(convicted_on)
