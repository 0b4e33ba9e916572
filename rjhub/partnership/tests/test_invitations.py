"""How somebody comes to have an account: invited, once, for a week."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from rjhub.design import words
from rjhub.kernel.clock import now
from rjhub.kernel.decisions import Refused
from rjhub.partnership.actions import inviting, leaving
from rjhub.partnership.models import Account, Invitation, Staff
from rjhub.partnership.tests import factories

pytestmark = pytest.mark.django_db
LIST, NEW = "/partnership/invitations", "/partnership/invitations/new"
LEILA = {"name": "Leila Farrow", "email": "Leila.Farrow@Sussex-Police.example", "roles": ["referrer"]}
PASSWORD = "four quiet herons under glass"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    cache.clear()
    # Today: the database looks at its own clock whether an invitation is open.
    today = datetime.now(UTC).replace(hour=9, minute=0, second=0, microsecond=0)
    with time_machine.travel(today, tick=False) as travelling:
        yield travelling


@pytest.fixture
def meera() -> Staff:
    return factories.meera()


@pytest.fixture
def administrator(meera: Staff) -> Client:
    client = Client()
    client.force_login(meera.account)
    return client


@pytest.fixture
def invite(
    administrator: Client, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
) -> Callable[..., str]:
    """Meera invites somebody; answers the address that arrives by mail."""

    def send(**changes: Any) -> str:
        with django_capture_on_commit_callbacks(execute=True):
            answer = administrator.post(NEW, LEILA | changes)
        assert answer.status_code == 302, answer.content.decode()
        return re.search(r"http://testserver(\S+)", mailoutbox[-1].body)[1]  # type: ignore[index]

    return send


def text(answer: Any) -> str:
    return answer.content.decode()


def test_the_mail_goes_to_the_invited_alone_and_says_until_when(invite, mailoutbox):
    invite()
    assert mailoutbox[-1].to == ["leila.farrow@sussex-police.example"]
    assert "Meera Anand invites you to work for Sussex Police" in mailoutbox[-1].body
    assert f"by {words.moment(now() + timedelta(days=7))}" in mailoutbox[-1].body


def test_leila_chooses_a_password_is_signed_in_and_led_to_her_second_factor(client, invite):
    link = invite()
    assert "Sussex Police invites" in text(client.get(link))
    assert client.post(link, {"password": PASSWORD})["Location"] == "/"
    assert client.get("/")["Location"] == "/account/factors"
    assert client.get("/account/factors/app").status_code == 200, (
        "the password of a moment ago is confirmation enough"
    )
    leila = Staff.objects.get(account__email="leila.farrow@sussex-police.example")
    assert (leila.agency.code, [held.role for held in leila.current_roles()]) == (
        "sussex-police",
        ["referrer"],
    )


def test_a_weak_password_makes_no_account(client, invite):
    assert "at least 12 characters" in text(client.post(invite(), {"password": "leila"}))
    assert not Account.objects.filter(name="Leila Farrow").exists()


def dead_links(invite: Callable[..., str], administrator: Client, clock: Any) -> Iterator[tuple[str, str]]:
    used = invite()
    Client().post(used, {"password": PASSWORD})
    withdrawn = invite(email="a@sussex-police.example")
    waiting = Invitation.objects.get(email="a@sussex-police.example")
    administrator.post(f"/partnership/invitations/{waiting.id}/withdrawal")
    replaced = invite(email="b@sussex-police.example")
    invite(email="b@sussex-police.example")
    late = invite(email="c@sussex-police.example")
    clock.shift(timedelta(days=7, seconds=1))
    yield from {
        "used": used,
        "withdrawn": withdrawn,
        "replaced": replaced,
        "late": late,
        "forged": "/invitation/made-up-key",
    }.items()


def test_every_link_that_does_not_hold_leads_to_one_and_the_same_page(invite, administrator, clock):
    pages = {}
    for why, link in dead_links(invite, administrator, clock):
        answer = Client().get(link)
        assert answer.status_code == 404, why
        assert Client().post(link, {"password": PASSWORD}).status_code == 404, why
        pages[why] = text(answer).replace(link, "")
    assert len(set(pages.values())) == 1
    assert "This link does not work any more" in pages["forged"]


def test_only_a_digest_of_the_key_is_kept(invite, behind_the_walls):
    key = invite().rsplit("/", 1)[1]
    with behind_the_walls() as cursor:
        cursor.execute("SELECT row_to_json(i)::text FROM partnership_invitation i")
        assert key not in cursor.fetchone()[0]


def test_an_invitation_is_worth_nothing_once_its_sender_is_no_administrator_any_more(client, invite, meera):
    link = invite()
    leaving.end_role(meera.roles.get(), by=None)
    assert client.get(link).status_code == 404


def test_somebody_with_an_account_signs_in_first_and_then_accepts(client, invite):
    euan = factories.euan()
    link = invite(name="Euan Tallis", email=euan.account.email)
    page = text(client.get(link))
    assert "There is an account with this address already" in page
    client.post(link, {"password": PASSWORD})
    assert Staff.objects.filter(account=euan.account).count() == 1
    client.force_login(euan.account)
    assert client.post(link)["Location"] == "/acting-as"
    assert {staff.agency.code for staff in Staff.objects.filter(account=euan.account)} == {
        "probation-sussex",
        "sussex-police",
    }


def test_somebody_else_cannot_accept_it(client, invite):
    link = invite(name="Euan Tallis", email=factories.euan().account.email)
    tom = factories.tom()
    client.force_login(tom.account)
    client.post(link)
    assert Staff.objects.filter(account=tom.account).count() == 1
    with pytest.raises(Refused, match="for somebody else"):
        inviting.accept_as(link.rsplit("/", 1)[1], account=tom.account)


def test_inviting_somebody_who_works_here_says_so_and_keeps_what_was_typed(administrator):
    tom = factories.tom()
    page = text(administrator.post(NEW, LEILA | {"email": tom.account.email}))
    assert "already works for Sussex Police" in page
    assert tom.account.email in page
    assert not Invitation.objects.exists()


def test_the_police_can_invite_nobody_as_coordinator_of_a_hub_that_they_do_not_run(administrator):
    page = text(administrator.get(NEW))
    assert "Agency lead contact" in page
    assert "Coordinator" not in page
    assert "Select what they will do" in text(administrator.post(NEW, LEILA | {"roles": ["coordinator"]}))


def test_the_agency_that_runs_the_hubs_invites_coordinators_for_one(client, mailoutbox):
    ines = factories.ines()
    client.force_login(ines.account)
    answers = LEILA | {"email": "leila@rj-hubs.example", "roles": ["coordinator"]}
    assert "Select the hub that they coordinate" in text(client.post(NEW, answers))
    client.post(NEW, answers | {"hub": str(factories.hub().id)})
    assert Invitation.objects.get().hub == factories.hub()


@pytest.mark.parametrize("who", [factories.tom, factories.grace, factories.euan])
def test_for_whoever_is_no_administrator_there_are_no_invitations(client, who, invite):
    invite()
    waiting = Invitation.objects.get()
    client.force_login(who().account)
    for address in (LIST, NEW, f"{LIST}/{waiting.id}/withdrawal"):
        assert client.get(address).status_code == 404
        assert client.post(address, LEILA).status_code in {404, 405}
    assert Invitation.objects.count() == 1


def test_an_administrator_of_another_agency_neither_sees_nor_withdraws_it(client, invite):
    invite()
    waiting = Invitation.objects.get()
    client.force_login(factories.ines().account)
    assert "Leila" not in text(client.get(LIST))
    assert client.post(f"{LIST}/{waiting.id}/withdrawal").status_code == 404
    with pytest.raises(Refused):
        inviting.withdraw(waiting, by=factories.olive())


def test_somebody_who_knows_no_key_is_slowed_down(client):
    statuses = [client.get(f"/invitation/guess-{number}").status_code for number in range(22)]
    assert statuses.count(404) == 20
    assert statuses[-2:] == [429, 429]
