"""Somebody leaves their agency: their cases are handed over first, and their access ends."""

import pytest

from rjhub.cases.actions import allocating
from rjhub.cases.models import Allocation, Case, Task
from rjhub.cases.tests.factories import a_case, at_work, member
from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.partnership.actions import leaving
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
