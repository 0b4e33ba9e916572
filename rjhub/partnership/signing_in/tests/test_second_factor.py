"""A password is not enough: authenticator app, recovery codes, and what cannot be got round."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from rjhub.partnership.models import Staff
from rjhub.partnership.signing_in import factors
from rjhub.partnership.tests import factories
from rjhub.partnership.vocabulary import Role

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 11, 2, 9, tzinfo=UTC)
SIGN_IN, FACTORS = "/account/sign-in", "/account/factors"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(MORNING, tick=False) as travelling:
        yield travelling


@pytest.fixture
def asha() -> Staff:
    """Asha Menon works for Sussex Police and needs a second factor."""
    return factories.works_at(
        factories.agency("sussex-police"), "Asha Menon", Role.REFERRER, password_only=False
    )


def sign_in(client: Client, staff: Staff):
    return client.post(SIGN_IN, {"login": staff.account.email, "password": factories.PASSWORD})


def code_of(secret: str, at: datetime) -> str:
    return format_hotp_value(hotp_value(secret, int(at.timestamp()) // 30))


def add_app(client: Client, at: datetime) -> str:
    """Add an authenticator app, and give back its secret."""
    shown = client.get("/account/factors/app").content.decode()
    secret = re.search(r"<strong>([A-Z2-7 ]+)</strong>", shown)[1].replace(" ", "")
    answer = client.post("/account/factors/app", {"code": code_of(secret, at)})
    assert answer["Location"] == "/account/factors/codes"
    return secret


def recovery_codes(client: Client) -> list[str]:
    shown = client.get("/account/factors/codes").content.decode()
    return [code.replace(" ", "") for code in re.findall(r"<strong>(\d{5} \d{5})</strong>", shown)]


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/cases",
        "/partnership",
        "/my-account",
        "/account/password",
        "/acting-as",
        "/account/factors/codes",
    ],
)
def test_without_a_second_factor_nothing_opens_but_setting_one_up(client, asha, address):
    sign_in(client, asha)
    assert client.get(address)["Location"].split("?")[0] == FACTORS
    shown = client.get(FACTORS).content.decode()
    assert "Set up one of these now; nothing else opens before" in shown
    assert client.get("/account/factors/app").status_code == 200


def test_with_an_app_added_everything_opens_and_the_recovery_codes_are_shown(client, asha):
    sign_in(client, asha)
    add_app(client, MORNING)
    assert len(recovery_codes(client)) == 10
    assert client.get("/partnership").status_code == 200


def test_a_wrong_first_code_adds_nothing(client, asha):
    sign_in(client, asha)
    client.get("/account/factors/app")
    shown = client.post("/account/factors/app", {"code": "000000"}).content.decode()
    assert "This code is not right" in shown
    assert not factors.has_one(asha.account)


def test_next_time_the_password_alone_opens_nothing_and_the_code_does(client, asha, clock):
    sign_in(client, asha)
    secret = add_app(client, MORNING)
    later = MORNING + timedelta(hours=2)
    clock.move_to(later)
    again = Client()
    assert sign_in(again, asha)["Location"] == "/account/sign-in/confirm"
    assert again.get("/partnership")["Location"].startswith(SIGN_IN)
    assert (
        "This code is not right"
        in again.post("/account/sign-in/confirm", {"code": "123456"}).content.decode()
    )
    spaced = code_of(secret, later)[:3] + " " + code_of(secret, later)[3:]
    again.post("/account/sign-in/confirm", {"code": spaced})
    assert again.get("/partnership").status_code == 200


def test_a_code_works_once(client, asha, clock):
    sign_in(client, asha)
    secret = add_app(client, MORNING)
    clock.move_to(MORNING + timedelta(hours=1))
    first, second = Client(), Client()
    for each in (first, second):
        sign_in(each, asha)
    code = {"code": code_of(secret, MORNING + timedelta(hours=1))}
    first.post("/account/sign-in/confirm", code)
    second.post("/account/sign-in/confirm", code)
    assert first.get("/partnership").status_code == 200
    assert second.get("/partnership").status_code == 302


def test_a_recovery_code_works_once(client, asha, clock):
    sign_in(client, asha)
    add_app(client, MORNING)
    code = recovery_codes(client)[0]
    clock.shift(timedelta(hours=1))
    first, second = Client(), Client()
    for each in (first, second):
        sign_in(each, asha)
        each.post("/account/sign-in/confirm", {"code": code})
    assert first.get("/partnership").status_code == 200
    assert second.get("/partnership").status_code == 302


def test_guessing_codes_is_slowed_down(client, asha, clock):
    sign_in(client, asha)
    secret = add_app(client, MORNING)
    clock.shift(timedelta(hours=1))
    again = Client()
    sign_in(again, asha)
    for number in range(5):
        again.post("/account/sign-in/confirm", {"code": f"00000{number}"})
    right = {"code": code_of(secret, MORNING + timedelta(hours=1))}
    assert "too many tries" in again.post("/account/sign-in/confirm", right).content.decode()
    assert again.get("/partnership").status_code == 302


def test_a_session_begun_with_a_stolen_password_does_not_become_good_when_the_owner_adds_a_factor(
    client, asha
):
    thief = Client()
    sign_in(thief, asha)
    sign_in(client, asha)
    add_app(client, MORNING)
    assert client.get("/partnership").status_code == 200
    assert thief.get("/partnership")["Location"].split("?")[0] == FACTORS
    assert "Sign out and in again" in thief.get(FACTORS).content.decode()
    assert thief.get("/account/factors/codes").status_code == 302


@pytest.mark.parametrize("way", ["/account/factors/app", "/account/factors/passkeys/new"])
def test_nor_does_it_by_adding_another_factor_with_the_stolen_password(client, asha, clock, way):
    thief = Client()
    sign_in(thief, asha)
    sign_in(client, asha)
    add_app(client, MORNING)
    assert thief.get(way)["Location"] == FACTORS
    clock.shift(timedelta(minutes=6))
    thief.post("/account/confirm/password", {"password": factories.PASSWORD, "next": way})
    assert thief.get(way)["Location"] == FACTORS
    assert thief.post(way, {"code": "123456", "credential": "{}"})["Location"] == FACTORS


def test_the_only_factor_cannot_be_taken_away(client, asha):
    sign_in(client, asha)
    add_app(client, MORNING)
    assert "your only second factor" in client.get("/account/factors/app/removal").content.decode()
    client.post("/account/factors/app/removal")
    assert factors.has_one(asha.account)


def test_factors_are_changed_only_by_somebody_who_confirms_once_more(client, asha, clock):
    sign_in(client, asha)
    add_app(client, MORNING)
    clock.shift(timedelta(minutes=6))
    to_confirm = client.post("/account/factors/codes/new")["Location"]
    assert to_confirm.startswith("/account/confirm/password")
    assert (
        "This is not your password"
        in client.post(to_confirm, {"password": "something else"}).content.decode()
    )
    client.post(to_confirm, {"password": factories.PASSWORD})
    assert client.get("/account/factors/codes/new").status_code == 200


def test_secrets_are_not_kept_as_they_are(client, asha):
    sign_in(client, asha)
    secret = add_app(client, MORNING)
    kept = {each.type: str(each.data) for each in Authenticator.objects.filter(user=asha.account)}
    assert secret not in kept["totp"]
    assert "gAAAA" in kept["totp"]
    assert "gAAAA" in kept["recovery_codes"]


def test_adding_a_factor_is_told_to_its_owner_and_put_on_record(
    client, asha, mailoutbox, behind_the_walls, django_capture_on_commit_callbacks
):
    sign_in(client, asha)
    with django_capture_on_commit_callbacks(execute=True):
        add_app(client, MORNING)
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [
        ([asha.account.email], "An authenticator app was added to your account - RJ Hub")
    ]
    with behind_the_walls() as cursor:
        cursor.execute(
            "SELECT tag, changed FROM audit_entry WHERE staff_id = %s AND tag LIKE '%%factor%%'", [asha.id]
        )
        assert cursor.fetchall() == [("partnership:factor:change", ["app"])]


def test_the_cast_of_a_demonstration_may_have_a_factor_but_need_not(client):
    tom = factories.tom()
    sign_in(client, tom)
    assert client.get("/partnership").status_code == 200
    assert client.get("/account/factors/app")["Location"].startswith("/account/confirm/password")
