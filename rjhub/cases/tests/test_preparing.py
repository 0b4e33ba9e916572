"""Preparing people: what each wants, who is kept out, and two facilitators at one record."""

import pytest

from rjhub.cases.actions.preparing import Session, change_preparation, record_preparation
from rjhub.cases.gates import CaseState
from rjhub.cases.gates.checks import CHECKS
from rjhub.cases.models import Case, Preparation
from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.cases.tests.ready import a_ready_case, agrees, facilitated, says_no, side_of
from rjhub.cases.vocabulary import ConsentPurpose
from rjhub.design.words import day
from rjhub.kernel import clock
from rjhub.kernel.decisions import Conflict, Refused
from rjhub.partnership.pathway.checks import Check
from rjhub.partnership.pathway.stages import StageKind

pytestmark = pytest.mark.django_db

ANSWERS = {
    "held_on-day": "3", "held_on-month": "3", "held_on-year": "2026", "place": "Bognor Regis hub",
    "wants_to_ask": "Why our house?", "hopes": "To sleep again", "fears": "That he comes back",
    "somebody_comes": "yes", "supporters": "Her sister Joan", "supporters_prepared": "no",
    "ground_rules": "Nobody shouts", "practical": "A room without stairs", "ready": "yes",
    "submission_key": "5b0f4b3e-53a7-4f65-9d05-1f5d9b0d0c11",
}  # fmt: skip
SESSION = Session(held_on=clock.today(), ready=True, questions="Why our house?")


@pytest.fixture
def case() -> Case:
    with at_work(member("Marian Okafor")) as marian:
        return a_ready_case(marian, StageKind.PREPARATION)


def test_a_facilitator_writes_down_what_the_person_harmed_wants_to_ask(case: Case) -> None:
    client = signed_in("Gareth Pugh")
    with at_work(member("Gareth Pugh")):
        alice = side_of(case, "harmed")
    answer = client.post(f"/cases/{case.reference}/people/{alice.id}/preparation/new", ANSWERS)
    assert answer.status_code == 302, answer.content.decode()
    page = client.get(f"/cases/{case.reference}/preparation").content.decode()
    assert "Why our house?" in page
    assert "Her sister Joan" in page


def test_the_same_form_sent_twice_makes_one_session(case: Case) -> None:
    client = signed_in("Gareth Pugh")
    with at_work(member("Gareth Pugh")) as gareth:
        alice = side_of(case, "harmed")
        for _ in range(2):
            assert client.post(
                f"/cases/{case.reference}/people/{alice.id}/preparation/new", ANSWERS
            ).status_code == 302  # fmt: skip
    with at_work(gareth):
        assert Preparation.objects.filter(case=case).count() == 1


def test_two_sessions_of_one_day_are_told_apart(case: Case) -> None:
    with at_work(member("Gareth Pugh")) as gareth:
        for _ in range(2):
            record_preparation(side_of(case, "harmed"), SESSION, by=gareth, at=clock.now())
    page = signed_in("Gareth Pugh").get(f"/cases/{case.reference}/preparation").content.decode()
    assert [f"Session {number}, {day(SESSION.held_on)}, Alice Fenwick)" in page for number in (1, 2)] == [
        True
    ] * 2


def test_supporters_who_are_not_prepared_hold_the_case_back(case: Case) -> None:
    with at_work(member("Gareth Pugh")) as gareth:
        alice, kyle = side_of(case, "harmed"), side_of(case, "responsible")
        with_joan = Session(held_on=clock.today(), ready=True, supporters="Joan", supporters_prepared=False)
        first = record_preparation(alice, with_joan, by=gareth, at=clock.now())
        record_preparation(kyle, SESSION, by=gareth, at=clock.now())
        assert CHECKS[Check.PREPARATION_HARMED](CaseState(case))
        assert CHECKS[Check.PREPARATION_RESPONSIBLE](CaseState(case))
        assert not CHECKS[Check.SUPPORTERS_PREPARED](CaseState(case))
        ready = Session(held_on=clock.today(), ready=True, supporters="Joan", supporters_prepared=True)
        change_preparation(first, ready, version=1, by=gareth, at=clock.now())
        assert CHECKS[Check.SUPPORTERS_PREPARED](CaseState(case))


def test_nobody_is_prepared_who_has_not_agreed_to_be_assessed() -> None:
    with at_work(member("Marian Okafor")) as marian:
        case = a_case(marian)
        facilitated(case, marian)
        alice = side_of(case, "harmed")
        with pytest.raises(Refused, match="have not agreed"):
            record_preparation(alice, SESSION, by=marian, at=clock.now())
        agrees(alice, marian, ConsentPurpose.ASSESSMENT)
        record_preparation(alice, SESSION, by=marian, at=clock.now())


def test_nobody_is_prepared_who_said_no(case: Case) -> None:
    with at_work(member("Marian Okafor")) as marian:
        kyle = side_of(case, "responsible")
        says_no(kyle)
        with pytest.raises(Refused, match="do not want this"):
            record_preparation(kyle, SESSION, by=marian, at=clock.now())
        assert not Preparation.objects.filter(case=case).exists()
    page = signed_in("Gareth Pugh").get(f"/cases/{case.reference}/preparation").content.decode()
    assert "They have told an agency that they do not want this" in page


def test_the_second_of_two_facilitators_who_change_a_session_sees_the_first_ones_answers(case: Case) -> None:
    with at_work(member("Gareth Pugh")) as gareth:
        session = record_preparation(side_of(case, "harmed"), SESSION, by=gareth, at=clock.now())
        hopes = Session(held_on=clock.today(), ready=False, hopes="An apology")
        change_preparation(session, hopes, version=1, by=gareth, at=clock.now())
        with pytest.raises(Conflict):
            change_preparation(session, SESSION, version=1, by=gareth, at=clock.now())
    answer = signed_in("Adaeze Obi").post(
        f"/cases/{case.reference}/preparation/{session.id}", ANSWERS | {"version": "1"}
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Gareth Pugh changed this" in page
    assert "An apology" in page
    assert "To sleep again" in page


def test_whoever_does_not_work_on_the_case_finds_no_preparation(case: Case) -> None:
    with at_work(member("Gareth Pugh")) as gareth:
        alice = side_of(case, "harmed")
        session = record_preparation(alice, SESSION, by=gareth, at=clock.now())
    pages = ("preparation", f"preparation/{session.id}", f"people/{alice.id}/preparation/new")
    ryan = signed_in("Ryan Tipping")
    for page in pages:
        assert ryan.get(f"/cases/{case.reference}/{page}").status_code == 404
        assert ryan.get(f"/cases/SX-00000-00000/{page}").status_code == 404
    for name in ("Imogen Farrant", "Tomasz Zielinski", "Judith Arkwright"):
        assert signed_in(name).get(f"/cases/{case.reference}/preparation").status_code == 404


def test_the_page_of_a_facilitator_from_probation_shows_nothing_of_how_alice_can_be_reached(
    case: Case,
) -> None:
    client = signed_in("Adaeze Obi")
    page = client.get(f"/cases/{case.reference}/preparation").content.decode()
    assert "Alice Fenwick" in page
    assert "safely" not in page
    with at_work(member("Adaeze Obi")):
        categories = set(Preparation.objects.filter(case=case).values_list("category", flat=True))
    assert categories <= {"statement"}
