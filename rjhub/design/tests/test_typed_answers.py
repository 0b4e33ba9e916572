"""What people type into single questions, what comes out, and what they are told."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django import forms as plain
from django.core.exceptions import ValidationError

from rjhub.design import forms
from rjhub.kernel.identifiers import pnc

TODAY = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def tenth_of_march(time_machine: Any) -> None:
    time_machine.move_to(TODAY, tick=False)


def complaint(field: plain.Field, typed: object) -> str:
    with pytest.raises(ValidationError) as refused:
        field.clean(typed)
    return str(refused.value.messages[0])


def parts(day: str = "", month: str = "", year: str = "", at: str | None = None) -> dict[str, str]:
    return {"day": day, "month": month, "year": year} | ({} if at is None else {"time": at})


NAME = forms.Line("Full name", what="their full name")
NOTE = forms.Text("What was said", what="what was said", limit=20)
BORN = forms.Date("Date of birth", what="their date of birth", past=True)
MEETING = forms.Moment("Meeting", what="the meeting", future=True)
CALL = forms.Time("Best time", what="the best time to call")
FARE = forms.Money("Cost", what="the cost of the journey", most=50_000)
DAYS = forms.Number("Days", what="the number of days", min_value=1)


def test_a_line_is_trimmed_and_its_accents_composed() -> None:
    assert NAME.clean("  Zoe\u0308   Hughes ") == "Zoë Hughes"


def test_a_text_keeps_its_line_breaks() -> None:
    assert NOTE.clean("One\r\n\r\ntwo ") == "One\n\ntwo"


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        (NAME, "", "Enter their full name"),
        (NAME, "a" * 201, "Their full name must be 200 characters or fewer"),
        (NOTE, "x" * 21, "What was said must be 20 characters or fewer"),
        (DAYS, "soon", "The number of days must be a whole number, like 12"),
        (DAYS, "0", "The number of days must be 1 or more"),
        (FARE, "-5", "The cost of the journey must be £0 or more"),
        (FARE, "501", "The cost of the journey must be £500 or less"),
        (CALL, {"time": "25:00"}, "The best time to call must have a time like 2:30pm or 14:30"),
        (CALL, {"time": "14"}, "The best time to call must have a time like 2:30pm or 14:30"),
        (CALL, {"time": "13pm"}, "The best time to call must have a time like 2:30pm or 14:30"),
        (BORN, None, "Enter their date of birth"),
        (BORN, parts("3"), "Their date of birth must include a month and year"),
        (BORN, parts("3", "3", "26"), "Their date of birth must have a year of 4 numbers, like 2026"),
        (
            BORN,
            parts("30", "Feb", "2020"),
            "Their date of birth must be a real date: February 2020 has 29 days",
        ),
        (BORN, parts("3", "Mai", "2020"), "Their date of birth must have a real month, like 3 or March"),
        (BORN, parts("11", "3", "2026"), "Their date of birth must be today or in the past, like 3 3 2026"),
        (MEETING, parts("12", "3", "2026", ""), "The meeting must include a time, like 2:30pm"),
        (
            MEETING,
            parts("9", "3", "2026", "2pm"),
            "The meeting must be today or in the future, like 17 3 2026",
        ),
    ],
)
def test_what_cannot_be_used_is_refused_with_what_to_do(field: plain.Field, typed: object, told: str) -> None:
    assert complaint(field, typed) == told


@pytest.mark.parametrize("hidden", ["Sam\x00", "Sam\u202egnihton"])
@pytest.mark.parametrize("field", [NAME, NOTE])
def test_hidden_characters_are_refused_by_name(field: plain.Field, hidden: str) -> None:
    assert "hidden character" in complaint(field, hidden)


def test_an_identifier_comes_out_in_its_stored_form() -> None:
    number = forms.Line("PNC number", read=pnc.parse, required=False)
    assert number.clean("") == ""
    assert "PNC" in complaint(number, "rubbish")


def test_email_and_telephone_are_read_as_the_kernel_reads_them() -> None:
    assert forms.Email("Email address").clean(" Sam@Example.ORG ") == "Sam@example.org"
    assert forms.Phone("Telephone number").clean("07700 900982") == "+447700900982"
    assert "@" in complaint(forms.Email("Email address"), "sam")


@pytest.mark.parametrize("month", ["3", "03", "March", "mar", "MAR."])
def test_a_month_may_be_typed_as_a_number_or_a_name(month: str) -> None:
    assert BORN.clean(parts("3", month, "2020")) == date(2020, 3, 3)


def test_today_is_allowed_on_both_sides() -> None:
    assert BORN.clean(parts("10", "3", "2026")) == date(2026, 3, 10)
    assert MEETING.clean(parts("10", "3", "2026", "9am")) == datetime(2026, 3, 10, 9, tzinfo=UTC)


def test_limits_of_a_date_are_told() -> None:
    field = forms.Date("Hearing", what="the hearing", earliest=date(2026, 1, 1), latest=date(2026, 6, 30))
    assert complaint(field, parts("31", "12", "2025")) == "The hearing must be on or after 1 1 2026"
    assert complaint(field, parts("1", "7", "2026")) == "The hearing must be on or before 30 6 2026"
    assert field.clean(parts("1", "1", "2026")) == date(2026, 1, 1)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2:30pm", time(14, 30)),
        ("2.30 p.m.", time(14, 30)),
        ("14:30", time(14, 30)),
        ("1430", time(14, 30)),
        ("2pm", time(14)),
        ("12am", time(0)),
        ("midday", time(12)),
        ("Midnight", time(0)),
    ],
)
def test_a_time_may_be_typed_as_people_write_it(typed: str, meant: time) -> None:
    assert CALL.clean({"time": typed}) == meant


def test_a_summer_meeting_is_stored_an_hour_earlier() -> None:
    assert MEETING.clean(parts("1", "7", "2026", "2pm")) == datetime(2026, 7, 1, 13, tzinfo=UTC)


def test_the_hour_that_the_clocks_jump_over_is_refused() -> None:
    assert "the clocks go forward" in complaint(MEETING, parts("29", "3", "2026", "1:30am"))


def test_amounts_are_whole_pence() -> None:
    assert FARE.clean("£12.50") == 1250
    assert FARE.prepare_value(1250) == "12.50"
    assert forms.Money("Cost", required=False).clean("") is None


def test_numbers_may_have_commas() -> None:
    assert DAYS.clean(" 1,204 ") == 1204
