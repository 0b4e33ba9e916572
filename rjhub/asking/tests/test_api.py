"""Asking before approaching somebody, by a program."""

import pytest

from rjhub.people.tests.factories import at_work, darren, member
from rjhub.tokens.tests.programs import program_of

pytestmark = pytest.mark.django_db
POLICE, PROBATION, HUB = "Dean Whitlock", "Adaeze Obi", "Marian Okafor"


@pytest.mark.parametrize("name", [POLICE, PROBATION])
def test_a_program_is_told_what_its_person_would_be(name: str) -> None:
    with at_work(member(HUB)) as marian:
        darren(marian)
    program = program_of(name)
    known = {"given_name": "Darren", "family_name": "Pike", "born_on": "1988-11-23"}
    assert program.post("/questions", known).json()["answer"] == "ring"
    nobody = program.post("/questions", {"number": "B4321CD"}).json()
    assert (nobody["answer"], bool(nobody["ring"])) == ("nothing", True)
    for _ in range(18):
        program.post("/questions", known)
    assert program.post("/questions", known).json()["answer"] == "limited"


@pytest.mark.parametrize("said", [{}, {"family_name": "Pike"}, {"number": "x"}, {"born_on": "1988-13-01"}])
def test_too_little_is_told_so(said: dict[str, str]) -> None:
    answer = program_of(POLICE).post("/questions", said)
    assert answer.status_code == 422
    assert answer.json()["errors"]


def test_whoever_may_not_ask_cannot_by_a_program_either() -> None:
    assert program_of("Imogen Farrant").post("/questions", {"number": "B4321CD"}).status_code == 403
