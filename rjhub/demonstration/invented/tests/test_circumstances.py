"""What people need, and how they can be reached safely."""

from collections import Counter
from datetime import date

import pytest

from rjhub.demonstration.invented import circumstances, people
from rjhub.demonstration.invented.circumstances import Circumstances
from rjhub.demonstration.invented.person import HARMED, Person

TODAY = date(2026, 11, 2)
Pairs = list[tuple[Person, Circumstances]]


@pytest.fixture(scope="module")
def londoners() -> Pairs:
    everybody = people.people(people.Order("metropolitan", TODAY), 8_000)
    return [(person, circumstances.circumstances(person, as_of=TODAY, seed=1)) for person in everybody]


def test_only_people_who_speak_another_language_need_an_interpreter(londoners: Pairs) -> None:
    interpreted = [needs for _, needs in londoners if needs.needs_interpreter]
    assert all(needs.language for needs in interpreted)
    assert 0.02 < len(interpreted) / len(londoners) < 0.2
    assert not any(needs.language for person, needs in londoners if person.community == "english")
    assert {n.language for p, n in londoners if p.community == "somali"} == {"Somali", ""}


def test_some_answers_were_never_asked_for_and_some_were_refused(londoners: Pairs) -> None:
    religions = Counter(needs.religion for _, needs in londoners)
    assert religions[""] > 1_000
    assert religions["TPRNTS"] > 100
    assert religions["MOS"] > 200


def test_a_child_is_not_asked_about_sexual_orientation(londoners: Pairs) -> None:
    for person, needs in londoners:
        assert person.born_on is not None
        if person.born_on.year > 2011:
            assert needs.sexual_orientation == ""


def test_only_people_harmed_have_safe_times_and_code_words(londoners: Pairs) -> None:
    for person, needs in londoners:
        if person.side != HARMED:
            assert (needs.safe_times, needs.who_may_answer, needs.code_word) == ("", "", "")
    assert any(needs.code_word for _, needs in londoners)


def test_everybody_can_be_reached_in_some_way_and_always_in_the_same(londoners: Pairs) -> None:
    assert all(needs.channels for _, needs in londoners)
    person, needs = londoners[77]
    assert circumstances.circumstances(person, as_of=TODAY, seed=1) == needs
    assert any(circumstances.circumstances(p, as_of=TODAY, seed=2) != n for p, n in londoners[:20])
