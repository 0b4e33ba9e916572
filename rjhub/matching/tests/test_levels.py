"""How much two values agree, as the database says it."""

from datetime import date
from typing import Any

import pytest
from django.db import connection

from rjhub.matching import sought

pytestmark = pytest.mark.django_db


def asked(statement: str, *values: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {statement}", values)
        row = cursor.fetchone()
        return row[0] if row else None


def first(one: str, other: str) -> Any:
    forms = sorted(sought.other_forms(one))
    return asked("keeper.level_of_first_name(%s, %s::text[], keeper.plain_name(%s))", one, forms, other)


def born(one: str, other: str) -> Any:
    days = (date.fromisoformat(day) for day in (one, other))
    return asked("keeper.level_of_birth(%s, %s)", *days)


def test_a_first_name_is_the_same_in_any_spelling_of_accents_and_capitals() -> None:
    assert first("zoe", "ZOË") == 0
    assert first("oneil", "O’Neil") == 0


def test_a_nickname_and_one_slip_are_nearly_the_same() -> None:
    assert first("william", "Bill") == 1
    assert first("katharine", "Katherine") == 1


def test_an_initial_and_a_name_that_sounds_alike_are_alike() -> None:
    assert first("rosa", "R") == 2
    assert first("kimberly", "Kymbarlee") == 2


def test_another_name_is_different() -> None:
    assert first("rosa", "Ines") == 3


def test_what_says_nothing_has_no_level() -> None:
    for nothing in ("", "Unknown", "baby", "😀"):
        assert first("rosa", nothing) is None


def test_a_half_of_a_double_last_name_is_nearly_the_same() -> None:
    level = "keeper.level_of_last_name('garcialopez', '{garcia,lopez,garcialopez}', %s, %s::text[])"
    assert asked(level, "lopez", ["lopez"]) == 1
    assert asked(level, "smith", ["smith"]) == 3


def test_names_the_wrong_way_round_are_nearly_the_same() -> None:
    levels = asked(
        "keeper.levels_of_names('martin', '{}', 'james', '{james}', 'james', 'martin', '{martin}')"
    )
    assert levels == [1, 1]


def test_a_date_of_birth_with_one_slip_or_turned_round_is_near() -> None:
    assert born("1990-04-07", "1990-04-07") == 0
    assert born("1990-04-07", "1990-07-04") == 1
    assert born("1990-04-07", "1991-04-07") == 1
    assert born("1990-04-07", "1990-04-28") == 2
    assert born("1990-04-07", "1961-12-30") == 3


def test_first_january_on_both_tells_only_the_year() -> None:
    assert born("1990-01-01", "1990-01-01") == 2


def test_letters_of_another_alphabet_that_look_alike_are_one_slip() -> None:
    assert first("marina", "M\u0430rina") == 1


def test_any_text_has_a_level() -> None:
    for odd in ("\u202egnihton", "e" * 120, "'", "%", "Ж" * 100, "👨‍👩‍👧", "\u0130stanbul"):
        assert first("rosa", odd) in {None, 2, 3}
