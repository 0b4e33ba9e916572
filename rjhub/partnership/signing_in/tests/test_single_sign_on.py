"""An agency's own sign-on vouches for its own people, and for nobody else."""

import base64
import json
from collections.abc import Callable
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from rjhub.kernel import connecting
from rjhub.partnership.actions import inviting, joining, leaving
from rjhub.partnership.models import Account, Staff
from rjhub.partnership.signing_in.single_sign_on import SingleSignOn
from rjhub.partnership.tests import factories
from rjhub.partnership.vocabulary import Role
from rjhub.settings.sign_on import Provider

pytestmark = pytest.mark.django_db
ISSUER = "https://sign-on.sussex-police.example"
POLICE = Provider(
    partnership="sussex",
    agency="sussex-police",
    name="Sussex Police",
    issuer=ISSUER,
    client_id="rj-hub",
    client_secret="told to nobody",
    second_factor=("mfa",),
)
SIGN_IN = "/account/sign-in"
START, ANSWER = "/account/sign-in/sussex-sussex-police", "/account/sign-in/sussex-sussex-police/answer"


class Answer:
    def __init__(self, content: dict[str, Any]) -> None:
        self.content, self.status_code, self.headers = content, 200, {"content-type": "application/json"}
        self.text = json.dumps(content)

    def json(self) -> dict[str, Any]:
        return self.content

    def raise_for_status(self) -> None:
        return None


class SignOnService:
    """The police's own service, as far as the program talks to it."""

    def __init__(self) -> None:
        self.claims: dict[str, Any] = {}
        self.asked: dict[str, Any] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def get(self, address: str, **_: Any) -> Answer:
        if address.endswith("/.well-known/openid-configuration"):
            names = {"authorization": "/authorize", "token": "/token", "userinfo": "/userinfo"}
            return Answer(
                {
                    "issuer": ISSUER,
                    **{f"{name}_endpoint": ISSUER + path for name, path in names.items()},
                    "jwks_uri": ISSUER + "/keys",
                    "token_endpoint_auth_methods_supported": ["client_secret_post"],
                }
            )
        return Answer({name: value for name, value in self.claims.items() if name != "amr"})

    def request(self, _method: str, _address: str, **details: Any) -> Answer:
        self.asked = details["data"]
        token = {**self.claims, "iss": ISSUER, "aud": "rj-hub", "exp": 4_000_000_000, "iat": 1}
        return Answer({"access_token": "a", "token_type": "Bearer", "id_token": jwt.encode(token, "k" * 32)})


@pytest.fixture
def service(settings, monkeypatch) -> SignOnService:
    made = SignOnService()
    settings.SIGN_ON_PROVIDERS = (POLICE,)
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [POLICE.as_app()]}
    }
    monkeypatch.setattr(SingleSignOn, "get_requests_session", lambda _: made)
    return made


@pytest.fixture
def dana() -> Staff:
    """Dana Price works for Sussex Police and has no password for the hub."""
    who = joining.Newcomer(name="Dana Price", email="dana.price@sussex-police.example")
    return joining.take_on(
        who,
        agency=factories.agency("sussex-police"),
        roles=[Role.REFERRER],
        since=factories.JOINED_ON,
        by=None,
    )


@pytest.fixture
def through(service: SignOnService) -> Callable[..., Any]:
    """Sign in through the police's service, which claims these things."""

    def go(client: Client, **claims: Any):
        service.claims = {"sub": "4711", "email_verified": True, **claims}
        away = client.post(START)["Location"]
        state = parse_qs(urlsplit(away).query)["state"][0]
        return client.get(ANSWER, {"code": "c", "state": state}, follow=True)

    return go


def page(client: Client) -> str:
    return client.get("/account/sign-in").content.decode()


def test_the_page_offers_it_and_a_press_leads_there_with_a_proof_key(client, service):
    assert "Sign in with Sussex Police" in page(client)
    away = urlsplit(client.post(START)["Location"])
    asked = parse_qs(away.query)
    assert f"{away.scheme}://{away.netloc}" == ISSUER
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == [f"http://testserver{ANSWER}"]


def test_a_link_alone_sends_nobody_away(client, service):
    assert client.get(START).status_code == 405


def test_dana_comes_in_with_the_second_factor_that_the_police_asked_for(client, through, dana, service):
    through(client, email="Dana.Price@sussex-police.example", amr=["pwd", "mfa"])
    assert ", Sussex Police" in client.get("/partnership").content.decode()
    assert "code_verifier" in service.asked
    assert SocialAccount.objects.get(user=dana.account).extra_data == {}


