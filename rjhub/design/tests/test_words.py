from datetime import UTC, date, datetime, timedelta

import pytest

from rjhub.design import words

NOON = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)


def test_a_date_is_written_in_full() -> None:
    assert words.day(date(2026, 3, 3)) == "3 March 2026"


def test_a_missing_date_stays_empty() -> None:
    assert (words.day(None), words.moment(None), words.ago(None), words.pounds(None)) == ("", "", "", "")


def test_a_moment_late_on_a_summer_evening_belongs_to_the_next_day_in_london() -> None:
    assert words.moment(datetime(2026, 6, 30, 23, 15, tzinfo=UTC)) == "1 July 2026 at 12:15am"


@pytest.mark.parametrize(
    ("hour", "minute", "written"),
    [(0, 0, "midnight"), (0, 5, "12:05am"), (9, 0, "9am"), (12, 0, "midday"), (14, 5, "2:05pm")],
)
def test_the_time_of_day_is_written_in_the_government_style(hour: int, minute: int, written: str) -> None:
    assert words.clock_time(datetime(2026, 3, 3, hour, minute, tzinfo=UTC)) == written


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(hours=5), "5 hours ago"),
        (timedelta(days=2), "2 days ago"),
        (timedelta(days=40), "22 January 2026"),
        (timedelta(days=-1), "4 March 2026 at midday"),
    ],
)
def test_how_long_ago_is_said_roughly_and_then_as_a_date(before: timedelta, said: str) -> None:
    assert words.ago(NOON - before, now=NOON) == said


def test_numbers_agree_with_their_nouns() -> None:
    assert words.plural(1, "case") == "1 case"
    assert words.plural(1204, "case") == "1,204 cases"
    assert words.plural(2, "person", "people") == "2 people"


def test_pence_are_shown_only_where_there_are_some() -> None:
    assert words.pounds(120_400) == "£1,204"
    assert words.pounds(1250) == "£12.50"
