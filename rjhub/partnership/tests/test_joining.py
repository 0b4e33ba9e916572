"""Joining an agency and being given roles there."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from rjhub.kernel.decisions import Refused
from rjhub.partnership import acting
from rjhub.partnership.actions import joining
from rjhub.partnership.models import Account, PractitionerLevel, Staff
from rjhub.partnership.tests import factories
from rjhub.partnership.vocabulary import Level, Role, WorksWith

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 2)


def noor() -> joining.Newcomer:
    return joining.Newcomer(name="Noor Haddad", email="Noor.Haddad@Police.Example")


def test_a_prisons_new_officer_can_never_be_granted_what_the_prison_may_not_see() -> None:
    officer = factories.works_at(factories.agency("hmp-lewes"), "Ruth Penhale", Role.REFERRER)
    assert officer.principal.works_with == WorksWith.RESPONSIBLE


def test_a_newcomers_address_is_kept_in_small_letters_and_no_password_fits_until_they_set_one() -> None:
    meera = factories.meera()
    with factories.acting(meera):
        staff = joining.take_on(noor(), agency=meera.agency, roles=[Role.REFERRER], since=TODAY, by=meera)
    assert staff.account.email == "noor.haddad@police.example"
    assert not staff.account.has_usable_password()


def test_an_administrator_takes_on_somebody_who_already_works_elsewhere() -> None:
    grace, meera = factories.grace(), factories.meera()
    with factories.acting(meera):
        joining.take_on(grace.account, agency=meera.agency, roles=[Role.REFERRER], since=TODAY, by=meera)
    assert {one.agency.code for one in acting.memberships(grace.account)} == {
        "sussex-rj-hubs",
        "sussex-police",
    }


@pytest.mark.parametrize(
    "who", [factories.tom, factories.grace, factories.euan, factories.ines, factories.olive]
)
def test_nobody_but_the_agencys_own_administrator_takes_people_on(who: Callable[[], Staff]) -> None:
    with pytest.raises(Refused, match="Only an administrator of Sussex Police"):
        joining.take_on(noor(), agency=factories.agency("sussex-police"), roles=[], since=TODAY, by=who())
    assert not Account.objects.filter(name="Noor Haddad").exists()


def test_nobody_joins_an_agency_twice_at_once() -> None:
    meera, tom = factories.meera(), factories.tom()
    with pytest.raises(Refused, match="already works for Sussex Police"):
        joining.take_on(tom.account, agency=meera.agency, roles=[], since=TODAY, by=meera)


def test_a_second_account_with_the_same_address_is_refused() -> None:
    meera, tom = factories.meera(), factories.tom()
    same = joining.Newcomer(name="Tom Aldous", email=tom.account.email.upper())
    with pytest.raises(Refused, match="already has an account"):
        joining.take_on(same, agency=meera.agency, roles=[], since=TODAY, by=meera)


def test_nobody_joins_a_company_that_was_abolished() -> None:
    with pytest.raises(Refused, match="does not exist on that day"):
        joining.take_on(noor(), agency=factories.agency("kss-crc"), roles=[], since=TODAY, by=None)


def test_a_police_officer_cannot_be_made_coordinator_of_a_hub_that_the_police_do_not_run() -> None:
    meera, tom = factories.meera(), factories.tom()
    with pytest.raises(Refused, match="Only people at RJ Hubs"):
        joining.give_role(tom, role=Role.COORDINATOR, hub=factories.hub(), by=meera)


def test_a_coordinator_is_for_a_hub() -> None:
    with pytest.raises(Refused, match="Choose the hub"):
        joining.give_role(factories.euan(), role=Role.COORDINATOR, by=None)


def test_a_coordinator_acts_with_the_hubs_principal_and_a_lead_contact_with_the_agencys() -> None:
    grace = factories.grace()
    lead = factories.works_at(factories.agency("hmp-ford"), "Piotr Zielak", Role.LEAD_CONTACT)
    assert set(acting.principals_of(grace)) == {grace.principal_id, factories.hub().coordinators_id}
    assert set(acting.principals_of(lead)) == {lead.principal_id, lead.agency.leads_id}


def test_a_role_is_held_once() -> None:
    meera, tom = factories.meera(), factories.tom()
    with pytest.raises(Refused, match="already is referrer"):
        joining.give_role(tom, role=Role.REFERRER, by=meera)


def test_an_administrator_of_another_agency_sets_no_level_and_adds_no_training() -> None:
    ines, euan = factories.ines(), factories.euan()
    with pytest.raises(Refused):
        joining.set_level(euan, level=Level.ADVANCED, since=TODAY, by=ines)
    with pytest.raises(Refused):
        joining.add_training(euan, course="Sensitive and complex cases", completed_on=TODAY, by=ines)


def test_dates_of_levels_and_training_have_to_be_in_order() -> None:
    euan = factories.euan()
    before = date(2026, 1, 1)
    with pytest.raises(Refused, match="lapse before it starts"):
        joining.set_level(euan, level=Level.FOUNDATION, since=TODAY, until=before, by=None)
    with pytest.raises(Refused, match="lapse before it is completed"):
        joining.add_training(euan, course="Facilitation", completed_on=TODAY, lapses_on=before, by=None)


def test_a_level_is_recorded_with_its_dates() -> None:
    euan = factories.euan()
    joining.set_level(euan, level=Level.INTERMEDIATE, since=TODAY, until=date(2029, 11, 1), by=None)
    held = PractitionerLevel.objects.get(staff=euan)
    assert (held.level, held.until) == (Level.INTERMEDIATE, date(2029, 11, 1))


def test_taking_somebody_on_is_audited_with_who_did_it(behind_the_walls: Any) -> None:
    meera = factories.meera()
    with factories.acting(meera):
        staff = joining.take_on(noor(), agency=meera.agency, roles=[Role.REFERRER], since=TODAY, by=meera)
    with behind_the_walls() as cursor:
        cursor.execute("SELECT tag FROM audit_entry WHERE staff_id = %s ORDER BY id", [meera.id])
        tags = [tag for (tag,) in cursor.fetchall()]
    assert tags == ["partnership:account:open", "partnership:staff:join", "partnership:role:give"]
    assert staff.agency_id == meera.agency_id
