"""Plans over real cases: made in the background, accepted by a person, refused once something has changed."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.utils import ProgrammingError

from rjhub.allocation.actions import making
from rjhub.allocation.models import Plan, Proposal, Weighing
from rjhub.allocation.vocabulary import State
from rjhub.cases.models import Allocation, Case, Flag
from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.kernel import clock
from rjhub.partnership.pathway.stages import StageKind

pytestmark = pytest.mark.django_db
MARIAN = "Marian Okafor"


def waiting_case(**names: str) -> Case:
    with at_work(member(MARIAN)) as marian:
        case = a_case(marian, **names)
        Case.objects.filter(id=case.id).update(
            stage=StageKind.ALLOCATION, stage_since=clock.now() - timedelta(days=1)
        )
        case.refresh_from_db()
    return case


def made_plan(again: str = "") -> Plan:
    answer = signed_in(MARIAN).post("/allocation", {"submission_key": str(uuid4()), "again": again})
    assert answer.status_code == 302
    plan_id = answer["Location"].rpartition("/")[2]
    making.make_plan(plan_id, member(MARIAN).id, seconds=5)
    with at_work(member(MARIAN)):
        return Plan.objects.get(id=plan_id)


def proposal_for(case: Case) -> Proposal:
    with at_work(member(MARIAN)):
        found = Proposal.objects.filter(case_id=case.id).select_related("lead__account", "second__account")
        return found.order_by("-plan__asked_at")[0]


def accept(plan: Plan, *proposals: Proposal, because: str = "") -> str:
    said = {"proposals": [str(one.id) for one in proposals], "because": because}
    answer = signed_in(MARIAN).post(f"/allocation/{plan.id}", said, follow=True)
    return answer.content.decode()


def test_a_plan_proposes_two_and_asks_nobody_until_a_coordinator_says_so() -> None:
    case = waiting_case()
    plan = made_plan()
    assert (plan.state, plan.cases) == (State.READY, 1)
    proposal = proposal_for(case)
    shown = signed_in(MARIAN).get(f"/allocation/{plan.id}").content.decode()
    assert proposal.lead
    assert proposal.second
    assert proposal.lead.name in shown
    assert "no plan has fewer" in shown.lower()
    assert "Next best" in shown
    with at_work(member(MARIAN)):
        assert not Allocation.objects.filter(case=case).exists()
    assert "have been asked" in accept(plan, proposal)
    with at_work(member(MARIAN)):
        asked = {one.facilitator_id for one in Allocation.objects.filter(case=case)}
    assert asked == {proposal.lead_id, proposal.second_id}
    assert "Asked" in signed_in(MARIAN).get(f"/allocation/{plan.id}").content.decode()


def test_what_has_changed_since_the_plan_was_made_is_said_and_not_asked_silently() -> None:
    case = waiting_case()
    plan, proposal = made_plan(), proposal_for(case)
    with at_work(member(MARIAN)) as marian:
        Flag.objects.create(**case.row(), flag="domestic_abuse", raised_at=clock.now(), raised_by=marian)
    assert (
        "has changed since the plan was made"
        in signed_in(MARIAN).get(f"/allocation/{plan.id}").content.decode()
    )
    accept(plan, proposal)
    with at_work(member(MARIAN)):
        assert not Allocation.objects.filter(case=case).exists()
    again = made_plan(again="1")
    with at_work(member(MARIAN)):
        lead = Proposal.objects.select_related("lead").get(plan=again).lead
        assert lead is None or max(one.level for one in lead.levels.all()) == 3


def test_asking_others_takes_a_reason_and_stands_in_the_report() -> None:
    case = waiting_case()
    plan, proposal = made_plan(), proposal_for(case)
    client, address = signed_in(MARIAN), f"/allocation/{plan.id}/{proposal.id}/otherwise"
    others = {"lead": str(member("Gareth Pugh").id), "second": str(member("Adaeze Obi").id), "because": ""}
    assert "Enter why you decide otherwise" in client.post(address, others).content.decode()
    assert client.post(address, {**others, "because": "She knows the prison well."}).status_code == 302
    report = client.get("/allocation/report").content.decode()
    assert case.reference in report
    assert "She knows the prison well." in report
    assert client.post(address, {**others, "because": "Again"}).status_code == 200  # decided once


def test_what_the_next_plan_has_to_keep_to_is_kept_and_what_contradicts_it_is_said() -> None:
    case = waiting_case()
    plan, proposal = made_plan(), proposal_for(case)
    client, address = signed_in(MARIAN), f"/allocation/{plan.id}/{proposal.id}/wish"
    owen, fiona = (member(name).id for name in ("Owen Trevor", "Fiona Kerr"))
    assert client.post(address, {"staff": str(owen), "kind": "keep"}).status_code == 302
    assert "already" in client.post(address, {"staff": str(owen), "kind": "not"}).content.decode()
    made_plan()
    found = proposal_for(case)
    assert owen in {found.lead_id, found.second_id}
    assert client.post(address, {"staff": str(fiona), "kind": "keep"}).status_code == 302
    impossible = made_plan()  # something of hers has lapsed
    assert impossible.state == State.IMPOSSIBLE
    shown = client.get(f"/allocation/{impossible.id}").content.decode()
    assert "These cannot all hold" in shown
    assert "Fiona Kerr" in shown
    assert "has lapsed" in shown


def test_a_plan_is_read_by_whoever_asked_for_it_and_by_nobody_else() -> None:
    waiting_case()
    plan = made_plan()
    assert signed_in("Tomasz Zielinski").get(f"/allocation/{plan.id}").status_code == 404
    assert signed_in("Nadia Karim").get("/allocation").status_code == 403
    with at_work(member("Tomasz Zielinski")) as tomasz:
        assert not Plan.objects.exists()
        assert not Proposal.objects.exists()
        with pytest.raises(ProgrammingError), transaction.atomic():
            Plan.objects.create(
                partnership_id=tomasz.partnership_id, asked_by=member(MARIAN), asked_at=clock.now(),
                submission_key=uuid4(),
            )  # fmt: skip


def test_a_case_with_a_conflict_of_whoever_plans_is_in_no_plan() -> None:
    waiting_case()
    with at_work(member("Leila Haddad")):
        assert not Proposal.objects.exists()
    answer = signed_in("Leila Haddad").get("/allocation").content.decode()
    assert "No case waits for facilitators in Brighton" in answer
    assert "Make a plan" not in answer


def test_weights_are_the_partnerships_are_kept_with_their_history_and_are_never_below_nothing() -> None:
    client = signed_in(MARIAN)
    said = {
        "unallocated": "200", "travel": "10", "balance": "50", "idle": "8", "continuity": "20", "lead_agency": "15",
        "both_novices": "25", "inexperienced": "10", "mentoring": "8",
    }  # fmt: skip
    assert (
        "must be 0 or more" in client.post("/allocation/weights", {**said, "travel": "-1"}).content.decode()
    )
    assert client.post("/allocation/weights", said).status_code == 302
    waiting_case()
    plan = made_plan()
    with at_work(member(MARIAN)):
        assert Weighing.objects.get().balance == 50
        assert plan.weighing == Weighing.objects.get()
        assert Weighing.objects.update(balance=1) == 0
    shown = client.get("/allocation/weights").content.decode()
    assert "uneven work 50" in shown
    assert "<svg" in shown
    with at_work(member("Nadia Karim")) as nadia, pytest.raises(ProgrammingError), transaction.atomic():
        Weighing.objects.create(
            partnership_id=nadia.partnership_id, set_by=nadia, set_at=clock.now(),
            **{name: int(points) for name, points in said.items()},
        )  # fmt: skip


def test_a_plan_that_is_being_made_says_how_far_it_is_and_can_be_stopped() -> None:
    waiting_case()
    client = signed_in(MARIAN)
    key = {"submission_key": str(uuid4())}
    address = client.post("/allocation", key)["Location"]
    assert client.post("/allocation", key)["Location"] == address  # sent twice, made once
    shown = client.get(address)
    assert shown["Refresh"]
    assert "Stop, and use the best so far" in shown.content.decode()
    client.post("/allocation", {"submission_key": str(uuid4())})
    with at_work(member(MARIAN)):
        assert Plan.objects.count() == 1
    assert client.post(f"{address}/stopping").status_code == 302
    assert "It ends with the best plan" in client.get(address).content.decode()
    making.make_plan(address.rpartition("/")[2], member(MARIAN).id, seconds=5)
    making.make_plan(address.rpartition("/")[2], member(MARIAN).id, seconds=5)  # a worker that begins again
    with at_work(member(MARIAN)):
        assert Plan.objects.get().state == State.READY
        assert Proposal.objects.count() == 1
