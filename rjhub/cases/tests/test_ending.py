"""Saying no, not now, changing one's mind; waiting, transferring, closing and reopening."""

from datetime import timedelta
from typing import Any

import pytest

from rjhub.cases.models import Case, Pause
from rjhub.cases.tests.closing import closing_of, the_day
from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.kernel import clock
from rjhub.people.approach import CLEAR, STOPPED, may_be_approached

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    with at_work(member("Marian Okafor")) as marian:
        return a_case(marian)


def says(case: Case, side: str, **answer: str) -> object:
    with at_work(member("Marian Okafor")):
        party = case.parties.get(side=side)
    typed = answer | the_day("said_on", clock.today())
    return signed_in("Marian Okafor").post(f"/cases/{case.reference}/people/{party.id}/answer", typed)


def approachable(case: Case, side: str) -> str | None:
    with at_work(member("Marian Okafor")):
        return may_be_approached(case.parties.get(side=side).person_id)


def test_a_no_ends_the_case_for_that_person_and_stops_every_agency(case: Case) -> None:
    assert approachable(case, "harmed") == CLEAR
    says(case, "harmed", answer="no")
    assert approachable(case, "harmed") == STOPPED
    with at_work(member("Marian Okafor")):
        alice = case.parties.get(side="harmed")
        assert (alice.status, alice.ending_reason) == ("declined", "harmed_declined_informed")
    assert "Decide how the case ends" in signed_in("Marian Okafor").get("/").content.decode()


def test_somebody_who_said_yes_can_withdraw_at_any_moment(case: Case) -> None:
    says(case, "responsible", answer="yes")
    says(case, "responsible", answer="no")
    with at_work(member("Marian Okafor")):
        assert case.parties.get(side="responsible").ending_reason == "responsible_withdrew"
    assert approachable(case, "responsible") == STOPPED


def test_a_pause_until_today_is_no_pause_and_what_was_typed_stays(case: Case) -> None:
    typed = {"why": "Alice is in hospital."} | the_day("ask_again_on", clock.today())
    page = signed_in("Marian Okafor").post(f"/cases/{case.reference}/pause", typed).content.decode()
    assert "Choose a day in the future on which to go on." in page
    assert ">Alice is in hospital.</textarea>" in page


def test_not_now_lets_the_case_wait_and_nobody_asks_before_the_day(case: Case, time_machine: Any) -> None:
    later = clock.today() + timedelta(days=90)
    says(case, "harmed", answer="not_now", why="After the trial", **the_day("ask_again_on", later))
    assert approachable(case, "harmed") == STOPPED
    with at_work(member("Marian Okafor")):
        assert Case.objects.get(id=case.id).stage == "dormant"
        assert Pause.objects.get(case=case).ask_again_on == later
    early = signed_in("Marian Okafor").post(f"/cases/{case.reference}/resumption")
    assert early.status_code == 403
    assert "Alice Fenwick does not want to be asked again before" in early.content.decode()
    time_machine.move_to(clock.now() + timedelta(days=90), tick=True)
    assert signed_in("Marian Okafor").post(f"/cases/{case.reference}/resumption").status_code == 302
    with at_work(member("Marian Okafor")):
        assert Case.objects.get(id=case.id).stage == "referred"


def test_a_case_that_waits_until_a_day_says_why_it_cannot_go_on_before(case: Case) -> None:
    with at_work(member("Marian Okafor")):
        Case.objects.filter(id=case.id).update(stage="first_contact_harmed")
    later = clock.today() + timedelta(days=90)
    says(case, "harmed", answer="not_now", why="After the trial", **the_day("ask_again_on", later))

    answer = signed_in("Marian Okafor").post(f"/cases/{case.reference}/resumption")

    assert answer.status_code == 403
    assert "This cannot be done now" in answer.content.decode()
    with at_work(member("Marian Okafor")):
        assert Case.objects.get(id=case.id).stage == "dormant"


def test_closing_asks_for_a_reason_for_each_person(case: Case) -> None:
    typed = closing_of(case)
    missing = {key: value for key, value in typed.items() if not key.startswith("reason-")}
    answer = signed_in("Marian Okafor").post(f"/cases/{case.reference}/closing", missing)
    assert "Select why it ends for Alice Fenwick" in answer.content.decode()


def test_a_closed_case_lets_everybody_go_but_the_hub(case: Case) -> None:
    chosen = {"staff": str(member("Sunita Rao").id)}
    signed_in("Marian Okafor").post(f"/cases/{case.reference}/supervisor", chosen)
    assert signed_in("Sunita Rao").get(f"/cases/{case.reference}").status_code == 200
    assert (
        signed_in("Marian Okafor").post(f"/cases/{case.reference}/closing", closing_of(case)).status_code
        == 302
    )
    assert signed_in("Sunita Rao").get(f"/cases/{case.reference}").status_code == 404
    assert "Closed because" in signed_in("Marian Okafor").get(f"/cases/{case.reference}").content.decode()


def test_a_closed_case_can_be_opened_again_where_it_was(case: Case) -> None:
    marian = signed_in("Marian Okafor")
    marian.post(f"/cases/{case.reference}/closing", closing_of(case))
    assert marian.post(f"/cases/{case.reference}/reopening", {"why": "She rang."}).status_code == 302
    with at_work(member("Marian Okafor")):
        assert Case.objects.get(id=case.id).stage == "referred"


def test_a_transfer_needs_the_peoples_agreement_and_loses_nothing_typed(case: Case) -> None:
    typed = {"to_name": "Kent", "to_contact": "Rosalind Peake", "why": "He moved.", "agreed_by_parties": "no"}
    answer = signed_in("Marian Okafor").post(f"/cases/{case.reference}/transfer", typed)
    assert "Ask the people first" in answer.content.decode()
    assert "He moved." in answer.content.decode()


def test_a_transfer_closes_the_case_only_when_the_other_area_took_it(case: Case) -> None:
    marian = signed_in("Marian Okafor")
    typed = {
        "to_name": "Kent",
        "to_contact": "Rosalind Peake",
        "why": "He moved.",
        "agreed_by_parties": "yes",
    }
    marian.post(f"/cases/{case.reference}/transfer", typed)
    with at_work(member("Marian Okafor")):
        assert not Case.objects.get(id=case.id).is_closed
    marian.post(
        f"/cases/{case.reference}/transfer/answer", {"answer": "accepted", "note": "Yes, from Monday."}
    )
    with at_work(member("Marian Okafor")):
        assert Case.objects.get(id=case.id).closing_reason == "transferred"


def test_a_facilitator_of_another_case_cannot_close_this_one(case: Case) -> None:
    answer = signed_in("Gareth Pugh").post(f"/cases/{case.reference}/closing", closing_of(case))
    assert answer.status_code == 404


def test_after_a_no_the_pages_say_what_comes_next_and_ask_nobody_again(case: Case) -> None:
    marian = signed_in("Marian Okafor")
    assert "Transfer to another area" in marian.get(f"/cases/{case.reference}/ending").content.decode()
    says(case, "harmed", answer="no")
    ending = marian.get(f"/cases/{case.reference}/ending").content.decode()
    assert "Tell the others, and close the case." in ending
    assert "Transfer to another area" not in ending
    assert "Let the case wait" not in ending
    meetings = marian.get(f"/cases/{case.reference}/meetings").content.decode()
    assert "Tell the others, and close the case." in meetings
    assert "Before a meeting can be booked" not in meetings
