"""A no and something that needs nobody to have said no, at the same moment: one waits for the other."""

from typing import Any

import psycopg
import pytest
from django.conf import settings

from rjhub.cases.models import Case
from rjhub.cases.tests.factories import at_work, member
from rjhub.cases.tests.meeting import a_meeting
from rjhub.cases.tests.ready import a_ready_case, says_no, side_of

pytestmark = pytest.mark.django_db
A_NO = "SELECT pg_try_advisory_xact_lock(7460814, %s)"
WHO_RELIES_ON_NO_NO = "SELECT pg_try_advisory_xact_lock_shared(7460814, %s)"


def may_go_on(statement: str, case: Case) -> bool:
    """Whether another transaction would take its lock now, without waiting."""
    owner = settings.DATABASES["owner"]
    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}
    given: dict[str, Any] = {ours: owner[theirs] for ours, theirs in names.items() if owner[theirs]}
    with psycopg.connect(**given) as other:
        return other.execute(statement, [case.partnership_id]).fetchone() == (True,)


@pytest.fixture
def case() -> Case:
    with at_work(member("Marian Okafor")) as marian:
        return a_ready_case(marian)


def test_a_meeting_that_is_being_booked_makes_a_no_wait_so_that_it_cancels_the_meeting(case: Case) -> None:
    with at_work(member("Gareth Pugh")) as gareth:
        a_meeting(case, gareth)
        assert not may_go_on(A_NO, case)
        assert may_go_on(WHO_RELIES_ON_NO_NO, case)


def test_while_a_no_is_being_recorded_a_booking_waits_and_then_finds_it(case: Case) -> None:
    with at_work(member("Marian Okafor")):
        says_no(side_of(case, "harmed"))
        assert not may_go_on(WHO_RELIES_ON_NO_NO, case)