def test_where_the_police_did_not_ask_for_one_we_do(client, through, dana):
    through(client, email=dana.account.email, amr=["pwd"])
    assert client.get("/partnership")["Location"].startswith("/account/factors")


def test_an_unknown_address_gets_no_account(client, through):
    before = Account.objects.count()
    assert (
        "does not know you by that address"
        in through(client, email="new@sussex-police.example").content.decode()
    )
    assert Account.objects.count() == before
    assert "_auth_user_id" not in client.session


def test_an_address_that_the_service_has_not_checked_opens_nothing(client, through, dana):
    through(client, email=dana.account.email, email_verified=False, amr=["mfa"])
    assert "_auth_user_id" not in client.session


def test_the_police_cannot_let_somebody_of_another_agency_in(client, through):
    euan = factories.euan()
    through(client, email=euan.account.email, amr=["mfa"])
    assert "_auth_user_id" not in client.session


def test_somebody_of_two_agencies_whom_the_police_vouch_for_acts_for_the_police_only(client, through):
    tom = factories.tom()
    joining.take_on(
        tom.account,
        agency=factories.agency("victim-support-sussex"),
        roles=[Role.VOLUNTEER],
        since=factories.JOINED_ON,
        by=None,
    )
    through(client, email=tom.account.email, amr=["mfa"])
    assert ", Sussex Police" in client.get("/partnership").content.decode()
    assert client.get("/acting-as")["Location"] == "/"


def test_somebody_who_left_the_police_is_not_let_in_by_them(client, through, dana):
    through(client, email=dana.account.email, amr=["mfa"])
    with connecting.signed_in_as(connecting.APP):
        leaving.leave(dana, on=factories.JOINED_ON, by=None)
    again = Client()
    through(again, email=dana.account.email, amr=["mfa"])
    assert "_auth_user_id" not in again.session


def test_what_the_police_said_about_one_person_helps_nobody_else_in_the_same_browser(
    client, through, dana, settings
):
    asha = factories.works_at(factories.agency("sussex-police"), "Asha Menon", password_only=False)
    through(client, email=dana.account.email, amr=["mfa"])
    planted = client.session["vouched"]
    client.post("/account/sign-out")
    session = client.session
    session["vouched"] = planted
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    client.post("/account/sign-in", {"login": asha.account.email, "password": factories.PASSWORD})
    assert client.get("/partnership")["Location"].startswith("/account/factors")


def test_a_forged_answer_is_turned_away(client, service, dana):
    service.claims = {"sub": "4711", "email": dana.account.email, "email_verified": True}
    answer = client.get(ANSWER, {"code": "c", "state": base64.b64encode(b"made up").decode()}, follow=True)
    assert "did not sign you in" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_whoever_has_no_password_is_not_asked_to_change_it(client, through, dana):
    through(client, email=dana.account.email, amr=["mfa"])
    assert "None: you use your agency’s sign-on" in client.get("/my-account").content.decode()
    assert client.get("/account/password")["Location"] == "/my-account"


def test_somebody_invited_accepts_with_the_agencys_sign_on_instead_of_a_password(client, service, through):
    meera, keys = factories.meera(), []
    who = inviting.Invited(name="Leila Farrow", email="leila@sussex-police.example", roles=[Role.REFERRER])
    with factories.acting(meera):
        inviting.invite(who, agency=meera.agency, by=meera, address=lambda key: keys.append(key) or "")
    link = f"/invitation/{keys[0]}"
    assert "Accept, and sign in with Sussex Police" in client.get(link).content.decode()
    assert client.post(link, {"how": "sign-on"})["Location"] == SIGN_IN
    assert not Account.objects.get(email=who.email).has_usable_password()
    assert "_auth_user_id" not in client.session
    through(client, email=who.email, amr=["mfa"])
    assert ", Sussex Police" in client.get("/partnership").content.decode()


def test_where_the_agency_has_no_sign_on_nobody_accepts_without_a_password(client):
    ines, keys = factories.ines(), []
    who = inviting.Invited(name="Leila Farrow", email="leila@rj-hubs.example", roles=[Role.FACILITATOR])
    with factories.acting(ines):
        inviting.invite(who, agency=ines.agency, by=ines, address=lambda key: keys.append(key) or "")
    client.post(f"/invitation/{keys[0]}", {"how": "sign-on"})
    assert not Account.objects.filter(email=who.email).exists()
