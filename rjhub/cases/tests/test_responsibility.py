"""Who takes a case: two facilitators by the rules, one contact for each person harmed, one person who answers."""

import pytest

from rjhub.cases.actions.naming import name_contact
from rjhub.cases.models import Allocation, Case, Handover, Party
from rjhub.cases.pages import responsibility
from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.partnership.pathway.vocabulary import Pairing
from rjhub.sharing.models import Grant
from rjhub.sharing.vocabulary import Category, Side

pytestmark = pytest.mark.django_db


def ask(case: Case, lead: str, second: str, override: str = "") -> object:
    chosen = {"lead": str(member(lead).id), "second": str(member(second).id), "override": override}
    return signed_in("Marian Okafor").post(f"/cases/{case.reference}/allocation", chosen)


@pytest.fixture
def case() -> Case:
    with at_work(member("Marian Okafor")) as marian:
        return a_case(marian)


def asked(name: str) -> Allocation:
    with at_work(member(name)) as somebody:
        return Allocation.objects.get(facilitator=somebody)


def test_two_facilitators_are_asked_and_see_only_what_they_need_to_answer(case: Case) -> None:
    assert ask(case, "Gareth Pugh", "Nadia Karim").status_code == 302
    with at_work(member("Nadia Karim")):
        assert Allocation.objects.get().people == "Alice Fenwick, Kyle Marsden"
        assert not Case.objects.exists()
    page = signed_in("Nadia Karim").get(f"/allocations/{asked('Nadia Karim').id}").content.decode()
    assert "Alice Fenwick" in page


def test_who_accepts_sees_the_case_from_then_on(case: Case) -> None:
    ask(case, "Gareth Pugh", "Nadia Karim")
    nadia = signed_in("Nadia Karim")
    assert nadia.get(f"/cases/{case.reference}").status_code == 404
    answer = nadia.post(f"/allocations/{asked('Nadia Karim').id}", {"answer": "accept"})
    assert answer.url == f"/cases/{case.reference}"
    assert nadia.get(f"/cases/{case.reference}").status_code == 200


def test_a_facilitator_from_probation_is_not_let_in_to_how_to_reach_the_person_harmed(case: Case) -> None:
    ask(case, "Gareth Pugh", "Adaeze Obi", override="She knows the prison.")
    signed_in("Adaeze Obi").post(f"/allocations/{asked('Adaeze Obi').id}", {"answer": "accept"})
    adaeze = member("Adaeze Obi")
    with at_work(adaeze):
        assert Party.objects.filter(case=case).count() == 2
        grants = list(Grant.objects.filter(holder=adaeze.principal, ended_at=None))
    held = {(side, category) for one in grants for side in one.sides for category in one.categories}
    assert (Side.HARMED, Category.STATEMENT) in held
    assert not held & {(Side.HARMED, Category.CONTACT), (Side.HARMED, Category.SAFETY)}


def test_two_who_both_work_with_people_responsible_are_refused(case: Case) -> None:
    answer = ask(case, "Adaeze Obi", "Callum Reid", override="No reason will do.")
    assert "may know how to reach the person harmed" in answer.content.decode()
    with at_work(member("Marian Okafor")):
        assert not Allocation.objects.filter(case=case).exists()


def test_somebody_at_foundation_level_cannot_lead(case: Case) -> None:
    assert "needs to hold the level" in ask(case, "Owen Trevor", "Nadia Karim").content.decode()


def test_whoever_declines_gives_the_hub_a_task(case: Case) -> None:
    ask(case, "Gareth Pugh", "Nadia Karim")
    answer = {"answer": "decline", "because": "I know her."}
    signed_in("Nadia Karim").post(f"/allocations/{asked('Nadia Karim').id}", answer)
    assert "Ask another facilitator" in signed_in("Marian Okafor").get("/").content.decode()


def test_nobody_answers_for_somebody_else(case: Case) -> None:
    ask(case, "Gareth Pugh", "Nadia Karim")
    answer = signed_in("Owen Trevor").post(f"/allocations/{asked('Nadia Karim').id}", {"answer": "accept"})
    assert answer.status_code == 404


def test_only_a_coordinator_of_the_hub_can_ask_facilitators(case: Case) -> None:
    chosen = {"lead": str(member("Gareth Pugh").id), "second": str(member("Nadia Karim").id)}
    other = signed_in("Tomasz Zielinski").post(f"/cases/{case.reference}/allocation", chosen)
    assert other.status_code == 404


def test_a_probation_officer_cannot_be_the_contact_of_a_person_harmed(case: Case) -> None:
    with at_work(member("Marian Okafor")):
        alice = case.parties.get(side="harmed")
    marian = signed_in("Marian Okafor")
    address = f"/cases/{case.reference}/people/{alice.id}/contact"
    refused = marian.post(address, {"staff": str(member("Marcus Bell").id)})
    assert "There is a problem" in refused.content.decode()
    with (
        at_work(member("Marian Okafor")) as by,
        pytest.raises(Refused, match="does not work with people harmed"),
    ):
        name_contact(alice, contact=member("Marcus Bell"), by=by, at=clock.now())
    assert marian.post(address, {"staff": str(member("Esther Lindqvist").id)}).status_code == 302
    with at_work(member("Esther Lindqvist")):
        assert [party.person.name for party in Party.objects.select_related("person")] == ["Alice Fenwick"]


def test_a_hand_over_counts_when_it_is_accepted(case: Case) -> None:
    marian, sunita = signed_in("Marian Okafor"), member("Sunita Rao")
    asking = {"staff": str(sunita.id), "why": "I am on leave."}
    marian.post(f"/cases/{case.reference}/handover", asking)
    with at_work(member("Marian Okafor")) as coordinator:
        assert Case.objects.get(id=case.id).answering_staff == coordinator
    with at_work(sunita):
        handover = Handover.objects.get()
    signed_in("Sunita Rao").post(f"/handovers/{handover.id}", {"answer": "accept"})
    with at_work(member("Marian Okafor")):
        assert Case.objects.get(id=case.id).answering_staff == sunita


def test_every_rule_for_choosing_the_two_has_a_sentence_of_its_own() -> None:
    assert set(responsibility.PAIRED) == set(Pairing)
