"""Cases between people with names that are no other word, so that a name in the wrong place is found."""

from datetime import date

import pytest

from rjhub.demonstration.invented import matters, people
from rjhub.demonstration.invented.matters import Matter
from rjhub.demonstration.invented.person import HARMED, Person

TODAY = date(2026, 11, 2)
HARMED_NAME, RESPONSIBLE_NAME = "Hollisande", "Quillomar"


def sides(force: str, count: int) -> tuple[list[Person], list[Person]]:
    """That many people of each side, renamed."""
    found: dict[str, list[Person]] = {HARMED: [], "responsible": []}
    for person in people.people(people.Order(force, TODAY), count * 3):
        name = HARMED_NAME if person.side == HARMED else RESPONSIBLE_NAME
        found[person.side].append(person._replace(given_name=name, known_as="", family_name=name))
    return found[HARMED][:count], found["responsible"][:count]


def cases(force: str, count: int, opened_on: date = date(2025, 3, 4)) -> list[Matter]:
    """That many matters; every seventh has two people harmed, every ninth two people responsible."""
    harmed, responsible = sides(force, count)
    made = []
    for number in range(count):
        of_case = (
            harmed[number : number + (2 if number % 7 == 0 else 1)],
            responsible[number : number + (2 if number % 9 == 0 else 1)],
        )
        made.append(matters.invent_matter(number, force=force, opened_on=opened_on, people=of_case, seed=1))
    return made


@pytest.fixture(scope="session")
def sussex_cases() -> list[Matter]:
    return cases("sussex", 600)
