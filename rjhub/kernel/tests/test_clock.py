# ruff: noqa: DTZ001  times without a zone are what these tests are about
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from rjhub.kernel import clock
from rjhub.kernel.invalid import Invalid

CLOCKS_GO_FORWARD = date(2026, 3, 29)
CLOCKS_GO_BACK = date(2026, 10, 25)


def test_now_is_a_moment_in_utc() -> None:
    with time_machine.travel(datetime(2026, 6, 1, 12, tzinfo=UTC), tick=False):
        assert clock.now() == datetime(2026, 6, 1, 12, tzinfo=UTC)
        assert clock.now().tzinfo is UTC


def test_in_summer_the_day_begins_in_london_an_hour_before_utc() -> None:
    with time_machine.travel(datetime(2026, 6, 1, 23, 30, tzinfo=UTC)):
        assert clock.today() == date(2026, 6, 2)
    with time_machine.travel(datetime(2026, 12, 1, 23, 30, tzinfo=UTC)):
        assert clock.today() == date(2026, 12, 1)


def test_the_hour_that_the_clocks_jump_over_is_refused() -> None:
    with pytest.raises(Invalid, match="There is no 01:30 on 29 March 2026"):
        clock.moment(CLOCKS_GO_FORWARD, time(1, 30))
    assert clock.moment(CLOCKS_GO_FORWARD, time(0, 59)) == datetime(2026, 3, 29, 0, 59, tzinfo=UTC)
    assert clock.moment(CLOCKS_GO_FORWARD, time(2)) == datetime(2026, 3, 29, 1, tzinfo=UTC)


def test_of_the_hour_that_comes_twice_the_first_is_meant() -> None:
    assert clock.moment(CLOCKS_GO_BACK, time(1, 30)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert clock.moment(CLOCKS_GO_BACK, time(1, 30, fold=1)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_the_days_on_which_the_clocks_change_have_23_and_25_hours() -> None:
    assert clock.end_of(CLOCKS_GO_FORWARD) - clock.start_of(CLOCKS_GO_FORWARD) == timedelta(hours=23)
    assert clock.end_of(CLOCKS_GO_BACK) - clock.start_of(CLOCKS_GO_BACK) == timedelta(hours=25)


def test_a_time_without_a_zone_is_no_moment() -> None:
    with pytest.raises(ValueError, match="time zone"):
        clock.in_london(datetime(2026, 6, 1, 12))


def test_a_moment_from_another_zone_is_shown_in_london() -> None:
    in_warsaw = datetime(2026, 6, 1, 12, tzinfo=ZoneInfo("Europe/Warsaw"))
    assert clock.in_london(in_warsaw).hour == 11


@given(st.datetimes(datetime(1972, 1, 2), datetime(2090, 1, 1), timezones=st.just(UTC)))
def test_a_moment_lies_in_its_own_day(at: datetime) -> None:
    day = clock.day_of(at)
    assert clock.start_of(day) <= at < clock.end_of(day)


@given(st.dates(date(1972, 1, 2), date(2090, 1, 1)), st.times().filter(lambda at: at.hour not in {1, 2}))
def test_what_was_typed_is_what_is_shown(day: date, at: time) -> None:
    shown = clock.in_london(clock.moment(day, at))
    assert (shown.date(), shown.time()) == (day, at)
