"""Described risks and the decision at each stage: in words, by one person, signed off by another."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from rjhub.cases.actions.naming import name_contact
from rjhub.cases.actions.risk_assessing import Decided, assess_risk, sign_off_risk
from rjhub.cases.models import Case, Meeting, Risk, RiskAssessment
from rjhub.cases.tests.assessing import a_planned_case, holds, tasks_of
from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.cases.tests.ready import facilitated, side_of
from rjhub.cases.vocabulary import MeetingStatus, RiskDecision
from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.partnership.pathway.checks import Check
from rjhub.partnership.pathway.stages import StageKind

pytestmark = pytest.mark.django_db
NEXT_YEAR = date(clock.today().year + 1, 3, 3)


@pytest.fixture
def case() -> Case:
    with at_work(member("Marian Okafor")) as marian:
        case = a_case(marian)
        facilitated(case, marian)
        return case


def describe(case: Case, by: str = "Gareth Pugh", side: str = "harmed", **answers: str) -> object:
    with at_work(member("Marian Okafor")):
        party = side_of(case, side)
    typed = {
        "description": "His brother may shout at her.", "party": str(party.id), "where_they_are": "no",
        "source": "He said so.", "likelihood": "low", "severity": "high", "mitigation": "The brother stays at home.",
        "residual": "low", "owner": str(member("Gareth Pugh").id), "review_on-day": "3", "review_on-month": "3",
        "review_on-year": str(NEXT_YEAR.year), "submission_key": str(uuid4()),
    }  # fmt: skip
    return signed_in(by).post(f"/cases/{case.reference}/risks/new", typed | answers)


def assess(case: Case, decision: str = "proceed", by: str = "Gareth Pugh", **answers: str) -> object:
    typed = {
        "decision": decision, "why": "Both are calm.", "assessed_on-day": "3", "assessed_on-month": "3",
        "assessed_on-year": "2026", "submission_key": str(uuid4()),
    }  # fmt: skip
    return signed_in(by).post(f"/cases/{case.reference}/risk/assessments/new", typed | answers)


def the_risk(case: Case) -> Risk:
    with at_work(member("Marian Okafor")):
        return Risk.objects.select_related("owner", "party").get(case=case)


def test_a_risk_is_described_and_its_owner_reminded_to_look_again(case: Case) -> None:
    assert describe(case).status_code == 302
    page = signed_in("Adaeze Obi").get(f"/cases/{case.reference}/risk").content.decode()
    assert "His brother may shout at her." in page
    assert "No score decides." in page
    assert "Look at a risk again and date it anew" in tasks_of("Gareth Pugh")


def test_a_risk_says_who_it_is_to_when_it_is_nobody_of_the_case(case: Case) -> None:
    assert "Enter who could be harmed" in describe(case, party="else").content.decode()
    assert describe(case, party="else", to_whom="Her children").status_code == 302
    assert (the_risk(case).side, the_risk(case).to_whom) == ("neutral", "Her children")


def test_where_a_person_harmed_goes_stays_behind_the_wall(case: Case) -> None:
    describe(case, description="He knows the gym she goes to.", where_they_are="yes")
    assert the_risk(case).category == "safety"
    risks = f"/cases/{case.reference}/risk"
    assert "the gym" in signed_in("Gareth Pugh").get(risks).content.decode()
    assert "the gym" not in signed_in("Adaeze Obi").get(risks).content.decode()
    assert (
        signed_in("Adaeze Obi").get(f"/cases/{case.reference}/risks/{the_risk(case).id}").status_code == 404
    )
    refused = describe(case, "Adaeze Obi", where_they_are="yes").content.decode()
    assert "Probation Sussex does not work with people harmed" in refused
    owner = describe(case, owner=str(member("Adaeze Obi").id), where_they_are="yes").content.decode()
    assert "Adaeze Obi may not know where one is" in owner


def test_a_risk_to_the_other_side_that_says_where_she_goes_stays_behind_the_wall_too(case: Case) -> None:
    describe(
        case,
        side="responsible",
        description="Her brother waits at the gym she goes to.",
        where_they_are="yes",
    )
    assert (the_risk(case).side, the_risk(case).category) == ("harmed", "safety")
    assert "the gym" not in signed_in("Adaeze Obi").get(f"/cases/{case.reference}/risk").content.decode()


def test_only_somebody_who_works_on_the_case_can_own_a_risk(case: Case) -> None:
    answer = describe(case, owner=str(member("Ryan Tipping").id))
    assert "Select who sees to it" in answer.content.decode()


def change(case: Case, version: int, by: str, **answers: str) -> object:
    risk = the_risk(case)
    typed = {
        "description": risk.description, "source": risk.source, "likelihood": "low", "severity": "high",
        "mitigation": risk.mitigation, "residual": "low", "owner": str(risk.owner_id), "review_on-day": "3",
        "review_on-month": "4", "review_on-year": str(NEXT_YEAR.year), "version": str(version),
    }  # fmt: skip
    return signed_in(by).post(f"/cases/{case.reference}/risks/{risk.id}", typed | answers)


def test_two_people_who_change_a_risk_do_not_overwrite_each_other(case: Case) -> None:
    describe(case)
    assert change(case, 1, "Gareth Pugh", mitigation="He comes alone.").status_code == 302
    clash = change(case, 1, "Marian Okafor", mitigation="Two rooms.")
    assert clash.status_code == 409
    assert "Gareth Pugh changed this" in clash.content.decode()
    assert "He comes alone." in clash.content.decode()
    assert "Two rooms." in clash.content.decode()
    assert change(case, 2, "Marian Okafor", mitigation="Two rooms.").status_code == 302
    assert the_risk(case).mitigation == "Two rooms."


def test_a_risk_is_closed_with_a_reason_and_stays_on_record(case: Case) -> None:
    describe(case)
    closing = f"/cases/{case.reference}/risks/{the_risk(case).id}/closing"
    gareth = signed_in("Gareth Pugh")
    assert "Enter why it is no risk any more" in gareth.post(closing, {"because": ""}).content.decode()
    assert gareth.post(closing, {"because": "He stays away."}).status_code == 302
    assert gareth.get(closing).status_code == 404
    assert "He stays away." in gareth.get(f"/cases/{case.reference}/risk").content.decode()
    with (
        at_work(member("Gareth Pugh")),
        pytest.raises(IntegrityError, match="says_why"),
        transaction.atomic(),
    ):
        Risk.objects.filter(case=case).update(closed_because="")


def test_the_supervisor_signs_off_and_nobody_else_can(case: Case) -> None:
    assert assess(case).status_code == 302
    assert not holds(case, Check.SUPERVISOR_SIGNED_OFF)
    assert "Look at the risk assessment and sign it off" in tasks_of("Sunita Rao")
    sign_off = f"/cases/{case.reference}/risk/sign-off"
    for name in ("Gareth Pugh", "Adaeze Obi", "Marian Okafor"):
        assert signed_in(name).post(sign_off, {"answer": "sign_off"}).status_code == 404
    assert signed_in("Sunita Rao").post(sign_off, {"answer": "sign_off"}).status_code == 302
    assert holds(case, Check.SUPERVISOR_SIGNED_OFF)
    assert holds(case, Check.RISK_ASSESSED_AT_STAGE)


def test_nobody_signs_off_their_own_assessment(case: Case) -> None:
    refused = assess(case, by="Sunita Rao").content.decode()
    assert "somebody else assesses its risk" in refused
    assess(case)
    with at_work(member("Marian Okafor")):
        made = RiskAssessment.objects.get(case=case)
        with pytest.raises(IntegrityError, match="nobody_signs_off_their_own"), transaction.atomic():
            RiskAssessment.objects.filter(id=made.id).update(
                signed_off_at=clock.now(), signed_off_by=made.assessed_by
            )
    with at_work(member("Gareth Pugh")) as gareth:
        Case.objects.filter(id=case.id).update(supervisor=gareth)
        with pytest.raises(Refused, match="assessed this risk yourself"):
            sign_off_risk(made, by=gareth, at=clock.now())


def test_the_supervisor_can_send_an_assessment_back(case: Case) -> None:
    assess(case)
    sunita = signed_in("Sunita Rao")
    sign_off = f"/cases/{case.reference}/risk/sign-off"
    assert "Enter what is missing" in sunita.post(sign_off, {"answer": "return"}).content.decode()
    sunita.post(sign_off, {"answer": "return", "because": "What about the brother?"})
    assert "Assess the risk again: the supervisor did not sign it off" in tasks_of("Gareth Pugh")
    assert (
        "What about the brother?"
        in signed_in("Gareth Pugh").get(f"/cases/{case.reference}/risk").content.decode()
    )
    assert "sent back" in sunita.post(sign_off, {"answer": "sign_off"}).content.decode()
    assert not holds(case, Check.SUPERVISOR_SIGNED_OFF)


def test_the_risk_is_dated_again_at_each_stage(case: Case) -> None:
    assess(case)
    assert holds(case, Check.RISK_ASSESSED_AT_STAGE)
    with at_work(member("Marian Okafor")):
        Case.objects.filter(id=case.id).update(stage=StageKind.PREPARATION, stage_since=clock.now())
    assert not holds(case, Check.RISK_ASSESSED_AT_STAGE)
    page = signed_in("Gareth Pugh").get(f"/cases/{case.reference}/risk").content.decode()
    assert "The risk has not been assessed at this stage." in page
    assert "No. It no longer counts" in page
    assert signed_in("Sunita Rao").get(f"/cases/{case.reference}/risk/sign-off").status_code == 404


def test_conditions_are_written_down(case: Case) -> None:
    assert "Enter the conditions" in assess(case, "conditions").content.decode()
    assert assess(case, "conditions", conditions="In the prison only.").status_code == 302
    with at_work(member("Gareth Pugh")) as gareth:
        bare = Decided(decision=RiskDecision.CONDITIONS, why="So.", assessed_on=clock.today())
        with pytest.raises(Refused, match="Write down the conditions"):
            assess_risk(case, bare, by=gareth, at=clock.now())


def test_messages_only_lets_the_pathway_branch_until_somebody_decides_otherwise(case: Case) -> None:
    assess(case, "indirect_only")
    with at_work(member("Marian Okafor")):
        assert Case.objects.get(id=case.id).indirect_only
    assess(case, "proceed")
    with at_work(member("Marian Okafor")):
        assert not Case.objects.get(id=case.id).indirect_only


@pytest.mark.parametrize("decision", ["pause", "stop"])
def test_pausing_or_stopping_holds_the_case_and_gives_the_hub_a_task(case: Case, decision: str) -> None:
    assess(case, decision)
    assert not holds(case, Check.RISK_ASSESSED_AT_STAGE)
    assert f"the risk assessment says {decision}" in signed_in("Marian Okafor").get("/").content.decode()


@pytest.mark.parametrize("decision", ["indirect_only", "stop"])
def test_an_assessment_that_lets_nobody_meet_cancels_the_planned_meeting(decision: str) -> None:
    with at_work(member("Marian Okafor")) as marian:
        planned = a_planned_case(marian)
    assess(planned, decision)
    with at_work(marian):
        assert Meeting.objects.get(case=planned).status == MeetingStatus.CANCELLED
    assert any(words.startswith("Tell everybody that the meeting on") for words in tasks_of("Adaeze Obi"))


def test_a_review_that_is_late_says_so(case: Case) -> None:
    describe(case)
    with at_work(member("Marian Okafor")):
        Risk.objects.filter(case=case).update(review_on=clock.today() - timedelta(days=1))
    assert "Late" in signed_in("Gareth Pugh").get(f"/cases/{case.reference}/risk").content.decode()


def test_a_named_contact_who_sees_one_side_assesses_neither_the_case_nor_anybody(case: Case) -> None:
    with at_work(member("Marian Okafor")) as marian:
        alice = side_of(case, "harmed")
        name_contact(alice, contact=member("Esther Lindqvist"), by=marian, at=clock.now())
    esther = signed_in("Esther Lindqvist")
    for page in ("risk/assessments/new", f"people/{alice.id}/suitability/new"):
        assert esther.get(f"/cases/{case.reference}/{page}").status_code == 403
    assert describe(case, "Esther Lindqvist", where_they_are="yes").status_code == 302
    with at_work(member("Marian Okafor")) as marian:
        name_contact(side_of(case, "responsible"), contact=member("Owen Trevor"), by=marian, at=clock.now())
    refused = describe(case, "Owen Trevor", side="responsible", where_they_are="yes").content.decode()
    assert "You do not see the side of the person harmed" in refused


def test_whoever_does_not_work_on_the_case_finds_no_risk(case: Case) -> None:
    describe(case)
    assess(case)
    risk = the_risk(case)
    pages = (
        "risk",
        "risk/assessments/new",
        "risk/sign-off",
        "risks/new",
        f"risks/{risk.id}",
        f"risks/{risk.id}/closing",
    )
    for name in ("Ryan Tipping", "Imogen Farrant", "Tomasz Zielinski", "Judith Arkwright"):
        client = signed_in(name)
        for page in pages:
            assert client.get(f"/cases/{case.reference}/{page}").status_code == 404
            assert client.get(f"/cases/SX-00000-00000/{page}").status_code == 404
