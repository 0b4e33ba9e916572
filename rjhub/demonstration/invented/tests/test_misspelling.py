"""The same human being, written down twice."""

from datetime import date

import pytest

from rjhub.demonstration.invented import misspelling, people, places
from rjhub.demonstration.invented.draws import Chance
from rjhub.demonstration.invented.person import Person

ORDER = people.Order("sussex", date(2026, 11, 2))


@pytest.fixture(scope="module")
def records() -> list[Person]:
    everybody = people.people(ORDER, 10_000)
    return list(misspelling.with_doubles(everybody, force="sussex", share=0.1, seed=1, first=1_000_000))


def test_the_asked_share_is_there_twice_and_says_who_it_is(records: list[Person]) -> None:
    doubles = [record for record in records if record.number != record.human]
    assert 900 < len(doubles) < 1_100
    assert len({record.number for record in records}) == len(records)
    assert {record.human for record in doubles} <= {r.number for r in records if r.number == r.human}


def test_nearly_every_double_differs_from_the_first_record(records: list[Person]) -> None:
    first = {record.human: record for record in records if record.number == record.human}
    doubles = [record for record in records if record.number != record.human]
    same = [
        d for d in doubles if d._replace(number=d.human, relation=first[d.human].relation) == first[d.human]
    ]
    assert len(same) < len(doubles) / 10


def test_a_double_never_has_somebody_elses_numbers(records: list[Person]) -> None:
    first = {record.human: record for record in records if record.number == record.human}
    assert all(r.pnc in {"", first[r.human].pnc} for r in records)


def test_a_slip_never_makes_a_postcode_that_exists(records: list[Person]) -> None:
    for record in records:
        outward = record.postcode.partition(" ")[0]
        assert (
            int(outward.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
            not in places.allocated_districts()[outward.rstrip("0123456789")]
        )


def test_a_name_is_misspelt_but_stays_recognisable() -> None:
    chance = Chance("spelling")
    wrong = {misspelling.misspelt("Catherine", chance) for _ in range(60)}
    assert len(wrong) > 15
    assert all(7 <= len(word) <= 10 for word in wrong)
    assert all(len(set(word.lower()) & set("catherine")) >= 5 for word in wrong)
    assert misspelling.misspelt("Ng", chance) == "Ng"


def test_the_doubles_are_the_same_in_every_run(records: list[Person]) -> None:
    again = misspelling.with_doubles(
        people.people(ORDER, 10_000), force="sussex", share=0.1, seed=1, first=1_000_000
    )
    assert list(again) == records
