"""Numbers of invented people have the right letters, and no two people share one."""

from datetime import date

import pytest

from rjhub.demonstration.invented import numbers, people
from rjhub.kernel.identifiers import check_letter, crn, cro, email, pnc, postcode, prison_number, telephone

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


def test_check_letters_are_those_of_the_program() -> None:
    for serial in range(8_000_000, 8_000_400, 7):
        assert numbers.check_letter(2014, serial, 7) == check_letter.check_letter(f"14{serial}")


def test_the_program_takes_everything_as_it_is() -> None:
    for person in people.people(people.Order("northumbria", TODAY), 3_000):
        for kind, value in (
            (pnc, person.pnc),
            (cro, person.cro),
            (prison_number, person.prison_number),
            (crn, person.crn),
            (telephone, person.mobile),
            (telephone, person.phone),
            (email, person.email),
            (postcode, person.postcode),
        ):
            assert not value or kind.parse(value) == value
