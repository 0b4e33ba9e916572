"""Asking agencies: each learns the least, and nobody across the wall is asked at all."""

import pytest

from rjhub.cases.actions import asking
from rjhub.cases.gates import CaseState
from rjhub.cases.gates.wanted import unasked
from rjhub.cases.models import Case, InformationItem, InformationRequest, Party
from rjhub.cases.tests.asked import ask_all
from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.kernel import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    with at_work(member("Marian Okafor")) as marian:
        return a_case(marian)


def test_one_step_asks_every_agency_that_the_pathway_names(case: Case) -> None:
    asked = {(one.agency.short_name, one.side) for one in ask_all(case)}
    assert ("Sussex Police", "responsible") in asked
    assert any(side == "harmed" for _, side in asked)


def test_the_lead_contact_sees_the_questions_and_nothing_else_of_the_case(case: Case) -> None:
    ask_all(case)
    with at_work(member("Marcus Bell")):
        requests = list(InformationRequest.objects.all())
        assert {one.about_name for one in requests} == {"Kyle Marsden"}
        assert not Case.objects.exists()
        assert not Party.objects.exists()
    page = signed_in("Marcus Bell").get(f"/requests/{requests[0].id}").content.decode()
    assert "Kyle Marsden" in page
    assert "Alice" not in page
    assert "Leave out where they live" not in page
    assert "Answer a request for information" in signed_in("Marcus Bell").get("/").content.decode()


def test_an_answer_reaches_the_hub_and_stays_with_its_side(case: Case) -> None:
    ask_all(case)
    with at_work(member("Esther Lindqvist")):
        request = InformationRequest.objects.get()
    client = signed_in("Esther Lindqvist")
    assert "Leave out where they live" in client.get(f"/requests/{request.id}").content.decode()
    typed = {"kind": "information", "answer": "She has a support worker.", "onward_limits": ""}
    assert client.post(f"/requests/{request.id}", typed).status_code == 302
    page = signed_in("Marian Okafor").get(f"/cases/{case.reference}/information").content.decode()
    assert "She has a support worker." in page
    with at_work(member("Marcus Bell")):
        assert not InformationItem.objects.exists()


def test_a_refusal_needs_its_reason_and_nothing_typed_is_lost(case: Case) -> None:
    ask_all(case)
    with at_work(member("Marcus Bell")):
        request = InformationRequest.objects.first()
    answer = signed_in("Marcus Bell").post(f"/requests/{request.id}", {"kind": "refused", "reason": ""})
    assert "Enter why it cannot be shared" in answer.content.decode()


def test_a_request_is_answered_once(case: Case) -> None:
    ask_all(case)
    with at_work(member("Marcus Bell")):
        request = InformationRequest.objects.first()
    client = signed_in("Marcus Bell")
    client.post(f"/requests/{request.id}", {"kind": "nothing_held"})
    again = client.post(f"/requests/{request.id}", {"kind": "nothing_held"})
    assert "not open any more" in again.content.decode()


def test_another_agency_cannot_open_the_request(case: Case) -> None:
    ask_all(case)
    with at_work(member("Marcus Bell")):
        request = InformationRequest.objects.first()
    for name in ("Esther Lindqvist", "Ryan Tipping", "Imogen Farrant", "Grace Adeyemi"):
        assert signed_in(name).get(f"/requests/{request.id}").status_code == 404


def test_probation_is_never_asked_about_a_person_harmed(case: Case) -> None:
    with at_work(member("Marian Okafor")):
        alice = case.parties.get(side="harmed")
    typed = {
        "party": str(alice.id), "agency": str(member("Marcus Bell").agency_id), "why": "To plan",
        "category": "casework",
        "asked": "Do you know her?", "due_on-day": "1", "due_on-month": "3", "due_on-year": "2031",
    }  # fmt: skip
    answer = signed_in("Marian Okafor").post(f"/cases/{case.reference}/information/question", typed)
    assert "must not learn that this person is in a case" in answer.content.decode()


def test_how_to_reach_a_person_harmed_does_not_stand_in_an_answer_and_nothing_typed_is_lost(
    case: Case,
) -> None:
    ask_all(case)
    with at_work(member("Esther Lindqvist")):
        request = InformationRequest.objects.get()
    typed = {"kind": "information", "answer": "She is on 07700 900123 after six."}
    answer = signed_in("Esther Lindqvist").post(f"/requests/{request.id}", typed).content.decode()
    assert "Take out how to reach them" in answer
    assert "after six" in answer
    with at_work(member("Marian Okafor")):
        assert not InformationItem.objects.exists()


def test_police_in_kent_can_answer_what_they_are_asked_about_the_person_harmed() -> None:
    with at_work(member("Rosalind Peake")) as rosalind:
        case = a_case(rosalind)
        wanted = [one for one in unasked(CaseState(case)) if one.line.key == "police_victim"]
        asking.ask_wanted(case, {one.key: one.agencies[0] for one in wanted}, by=rosalind, at=clock.now())
    with at_work(member("Janine Roper")):
        request = InformationRequest.objects.get(key="police_victim")
    typed = {"kind": "information", "answer": "She made a personal statement.", "regime": "uk_gdpr"}
    assert signed_in("Janine Roper").post(f"/requests/{request.id}", typed).status_code == 302


def test_sending_nothing_is_not_called_sent(case: Case) -> None:
    page = signed_in("Marian Okafor").post(f"/cases/{case.reference}/information/requests", {"sent": "empty"})
    assert "Choose an agency for at least one request" in page.content.decode()
