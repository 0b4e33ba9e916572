"""What people are written gives nothing away, fits where it goes, and is read before it is sent."""

import re
from datetime import UTC, datetime

import pytest

from rjhub.letters.vocabulary import Occasion
from rjhub.letters.words import LONGEST_TEXT, NEWEST, WORDS, Filled, Words, written
from rjhub.people.vocabulary import Channel

LONGEST = Filled(
    "Maximilian-Theodore",
    "+441632960123",
    datetime(2026, 9, 30, 9, 45, tzinfo=UTC),
    "https://hub.sussex-rj.example/survey/0123456789abcdef012345",
)
GIVES_AWAY = re.compile(
    r"restorative|justice|victim|offend|harm|hub|police|probation|prison|court|crime|case|agency|partnership|"
    r"facilitat|conference|meeting|support service|incident|statement|rj\b",
    re.IGNORECASE,
)
# The signs that one text message holds 160 of.
PLAIN = re.compile(r"[A-Za-z0-9 _@£$!\"#%&'()*+,\-./:;<=>?\n]*")
EVERY = [pytest.param(key, words, id=f"{key[0]}-{key[1]}") for key, words in WORDS.items()]


def test_there_are_words_for_every_occasion_and_every_way() -> None:
    assert set(NEWEST) == set(Occasion)
    for occasion, version in NEWEST.items():
        for way in (Channel.EMAIL, Channel.TEXT, Channel.LETTER):
            said = written(occasion, version, way, LONGEST)
            assert said.body
            assert "{" not in said.subject + said.body


@pytest.mark.parametrize(("key", "words"), EVERY)
def test_what_somebody_else_may_read_names_no_service_and_no_case(
    key: tuple[Occasion, int], words: Words
) -> None:
    assert not GIVES_AWAY.search(" ".join((words.subject, *words.mail, words.text, words.title)))


@pytest.mark.parametrize(("key", "words"), EVERY)
def test_a_letter_says_nothing_of_any_case(key: tuple[Occasion, int], words: Words) -> None:
    said = " ".join(words.paper)
    assert set(re.findall(r"\{(\w+)\}", said)) <= {"signed", "ring", "at"}
    assert not re.search(
        r"victim|offend|police|probation|prison|court|crime|your case|against you", said, re.IGNORECASE
    )


@pytest.mark.parametrize(("key", "words"), EVERY)
def test_a_text_is_one_message(key: tuple[Occasion, int], words: Words) -> None:
    said = written(*key, Channel.TEXT, LONGEST)
    assert len(said.body) <= LONGEST_TEXT
    assert PLAIN.fullmatch(said.body)
    assert said.subject == ""


@pytest.mark.parametrize(("key", "words"), EVERY)
def test_everybody_is_told_on_which_number_they_can_ring(key: tuple[Occasion, int], words: Words) -> None:
    for way in (Channel.EMAIL, Channel.TEXT, Channel.LETTER):
        assert "01632 960123" in written(*key, way, LONGEST).body


def test_only_a_reminder_asks_when_and_says_so() -> None:
    assert {key[0] for key, words in WORDS.items() if words.asks_when} == {Occasion.APPOINTMENT}
    said = written(Occasion.APPOINTMENT, 1, Channel.EMAIL, LONGEST)
    assert "Wednesday 30 September 2026 at 10:45am" in said.body
