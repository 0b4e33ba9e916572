"""Numbers of invented people have the right letters, and no two people share one."""

from datetime import date

import pytest

from rjhub.demonstration.invented import numbers, people

TODAY = date(2026, 11, 2)


@pytest.mark.parametrize(
    ("year", "serial", "width", "letter"), [(2001, 171310, 7, "W"), (21, 265416, 6, "G")]
)
def test_check_letters_agree_with_the_published_examples(
    year: int, serial: int, width: int, letter: str
) -> None:
    assert numbers.check_letter(year, serial, width) == letter


def test_no_two_people_of_two_areas_share_a_number() -> None:
    sussex = people.people(people.Order("sussex", TODAY), 16_000)
    kent = people.people(people.Order("kent", TODAY, first=8192 * 250), 16_000)
    everybody = [*sussex, *kent]
    for kind in ("pnc", "cro", "prison_number", "crn"):
        found = [getattr(person, kind) for person in everybody if getattr(person, kind)]
        assert len(found) == len(set(found)) > 4_000, kind


def test_numbers_stay_apart_over_four_million_people() -> None:
    step = range(0, 4_000_000, 50_000)
    for year in (2015, 2020):
        assert len({numbers.pnc(number, year) for number in step}) == len(step)
        assert len({numbers.cro(number, year) for number in step}) == len(step)
        assert len({numbers.crn(number) for number in step}) == len(step)
        assert len({numbers.prison_number(number) for number in step}) == len(step)


def test_a_child_has_no_conviction_record_and_no_prison_number() -> None:
    for person in people.people(people.Order("sussex", TODAY), 8_000):
        assert person.born_on is not None
        age = (TODAY - person.born_on).days // 365.25
        assert age >= 18 or not (person.cro or person.prison_number)
        assert age >= 14 or not person.pnc
        assert person.pnc or not (person.cro or person.prison_number or person.crn)
