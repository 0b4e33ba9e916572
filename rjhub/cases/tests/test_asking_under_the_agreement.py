"""An agency is asked only for what the information sharing agreement in force lets it give."""

from typing import Any

import pytest

from rjhub.cases import policies
from rjhub.cases.actions import asking
from rjhub.cases.gates import CaseState
from rjhub.cases.gates.wanted import unasked
from rjhub.cases.models import Case, InformationRequest
from rjhub.cases.tests.asked import PROBATION, VICTIM_SUPPORT, answer, ask_all, request_to, requests_of
from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.cases.tests.ready import side_of
from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.partnership import installation
from rjhub.partnership.models import AgreementVersion, Signature
from rjhub.sharing.actions import agreeing

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    with at_work(member("Marian Okafor")) as marian:
        return a_case(marian)


def withdrawn(name: str) -> None:
    """The agency of somebody withdraws from the agreement."""
    with at_work(member("Marian Okafor")) as marian:
        signature = Signature.objects.filter(agency=member(name).agency, withdrawn_at=None).latest(
            "signed_at"
        )
        agreeing.withdraw(signature, because="A new controller", by=marian, at=clock.now())


def question(case: Case, about: str, agency: str, category: str) -> Any:
    """The hub asks something of its own."""
    with at_work(member("Marian Okafor")):
        party = side_of(case, about)
    typed = {
        "party": str(party.id), "agency": str(member(agency).agency_id), "why": "To plan the meeting safely",
        "category": category, "asked": "What do you know?",
        "due_on-day": "1", "due_on-month": "3", "due_on-year": "2031",
    }  # fmt: skip
    return signed_in("Marian Okafor").post(f"/cases/{case.reference}/information/question", typed)


def test_what_no_clause_lets_an_agency_give_is_not_asked(case: Case) -> None:
    page = question(case, "responsible", PROBATION, "health").content.decode()
    assert "No clause of the information sharing agreement lets Probation Sussex tell the hub this" in page
    assert "To plan the meeting safely" in page
    assert requests_of(case) == []
    assert question(case, "responsible", PROBATION, "casework").status_code == 302


def test_an_agency_that_withdrew_is_not_asked_and_the_page_says_so(case: Case) -> None:
    withdrawn(PROBATION)
    hub = signed_in("Marian Okafor")
    page = hub.get(f"/cases/{case.reference}/information/requests").content.decode()
    assert "Probation Sussex has not signed the information sharing agreement, or has withdrawn" in page
    assert "Sussex Police" in page
    assert "has withdrawn" in question(case, "responsible", PROBATION, "casework").content.decode()
    ask_all(case)
    assert {one.agency.code for one in requests_of(case)}.isdisjoint({member(PROBATION).agency.code})
    with at_work(member("Marian Okafor")) as marian:
        wanted = [one for one in unasked(CaseState(case)) if one.line.key == "probation"]
        with pytest.raises(Refused, match="has withdrawn"):
            asking.ask_wanted(case, {one.key: one.agencies[0] for one in wanted}, by=marian, at=clock.now())


def test_without_an_agreement_in_force_nobody_is_asked(case: Case) -> None:
    with at_work(member("Marian Okafor")) as marian:
        wanted = unasked(CaseState(case))
        with installation.acts():
            AgreementVersion.objects.filter(partnership=marian.partnership).update(
                review_on=clock.today().replace(year=2020)
            )
        for one in wanted:
            decision = policies.Terms(case.partnership_id).let_give(
                one.agencies[0], one.line.about, "casework"
            )
            assert decision.reasons == (
                "No information sharing agreement is in force, so no agency can be asked.",
            )


def test_a_question_is_not_passed_on_to_an_agency_that_no_clause_lets_answer(case: Case) -> None:
    ask_all(case)
    request = request_to(case, "victim_support")
    beyond = member("Yasmin Sadiq").agency
    page = answer(VICTIM_SUPPORT, request, "ask_another", agency=str(beyond.id)).content.decode()
    assert "No clause of the information sharing agreement lets" in page
    with at_work(member("Marian Okafor")):
        assert not InformationRequest.objects.filter(agency=beyond, key="victim_support").exists()
