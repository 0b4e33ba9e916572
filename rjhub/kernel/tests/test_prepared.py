"""Prepared queries: the same answers as the query itself, each time anew, and never more than that."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest

from rjhub.cases.models import Case
from rjhub.kernel import clock
from rjhub.kernel.prepared import Prepared
from rjhub.partnership import installation
from rjhub.partnership.models import Staff
from rjhub.partnership.vocabulary import Role
from rjhub.sharing import doors, readers

pytestmark = pytest.mark.django_db
OF_ACCOUNT = Prepared(
    lambda account: Staff.objects.filter(account_id=account).select_related("agency").order_by("since"),
    account=UUID,
)


def test_each_asking_is_answered_as_the_query_itself_would(django_assert_num_queries: Any) -> None:
    for account in Staff.objects.values_list("account_id", flat=True)[:4]:
        plain = list(Staff.objects.filter(account_id=account).order_by("since"))
        assert plain == list(OF_ACCOUNT(account=account))
        assert OF_ACCOUNT.first(account=account) == plain[0]
        with django_assert_num_queries(1):
            assert all(one.agency.name for one in OF_ACCOUNT(account=account))
    assert OF_ACCOUNT.first(account=UUID(int=1)) is None


def test_nothing_of_an_answer_is_kept() -> None:
    somebody = Staff.objects.all()[0]
    asked = OF_ACCOUNT(account=somebody.account_id)
    assert len(asked) >= 1
    with installation.acts():
        Staff.objects.filter(id=somebody.id).update(job_title="Something else")
    assert "Something else" in {one.job_title for one in OF_ACCOUNT(account=somebody.account_id)}


def test_values_of_every_kind_arrive() -> None:
    somebody = Staff.objects.all()[0]
    found = Prepared(
        lambda partnership, since, title, now: Staff.objects.filter(
            partnership_id=partnership, since=since, job_title=title, account__created_at__lte=now
        ),
        partnership=int,
        since=date,
        title=str,
        now=datetime,
    )
    given = {"partnership": somebody.partnership_id, "since": somebody.since, "title": somebody.job_title}
    assert somebody in set(found(**given, now=clock.now()))
    assert not found(**given | {"partnership": 12_345}, now=clock.now())


def test_it_cannot_be_refined_to_something_that_it_does_not_ask() -> None:
    asked = OF_ACCOUNT(account=UUID(int=1))
    for refine in (
        lambda: asked.filter(job_title=""),
        lambda: asked.order_by("id"),
        asked.count,
        asked.exists,
    ):
        with pytest.raises((TypeError, AttributeError)):
            refine()


def test_a_query_with_a_moment_of_its_own_is_refused() -> None:
    frozen = Prepared(
        lambda account: Staff.objects.filter(account_id=account, access_ends_at__lt=clock.now()), account=UUID
    )
    with pytest.raises(ValueError, match="values alone"):
        frozen(account=UUID(int=1))


def test_a_value_that_the_statement_does_not_hold_is_refused() -> None:
    deaf = Prepared(lambda account, title: Staff.objects.filter(account_id=account), account=UUID, title=str)
    with pytest.raises(ValueError, match="title"):
        deaf(account=UUID(int=1), title="a")


def test_confidential_rows_come_through_a_door_and_are_noted() -> None:
    found = Prepared(lambda partnership: Case.objects.filter(partnership_id=partnership), partnership=int)
    staff = next(one for one in Staff.objects.select_related("agency") if one.holds(Role.COORDINATOR))
    with pytest.raises(doors.NoDoorOpen):
        list(found(partnership=staff.partnership_id))
    with doors.opened(readers.reader_for(staff), door="test", purpose="test") as reading:
        seen = list(found(partnership=staff.partnership_id))
        assert seen == list(Case.objects.filter(partnership_id=staff.partnership_id))
        assert {case.file_id for case in seen} == reading.files
        assert "cases_case" in reading.tables
