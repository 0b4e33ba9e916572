"""The agencies and people of one's own partnership, and what an administrator changes."""

import json
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rjhub.kernel.decisions import Refused
from rjhub.partnership.actions import joining, leaving
from rjhub.partnership.announcements import StaffLeft
from rjhub.partnership.models import Account, Staff
from rjhub.partnership.signing_in import later
from rjhub.partnership.tests import factories
from rjhub.partnership.vocabulary import Level, Role
from rjhub.reactions import REACTIONS

pytestmark = pytest.mark.django_db
AGENCIES, STAFF = "/partnership/agencies", "/partnership/staff"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(datetime(2026, 11, 2, 9, tzinfo=UTC), tick=False) as travelling:
        yield travelling


def page(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer
    return answer.content.decode()


def dated(name: str, day: date) -> dict[str, str]:
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def test_everybody_sees_the_agencies_that_exist_now_and_on_request_those_that_closed(client):
    client.force_login(factories.tom().account)
    now = page(client, AGENCIES)
    assert "Victim Support, Sussex" in now
    assert "KSS CRC</a>" not in now
    closed = page(client, f"{AGENCIES}?closed=on")
    assert "KSS CRC</a>" in closed
    assert "Kent, Surrey and Sussex Community Rehabilitation Company" in closed
    assert "1 June 2014 to 25 June 2021" in closed


def test_no_other_partnerships_agencies_are_listed(client):
    factories.olive()
    client.force_login(factories.tom().account)
    assert "Hertfordshire" not in page(client, f"{AGENCIES}?closed=on")


def test_a_closed_agencys_page_says_who_took_over(client):
    client.force_login(factories.tom().account)
    shown = page(client, f"{AGENCIES}/kss-crc")
    assert "This agency closed on 25 June 2021" in shown
    assert 'href="/partnership/agencies/probation-sussex"' in shown
    assert "Took over from" in page(client, f"{AGENCIES}/probation-sussex")


def test_an_agencys_page_has_its_offices_and_hubs(client):
    client.force_login(factories.tom().account)
    assert "West Sussex division" in page(client, f"{AGENCIES}/sussex-police")
    assert "Bexhill hub" in page(client, f"{AGENCIES}/sussex-rj-hubs")


def test_people_are_found_by_name_job_agency_role_and_level(client):
    tom, grace, euan = factories.tom(), factories.grace(), factories.euan()
    joining.set_level(euan, level=Level.ADVANCED, since=date(2025, 1, 1), by=None)
    client.force_login(tom.account)

    def found(query: str) -> set[str]:
        shown = page(client, f"{STAFF}?{query}")
        return {each.name for each in (tom, grace, euan) if f'/staff/{each.id}"' in shown}

    assert found("name=aldous+tom") == {"Tom Aldous"}
    assert found("name=hub+coordinator&agency=sussex-rj-hubs") >= {"Grace Obi"}
    assert found("agency=probation-sussex&name=euan") == {"Euan Tallis"}
    assert found("role=coordinator&name=grace") == {"Grace Obi"}
    assert found("trained=2&name=euan") == {"Euan Tallis"}
    assert found("trained=3&name=tom") == set()


def test_a_lapsed_level_is_marked_and_no_longer_found(client):
    euan = factories.euan()
    joining.set_level(euan, level=Level.ADVANCED, since=date(2022, 1, 1), until=date(2025, 12, 31), by=None)
    joining.add_training(
        euan,
        course="Sensitive and complex cases",
        completed_on=date(2024, 1, 1),
        lapses_on=date(2026, 12, 1),
        by=None,
    )
    client.force_login(factories.tom().account)
    assert "Euan Tallis</a>" not in page(client, f"{STAFF}?trained=3&name=euan")
    shown = page(client, f"{STAFF}/{euan.id}")
    assert "Lapsed" in shown
    assert "Lapses soon" in shown


def test_people_who_left_are_listed_only_when_asked_for(client):
    tom, meera = factories.tom(), factories.meera()
    with factories.acting(meera):
        leaving.leave(tom, on=date(2026, 11, 1), by=meera)
    client.force_login(meera.account)
    assert "Tom Aldous</a>" not in page(client, f"{STAFF}?name=aldous")
    assert "Last day 1 November 2026" in page(client, f"{STAFF}?name=aldous&past=on")


def test_a_filter_that_makes_no_sense_is_named_and_the_list_still_shown(client):
    client.force_login(factories.tom().account)
    shown = page(client, f"{STAFF}?role=emperor&name=aldous")
    assert "There is a problem" in shown
    assert "Tom Aldous</a>" in shown


@pytest.mark.parametrize("number", ["0", "-1", "99", "x", "9" * 40, "²"])
def test_a_page_that_is_not_there_is_the_first(client, number):
    client.force_login(factories.tom().account)
    assert "Tom Aldous</a>" in page(client, f"{STAFF}?name=aldous&page={number}")


def test_the_list_takes_as_many_queries_for_many_people_as_for_few(client):
    police = factories.agency("sussex-police")
    client.force_login(factories.tom().account)
    page(client, STAFF)
    with CaptureQueriesContext(connection) as few:
        page(client, f"{STAFF}?name=aldous")
    for number in range(30):
        member = factories.works_at(police, f"Aldous Nr{number}", Role.FACILITATOR)
        joining.set_level(member, level=Level.FOUNDATION, since=date(2025, 1, 1), by=None)
    with CaptureQueriesContext(connection) as many:
        page(client, f"{STAFF}?name=aldous")
    assert len(many) == len(few)


def test_an_administrator_gives_and_ends_a_role(client):
    meera, tom = factories.meera(), factories.tom()
    client.force_login(meera.account)
    client.post(f"{STAFF}/{tom.id}/roles/new", {"role": "supervisor"})
    held = tom.roles.get(role=Role.SUPERVISOR)
    assert held.given_by == meera
    assert "Supervisor" in page(client, f"{STAFF}/{tom.id}")
    client.post(f"{STAFF}/{tom.id}/roles/{held.id}/ending")
    assert not Staff.objects.get(id=tom.id).holds(Role.SUPERVISOR)


def test_a_role_that_is_held_already_is_refused_on_the_page_itself(client):
    meera, tom = factories.meera(), factories.tom()
    client.force_login(meera.account)
    shown = client.post(f"{STAFF}/{tom.id}/roles/new", {"role": "referrer"}).content.decode()
    assert "Tom Aldous already is referrer" in shown


def test_an_administrator_records_level_and_training(client):
    meera, tom = factories.meera(), factories.tom()
    client.force_login(meera.account)
    client.post(f"{STAFF}/{tom.id}/level", {"level": "2", **dated("since", date(2026, 5, 1))})
    client.post(
        f"{STAFF}/{tom.id}/training/new",
        {
            "kind": "facilitation",
            "course": "Facilitation, 3 days",
            **dated("completed_on", date(2026, 4, 1)),
            **dated("lapses_on", date(2029, 4, 1)),
        },
    )
    shown = page(client, f"{STAFF}/{tom.id}")
    assert "Intermediate" in shown
    assert "Facilitation, 3 days" in shown


def test_dates_in_the_wrong_order_are_named_and_nothing_typed_is_lost(client):
    meera, tom = factories.meera(), factories.tom()
    client.force_login(meera.account)
    answers = {"level": "2", **dated("since", date(2026, 5, 1)), **dated("until", date(2026, 4, 1))}
    shown = client.post(f"{STAFF}/{tom.id}/level", answers).content.decode()
    assert "The level must lapse after the day since when they hold it" in shown
    assert 'value="2026"' in shown
    assert not tom.levels.exists()


def test_an_administrator_records_that_somebody_leaves(client):
    meera, tom = factories.meera(), factories.tom()
    client.force_login(meera.account)
    client.post(f"{STAFF}/{tom.id}/leaving", dated("on", date(2026, 11, 6)))
    assert Staff.objects.get(id=tom.id).until == date(2026, 11, 6)


def test_what_somebody_still_answers_for_is_named_when_they_should_leave(client, monkeypatch):
    meera, tom = factories.meera(), factories.tom()

    def still_needed(_fact: StaffLeft) -> None:
        raise Refused("Hand over SX-26-00017 first.", "Hand over SX-26-00021 first.")

    monkeypatch.setitem(REACTIONS, StaffLeft, [still_needed])
    client.force_login(meera.account)
    shown = client.post(f"{STAFF}/{tom.id}/leaving", dated("on", date(2026, 11, 6))).content.decode()
    assert "Hand over SX-26-00017 first" in shown
    assert "Hand over SX-26-00021 first" in shown
    assert Staff.objects.get(id=tom.id).until is None


def test_whoever_lost_everything_gets_a_link_by_mail_and_only_their_mailbox_opens_the_account(
    client, mailoutbox, django_capture_on_commit_callbacks, behind_the_walls
):
    meera, tom = factories.meera(), factories.tom()
    client.force_login(meera.account)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{STAFF}/{tom.id}/starting-over")
    with behind_the_walls() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = 'mail_password_link'")
        ((told,),) = cursor.fetchall()
    later.mail_password_link(**(json.loads(told) if isinstance(told, str) else told))
    assert [mail.to for mail in mailoutbox] == [[tom.account.email]]
    assert "/account/password/reset/" in mailoutbox[0].body
    assert not Account.objects.get(id=tom.account_id).has_usable_password()


def test_an_administrator_cannot_do_that_for_themselves(client):
    meera = factories.meera()
    client.force_login(meera.account)
    answer = client.post(f"{STAFF}/{meera.id}/starting-over")
    assert answer.status_code == 403
    assert "Ask another administrator" in answer.content.decode()
    assert Account.objects.get(id=meera.account_id).has_usable_password()


@pytest.mark.parametrize(
    ("name", "typed", "found", "hidden"),
    [
        ("forces", "sussex", "E23000033", "Cumbria"),
        ("prisons", "lwi", "Lewes", "Bronzefield"),
        ("probation-regions", "kss", "N57", "Greater Manchester"),
    ],
)
def test_official_codes_can_be_looked_up(client, name, typed, found, hidden):
    client.force_login(factories.tom().account)
    shown = page(client, f"/partnership/codes/{name}?text={typed}")
    assert found in shown
    assert hidden not in shown
    assert hidden in page(client, f"/partnership/codes/{name}")


def test_there_is_no_other_list(client):
    client.force_login(factories.tom().account)
    assert client.get("/partnership/codes/postcodes").status_code == 404
