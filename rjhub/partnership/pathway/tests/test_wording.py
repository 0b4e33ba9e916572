"""What an area calls people, put in the place of the program's own words."""

import pytest

from rjhub.partnership.pathway.schema import Words
from rjhub.partnership.pathway.wording import in_words

THERE = Words(
    harmed="victim", harmed_plural="victims", responsible="offender", responsible_plural="offenders"
)


@pytest.mark.parametrize(
    ("said", "there"),
    [
        ("Person harmed", "Victim"),
        ("Add a person responsible", "Add an offender"),
        ("A person harmed asked", "A victim asked"),
        ("with people responsible, for the person harmed", "with offenders, for the victim"),
        ("Whoever was harmed", "Whoever was harmed"),
    ],
)
def test_people_are_called_what_the_area_calls_them(said: str, there: str) -> None:
    assert in_words(THERE, said) == there
    assert in_words(Words(), said) == said
