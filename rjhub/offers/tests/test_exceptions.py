"""Exceptions from a no on their pages: who is offered what, and what is said to whoever comes late."""

import pytest

from rjhub.kernel import clock
from rjhub.offers.models import Leave
from rjhub.offers.tests.test_noes import asked_for, says_no
from rjhub.partnership import installation
from rjhub.partnership.models import Hub, RoleHeld
from rjhub.partnership.vocabulary import Role
from rjhub.people.actions import stopping
from rjhub.people.tests import factories
from rjhub.people.tests.browsing import the_day
from rjhub.people.tests.refusals import the_database_refuses

pytestmark = pytest.mark.django_db


@pytest.fixture
def client_of_marian():
    return factories.signed_in("Marian Okafor")


@pytest.fixture
def asked():
    """Rosa, who said no, and the exception that Marian asked for; Gareth coordinates the same hub."""
    gareth = factories.member("Gareth Pugh")
    hub = Hub.objects.get(code="bognor-regis", partnership_id=gareth.partnership_id)
    with installation.acts():
        RoleHeld.objects.create(staff=gareth, role=Role.COORDINATOR, hub=hub)
    with factories.at_work(factories.coordinator()) as by:
        rosa = factories.rosa(by)
        return rosa, asked_for(says_no(rosa, by), by)


def test_whoever_asked_for_an_exception_is_told_that_it_waits_and_is_not_offered_to_agree(
    client_of_marian, asked
):
    rosa, leave = asked
    page = client_of_marian.get(f"/people/{rosa.id}/noes").content.decode()
    assert "Waits for a second person to agree" in page
    assert "Agree to the exception" not in page
    answer = client_of_marian.get(f"/noes/leave/{leave.id}/agreeing")
    assert answer.status_code == 403
    assert "Somebody else than who asked has to agree." in answer.content.decode()


def test_a_second_coordinator_who_comes_late_to_an_exception_is_told_so(client_of_marian, asked):
    rosa, leave = asked
    gareth = factories.signed_in("Gareth Pugh")
    assert "Agree to the exception" in gareth.get(f"/people/{rosa.id}/noes").content.decode()
    agreeing = f"/noes/leave/{leave.id}/agreeing"
    assert gareth.post(agreeing, {"agreed": "on"}).status_code == 302
    late = gareth.post(agreeing, {"agreed": "on"})
    assert "Somebody has decided about this already." in late.content.decode()
    ending = f"/noes/leave/{leave.id}/ending"
    assert client_of_marian.post(ending, {"ended": "on"}).status_code == 302
    assert "This has ended already." in client_of_marian.post(ending, {"ended": "on"}).content.decode()


def test_an_exception_from_a_no_that_counts_no_more_says_so_and_hands_the_reason_back(client_of_marian):
    with factories.at_work(factories.coordinator()) as by:
        rosa = factories.rosa(by)
        stop = says_no(rosa, by)
        stopping.lift_stop(stop, asked_on=clock.today(), how_they_asked="Rang", by=by, at=clock.now())
    typed = {"why": "Somebody threatened her", **the_day("until", clock.today())}
    page = client_of_marian.post(f"/noes/{stop.id}/leave", typed).content.decode()
    assert "This no does not count any more." in page
    assert "Somebody threatened her" in page


def test_somebody_with_two_memberships_is_one_person(marian, behind_the_walls):
    second = factories.member("Tomasz Zielinski")
    leave = asked_for(says_no(factories.rosa(marian, second), marian), marian)
    with behind_the_walls() as cursor:
        over = "UPDATE partnership_staff SET until = current_date, access_ends_at = now() WHERE id = %s"
        cursor.execute(over, [marian.id])
        same = "UPDATE partnership_staff SET account_id = %s WHERE id = %s"
        cursor.execute(same, [marian.account_id, second.id])
    with factories.at_work(second), the_database_refuses("leave takes two people"):
        Leave.objects.filter(id=leave.id).update(agreed_at=clock.now(), agreed_by=second)
