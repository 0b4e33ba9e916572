"""Somebody leaves their agency: their cases are handed over first, and their access ends."""

import pytest

from rjhub.cases.actions import allocating
from rjhub.cases.models import Allocation, Case, Task
from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.cases.tests.ready import facilitated
from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.partnership.actions import leaving
from rjhub.partnership.models import RoleHeld
from rjhub.partnership.vocabulary import Role
from rjhub.sharing.models import Grant

pytestmark = pytest.mark.django_db


def test_nobody_leaves_while_they_answer_for_a_case() -> None:
    with at_work(member("Marian Okafor")) as marian:
        case = a_case(marian)
    with pytest.raises(Refused, match=case.reference):
        leaving.leave(marian, on=clock.today(), by=None)


def test_a_facilitator_who_leaves_is_let_go_and_the_hub_finds_another() -> None:
    with at_work(member("Marian Okafor")) as marian:
        case = a_case(marian)
        allocating.allocate_case(
            case, lead=member("Gareth Pugh"), second=member("Nadia Karim"), by=marian, at=clock.now()
        )
    nadia = member("Nadia Karim")
    with at_work(nadia):
        asked = Allocation.objects.get()
        allocating.accept_allocation(asked, knows_nobody=True, by=nadia, at=clock.now())
    leaving.leave(nadia, on=clock.today(), by=None)
    with at_work(nadia):
        assert not Case.objects.exists()
    with at_work(marian):
        assert not Grant.objects.filter(holder=nadia.principal, ended_at=None).exists()
        assert Task.objects.filter(case=case, kind="allocate", status="open").exists()


def role_of(name: str, role: Role) -> RoleHeld:
    return RoleHeld.objects.get(staff=member(name), role=role, ended_at=None)


def test_whoever_is_no_facilitator_any_more_sees_nothing_of_their_cases_and_the_hub_finds_another() -> None:
    with at_work(member("Marian Okafor")) as marian:
        case = a_case(marian)
        facilitated(case, marian, second="Nadia Karim")
    leaving.end_role(role_of("Nadia Karim", Role.VOLUNTEER), by=None)
    assert signed_in("Nadia Karim").get(f"/cases/{case.reference}").status_code == 200
    leaving.end_role(role_of("Nadia Karim", Role.FACILITATOR), by=None)
    assert signed_in("Nadia Karim").get(f"/cases/{case.reference}").status_code == 404
    with at_work(marian):
        assert Task.objects.filter(case=case, kind="allocate", status="open").exists()


def test_nobody_loses_the_last_role_in_which_they_answer_for_a_case() -> None:
    with at_work(member("Marian Okafor")) as marian:
        case = a_case(marian)
    leaving.end_role(role_of(marian.name, Role.FACILITATOR), by=None)
    with pytest.raises(Refused, match=case.reference):
        leaving.end_role(role_of(marian.name, Role.COORDINATOR), by=None)
    assert role_of(marian.name, Role.COORDINATOR).ended_at is None
