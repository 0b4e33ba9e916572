"""Person files that are invented to teach matching."""

import random

import pytest

from rjhub.demonstration.invented import agencies_files, other_files
from rjhub.demonstration.invented.slips import Slips


@pytest.mark.parametrize("kind", other_files.KINDS)
def test_the_same_seed_gives_the_same_file_and_another_seed_another(kind):
    once, again, other = (
        other_files.written(40, other_files.hand(seed, kind), seed, referrals=10) for seed in (3, 3, 4)
    )
    assert once == again
    assert once != other


@pytest.mark.parametrize("kind", other_files.KINDS)
def test_every_record_says_whose_it_is_and_some_referrals_are_of_nobody_held(kind):
    held, asked = other_files.written(60, other_files.hand(5, kind), 5, referrals=50)
    assert {len(values) for values in held.columns.values()} == {len(held.humans)}
    assert set(held.humans) <= set(range(60))
    assert sum(human < 0 for human in asked.humans) == 20
    assert set(held.columns) == set(asked.columns)


def test_registers_of_the_past_have_many_records_of_one_person():
    held, _ = other_files.written(60, other_files.hand(1, other_files.FIGURES), 1)
    assert len(held.humans) > 4 * 60
    assert any(born.endswith("-01-01") for born in held.columns["date_of_birth"])


def test_telephones_and_addresses_of_email_can_be_nobody_s():

    clean = other_files.written(50, agencies_clean(), 7)[0]
    assert all(phone.startswith("00") for phone in clean.columns["phone"])
    assert all(mail.endswith(".example") for mail in clean.columns["email"])


def agencies_clean() -> other_files.Hand:
    columns = ("first_name", "last_name", "date_of_birth", "town", "email", "phone")
    return other_files.Hand(
        kind=other_files.CUSTOMERS, columns=columns, sizes=(1.0,), missing=dict.fromkeys(columns, 0.0), slipping=0.0,
        otherwise=0.0, foreign=0.0, turned=0.0, related=0.0, only_year=0.0,
    )  # fmt: skip


def test_a_slip_changes_a_little_and_takes_any_text():
    slips = Slips(random.Random(1))  # noqa: S311 repeatable, not secret
    made = [slips.made("whitwick") for _ in range(200)]
    assert sum(word != "whitwick" for word in made) > 120
    assert all(6 <= len(word) <= 10 for word in made)
    assert slips.made("") == ""
    assert slips.made("x") == "x"


def test_relatives_and_namesakes_are_other_people():
    held, _ = agencies_files.written(300, agencies_files.ways(2))
    names = list(zip(held.columns["first_name"], held.columns["last_name"], strict=True))
    people = {}
    for name, human in zip(names, held.humans, strict=True):
        people.setdefault(name, set()).add(human)
    assert any(len(humans) > 1 for name, humans in people.items() if all(name))
