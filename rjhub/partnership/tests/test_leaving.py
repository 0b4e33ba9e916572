"""Leaving an agency, and losing a role there."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine

from rjhub.kernel.decisions import Refused
from rjhub.partnership import acting
from rjhub.partnership.actions import joining, leaving
from rjhub.partnership.announcements import RoleEnded, StaffLeft
from rjhub.partnership.models import Staff
from rjhub.partnership.tests import factories
from rjhub.partnership.vocabulary import Role
from rjhub.reactions import REACTIONS

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def noon() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def roles_of(staff: Staff) -> list[str]:
    return [held.role for held in Staff.objects.get(id=staff.id).current_roles()]


def test_somebody_whose_last_day_is_today_is_cut_off_now() -> None:
    meera, tom = factories.meera(), factories.tom()
    with factories.acting(meera):
        leaving.leave(tom, on=date(2026, 11, 2), by=meera)
    assert acting.memberships(tom.account) == []
    assert roles_of(tom) == []


def test_somebody_who_leaves_on_friday_works_until_friday_is_over(noon: time_machine.Traveller) -> None:
    meera, tom = factories.meera(), factories.tom()
    with factories.acting(meera):
        leaving.leave(tom, on=date(2026, 11, 6), by=meera)
    noon.move_to(datetime(2026, 11, 6, 23, 59, tzinfo=UTC))
    assert acting.memberships(tom.account) == [tom]
    assert roles_of(tom) == [Role.REFERRER]
    noon.move_to(datetime(2026, 11, 7, 0, 0, tzinfo=UTC))
    assert acting.memberships(tom.account) == []
    assert roles_of(tom) == []


def test_whoever_has_left_may_come_back() -> None:
    meera, tom = factories.meera(), factories.tom()
    with factories.acting(meera):
        leaving.leave(tom, on=date(2026, 11, 2), by=meera)
    with factories.acting(meera):
        again = joining.take_on(tom.account, agency=tom.agency, roles=[], since=date(2026, 11, 2), by=meera)
    assert acting.memberships(tom.account) == [again]


@pytest.mark.parametrize("who", [factories.grace, factories.ines, factories.olive])
def test_nobody_but_the_agencys_own_administrator_records_a_leaving(who: Callable[[], Staff]) -> None:
    tom = factories.tom()
    with pytest.raises(Refused, match="Only an administrator of Sussex Police"):
        leaving.leave(tom, on=date(2026, 11, 2), by=who())
    assert acting.memberships(tom.account) == [tom]


def test_nobody_records_their_own_leaving() -> None:
    meera = factories.meera()
    with pytest.raises(Refused, match="your own leaving"):
        leaving.leave(meera, on=date(2026, 11, 2), by=meera)


def test_nobody_leaves_twice_or_before_they_came() -> None:
    meera, tom = factories.meera(), factories.tom()
    with pytest.raises(Refused, match="before the day on which they joined"):
        leaving.leave(tom, on=date(2020, 1, 1), by=meera)
    with factories.acting(meera):
        leaving.leave(tom, on=date(2026, 11, 2), by=meera)
    with pytest.raises(Refused, match="already left"):
        leaving.leave(tom, on=date(2026, 11, 3), by=meera)


def test_somebody_who_still_answers_for_a_case_has_not_left(monkeypatch: pytest.MonkeyPatch) -> None:
    meera, tom = factories.meera(), factories.tom()

    def still_needed(fact: StaffLeft) -> None:
        raise Refused("Hand over SX-26-00017 first." if fact.staff_id == tom.id else "Somebody else")

    monkeypatch.setitem(REACTIONS, StaffLeft, [still_needed])
    with pytest.raises(Refused, match="SX-26-00017"), factories.acting(meera):
        leaving.leave(tom, on=date(2026, 11, 2), by=meera)
    assert acting.memberships(tom.account) == [tom]
    assert roles_of(tom) == [Role.REFERRER]


def test_a_role_ends_at_once_and_only_once() -> None:
    meera, tom = factories.meera(), factories.tom()
    with factories.acting(meera):
        held = leaving.end_role(tom.roles.get(), by=meera)
    assert roles_of(tom) == []
    with pytest.raises(Refused, match="already ended"):
        leaving.end_role(held, by=meera)


def test_a_room_that_still_needs_somebody_in_a_role_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    meera, tom = factories.meera(), factories.tom()

    def still_needed(fact: RoleEnded) -> None:
        raise Refused(f"They are still {fact.role}.")

    monkeypatch.setitem(REACTIONS, RoleEnded, [still_needed])
    with pytest.raises(Refused, match="still referrer"), factories.acting(meera):
        leaving.end_role(tom.roles.get(), by=meera)
    assert roles_of(tom) == [Role.REFERRER]


def test_an_administrator_does_not_end_their_own_administrators_role() -> None:
    meera = factories.meera()
    with pytest.raises(Refused, match="your own administrator role"):
        leaving.end_role(meera.roles.get(), by=meera)


def test_another_agencys_administrator_ends_nobodys_role() -> None:
    tom = factories.tom()
    with pytest.raises(Refused):
        leaving.end_role(tom.roles.get(), by=factories.ines())
    assert roles_of(tom) == [Role.REFERRER]
