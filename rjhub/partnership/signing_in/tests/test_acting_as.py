"""Somebody who works for two agencies acts for exactly one of them at a time."""

import re

import pytest
from django.test import Client

from rjhub.kernel import connecting
from rjhub.partnership import acting
from rjhub.partnership.actions import joining, leaving
from rjhub.partnership.models import Staff
from rjhub.partnership.tests import factories
from rjhub.partnership.tests.factories import JOINED_ON
from rjhub.partnership.vocabulary import Role

pytestmark = pytest.mark.django_db
CHOOSE = "/acting-as"


@pytest.fixture
def both() -> tuple[Staff, Staff]:
    """Euan works for the Probation Service, and as a volunteer for Victim Support."""
    at_probation = factories.euan()
    at_victim_support = joining.take_on(
        at_probation.account,
        agency=factories.agency("victim-support-sussex"),
        roles=[Role.VOLUNTEER],
        since=JOINED_ON,
        by=None,
    )
    return at_probation, at_victim_support


def choose(client: Client, staff: Staff, **more: str):
    return client.post(CHOOSE, {"membership": str(staff.id), **more})


def shown(client: Client) -> str:
    return client.get("/partnership").content.decode()


def test_nothing_opens_before_euan_has_chosen(client, both):
    client.force_login(both[0].account)
    assert client.get("/cases")["Location"] == "/acting-as?next=%2Fcases"
    page = client.get(CHOOSE).content.decode()
    assert "Probation Service Kent, Surrey and Sussex" in page
    assert "Victim Support, Sussex" in page


def test_the_page_always_says_for_whom_he_acts(client, both):
    at_probation, at_victim_support = both
    client.force_login(at_probation.account)
    assert choose(client, at_probation, next="/partnership")["Location"] == "/partnership"
    assert ", Probation Sussex" in shown(client)
    choose(client, at_victim_support)
    assert ", Victim Support" in shown(client)
    assert ", Probation Sussex" not in shown(client)


def test_looking_at_the_page_changes_nothing(client, both):
    client.force_login(both[0].account)
    choose(client, both[0])
    client.get(f"{CHOOSE}?membership={both[1].id}")
    assert ", Probation Sussex" in shown(client)


def test_a_switch_starts_clean(client, both):
    client.force_login(both[0].account)
    choose(client, both[0])
    session = client.session
    session["half_a_form"] = "what somebody typed for the Probation Service"
    session.save()
    before = session.session_key
    choose(client, both[1])
    assert "half_a_form" not in client.session
    assert client.session.session_key != before


def test_a_page_left_open_from_before_the_switch_cannot_be_sent(both):
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(both[0].account)

    def token(page) -> str:
        return re.search(r'csrfmiddlewaretoken" value="(\w+)"', page.content.decode())[1]

    def pick(staff: Staff, with_token: str) -> int:
        answer = careful.post(CHOOSE, {"membership": str(staff.id), "csrfmiddlewaretoken": with_token})
        return answer.status_code

    old = token(careful.get(CHOOSE))
    assert pick(both[0], old) == 302
    assert pick(both[1], old) == 403
    assert pick(both[1], token(careful.get(CHOOSE))) == 302


def test_every_switch_is_on_record_for_the_agency_it_leads_to(client, both, behind_the_walls):
    client.force_login(both[0].account)
    choose(client, both[0])
    choose(client, both[1])
    with behind_the_walls() as cursor:
        cursor.execute("SELECT staff_id FROM audit_entry WHERE tag = 'partnership:session:begin' ORDER BY id")
        assert [staff_id for (staff_id,) in cursor.fetchall()] == [both[0].id, both[1].id]


def test_nobody_acts_for_an_agency_that_they_do_not_work_for(client, both):
    meera = factories.meera()
    client.force_login(both[0].account)
    assert "Select the agency that you act for" in choose(client, meera).content.decode()
    assert client.get("/cases").status_code == 302


def test_a_choice_planted_in_the_session_counts_for_nothing(client, both):
    meera = factories.meera()
    client.force_login(both[0].account)
    session = client.session
    session[acting.CHOSEN] = str(meera.id)
    session.save()
    assert client.get("/cases")["Location"].startswith(CHOOSE)


def test_leaving_the_agency_acted_for_stops_there_and_asks_again(client, both):
    client.force_login(both[0].account)
    choose(client, both[0])
    with connecting.signed_in_as(connecting.APP):
        leaving.leave(both[0], on=JOINED_ON, by=None)
    assert client.get("/partnership")["Location"].startswith(CHOOSE)


def test_somebody_with_one_agency_is_not_asked(client):
    tom = factories.tom()
    client.force_login(tom.account)
    assert client.get(CHOOSE)["Location"] == "/"
    assert ", Sussex Police" in shown(client)


@pytest.mark.parametrize("after", ["https://elsewhere.example/", "//elsewhere.example"])
def test_choosing_leads_to_no_other_site(client, both, after):
    client.force_login(both[0].account)
    assert choose(client, both[0], next=after)["Location"] == "/"
