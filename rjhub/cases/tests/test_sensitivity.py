"""Sensitive and complex cases: marked by whoever is in doubt, approved by somebody with no part in them."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from rjhub.cases.actions.approving import Approving, ask_approval, decide_approval
from rjhub.cases.models import Approval, Case, Flag
from rjhub.cases.tests.assessing import holds, tasks_of
from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.cases.tests.ready import facilitated
from rjhub.cases.vocabulary import ApprovalDecision
from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.partnership import installation
from rjhub.partnership.models import RoleHeld
from rjhub.partnership.pathway.case_words import SensitiveFlag
from rjhub.partnership.pathway.checks import Check
from rjhub.partnership.vocabulary import Role
from rjhub.sharing.models import Grant
from rjhub.sharing.vocabulary import Purpose

pytestmark = pytest.mark.django_db
YES = Approving(decision=ApprovalDecision.APPROVED, role=Role.SUPERVISOR, why="Well prepared.")


@pytest.fixture
def case() -> Case:
    """A case that nobody supervises yet."""
    with at_work(member("Marian Okafor")) as marian:
        return a_case(marian)


def mark(case: Case, flag: str, by: str = "Marian Okafor") -> object:
    typed = {"flag": flag, "why": "She said so."}
    return signed_in(by).post(f"/cases/{case.reference}/sensitivity/new", typed)


def ask(case: Case, name: str = "Sunita Rao", by: str = "Marian Okafor") -> object:
    chosen = {"staff": str(member(name).id)}
    return signed_in(by).post(f"/cases/{case.reference}/approval/asking", chosen)


def decide(case: Case, decision: str = "approved", by: str = "Sunita Rao") -> object:
    typed = {
        "decision": decision, "why": "Well prepared.", "conditions": "Two supporters.",
        "submission_key": str(uuid4()),
    }  # fmt: skip
    return signed_in(by).post(f"/cases/{case.reference}/approval", typed)


def grants_of(name: str) -> int:
    return Grant.objects.filter(
        holder=member(name).principal, purpose=Purpose.SUPERVISE, ended_at=None
    ).count()


def test_a_marked_case_needs_an_approval_and_the_hub_is_told(case: Case) -> None:
    assert holds(case, Check.APPROVAL_SENSITIVE)
    assert mark(case, "domestic_abuse").status_code == 302
    assert not holds(case, Check.APPROVAL_SENSITIVE)
    marian = signed_in("Marian Okafor")
    assert "Ask for the approval of a sensitive or complex case" in marian.get("/").content.decode()
    page = marian.get(f"/cases/{case.reference}/sensitivity").content.decode()
    assert "Domestic abuse or coercive control" in page
    assert "Case supervisor, at the divisional meeting" in page
    assert "Sensitive or complex" in marian.get(f"/cases/{case.reference}").content.decode()


def test_a_case_is_marked_with_the_same_thing_only_once(case: Case) -> None:
    mark(case, "stalking")
    assert "Select what it is" in mark(case, "stalking").content.decode()
    with (
        at_work(member("Marian Okafor")) as marian,
        pytest.raises(IntegrityError, match="a_flag_once"),
        transaction.atomic(),
    ):
        Flag.objects.create(
            **case.row(), flag=SensitiveFlag.STALKING, raised_at=clock.now(), raised_by=marian
        )


def test_whoever_is_asked_sees_the_case_until_they_have_decided(case: Case) -> None:
    sunita = signed_in("Sunita Rao")
    mark(case, "hate_crime")
    assert sunita.get(f"/cases/{case.reference}/approval").status_code == 404
    assert ask(case).status_code == 302
    assert tasks_of("Sunita Rao") == ["Say whether a sensitive or complex case may go on"]
    assert (
        "Sunita Rao"
        in signed_in("Marian Okafor").get(f"/cases/{case.reference}/sensitivity").content.decode()
    )
    assert "Hate crime" in sunita.get(f"/cases/{case.reference}/approval").content.decode()
    assert grants_of("Sunita Rao") == 3
    assert decide(case).status_code == 302
    assert holds(case, Check.APPROVAL_SENSITIVE)
    assert sunita.get(f"/cases/{case.reference}").status_code == 404
    assert grants_of("Sunita Rao") == 0
    page = signed_in("Marian Okafor").get(f"/cases/{case.reference}/sensitivity").content.decode()
    assert "Two supporters." in page


def test_the_supervisor_of_the_case_approves_it_and_keeps_seeing_it(case: Case) -> None:
    with at_work(member("Marian Okafor")) as marian:
        facilitated(case, marian)
    mark(case, "trauma", by="Gareth Pugh")
    assert decide(case).status_code == 302
    assert holds(case, Check.APPROVAL_SENSITIVE)
    assert signed_in("Sunita Rao").get(f"/cases/{case.reference}").status_code == 200


def test_a_new_mark_after_an_approval_needs_a_new_one(case: Case) -> None:
    mark(case, "trauma")
    ask(case)
    decide(case)
    assert holds(case, Check.APPROVAL_SENSITIVE)
    mark(case, "serious_violence")
    assert not holds(case, Check.APPROVAL_SENSITIVE)
    ask(case)
    decide(case)
    assert holds(case, Check.APPROVAL_SENSITIVE)
    with at_work(member("Marian Okafor")):
        assert Approval.objects.filter(case=case).count() == 2


def test_a_case_that_is_not_approved_goes_back_to_the_hub(case: Case) -> None:
    mark(case, "mappa")
    ask(case)
    decide(case, "refused")
    assert not holds(case, Check.APPROVAL_SENSITIVE)
    assert (
        "Decide how the case goes on: it was not approved"
        in signed_in("Marian Okafor").get("/").content.decode()
    )
    assert grants_of("Sunita Rao") == 0


def test_nobody_approves_a_case_that_they_facilitate(case: Case) -> None:
    with at_work(member("Marian Okafor")) as marian:
        facilitated(case, marian)
        with installation.acts():
            RoleHeld.objects.create(staff=member("Gareth Pugh"), role=Role.SUPERVISOR)
    mark(case, "trauma")
    assert decide(case, by="Gareth Pugh").status_code == 404
    assert (
        "Gareth Pugh"
        not in signed_in("Marian Okafor").get(f"/cases/{case.reference}/approval/asking").content.decode()
    )
    with at_work(member("Gareth Pugh")) as gareth, pytest.raises(Refused, match="somebody else approves"):
        decide_approval(case, YES, by=gareth, at=clock.now())
    with at_work(member("Marian Okafor")) as marian, pytest.raises(Refused, match="somebody else approves"):
        ask_approval(case, of=member("Gareth Pugh"), by=marian, at=clock.now())


def test_only_the_role_that_the_pathway_names_approves(case: Case) -> None:
    mark(case, "trauma")
    assert decide(case, by="Marian Okafor").status_code == 404
    with at_work(member("Marian Okafor")) as marian:
        with pytest.raises(Refused, match="is not a supervisor"):
            decide_approval(case, YES, by=marian, at=clock.now())
        with pytest.raises(Refused, match="does not hold the role"):
            ask_approval(case, of=member("Owen Trevor"), by=marian, at=clock.now())


def test_a_mark_is_taken_away_by_the_hub_with_a_reason_and_not_by_a_facilitator(case: Case) -> None:
    with at_work(member("Marian Okafor")) as marian:
        facilitated(case, marian)
    mark(case, "media_interest", by="Gareth Pugh")
    with at_work(member("Marian Okafor")):
        flag = Flag.objects.get(case=case)
    lowering = f"/cases/{case.reference}/sensitivity/{flag.id}/lowering"
    assert signed_in("Gareth Pugh").post(lowering, {"because": "No."}).status_code == 404
    marian = signed_in("Marian Okafor")
    assert "Enter why it is no longer so" in marian.post(lowering, {"because": ""}).content.decode()
    assert marian.post(lowering, {"because": "The press lost interest."}).status_code == 302
    assert holds(case, Check.APPROVAL_SENSITIVE)
    assert "The press lost interest." in marian.get(f"/cases/{case.reference}/sensitivity").content.decode()


def test_whoever_was_asked_is_let_go_when_nothing_is_left_to_approve(case: Case) -> None:
    mark(case, "trauma")
    ask(case)
    with at_work(member("Marian Okafor")):
        flag = Flag.objects.get(case=case)
    lowering = f"/cases/{case.reference}/sensitivity/{flag.id}/lowering"
    signed_in("Marian Okafor").post(lowering, {"because": "It is not."})
    assert grants_of("Sunita Rao") == 0
    assert "sensitive or complex case" not in signed_in("Sunita Rao").get("/").content.decode()


def test_whoever_does_not_work_on_the_case_finds_no_marks(case: Case) -> None:
    mark(case, "trauma")
    with at_work(member("Marian Okafor")):
        flag = Flag.objects.get(case=case)
    pages = (
        "sensitivity",
        "sensitivity/new",
        f"sensitivity/{flag.id}/lowering",
        "approval",
        "approval/asking",
    )
    for name in ("Ryan Tipping", "Imogen Farrant", "Tomasz Zielinski", "Adaeze Obi"):
        client = signed_in(name)
        for page in pages:
            assert client.get(f"/cases/{case.reference}/{page}").status_code == 404
            assert client.get(f"/cases/SX-00000-00000/{page}").status_code == 404
