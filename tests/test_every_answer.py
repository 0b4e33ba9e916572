"""What every answer carries, whoever asks and whatever comes of it."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rjhub.cases.tests.factories import signed_in
from rjhub.partnership.tests import factories
from tests.test_routes import ROUTES

pytestmark = pytest.mark.django_db
CARRIED = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
}
ELSEWHERE = (
    "https://evil.example/", "//evil.example/", "/\\evil.example", "\\\\evil.example", "https:evil.example",
    "javascript:alert(1)", "https://testserver@evil.example/", "\t//evil.example",
)  # fmt: skip


def faults(answer: Any) -> list[str]:
    policy = answer.headers.get("Content-Security-Policy", "")
    said = answer.headers
    found = [f"{name}: {said.get(name)}" for name, value in CARRIED.items() if said.get(name) != value]
    if not {"no-store", "private"} <= set(re.split(r",\s*", answer.headers.get("Cache-Control", ""))):
        found.append("may be stored")
    if "ETag" in answer.headers or "Last-Modified" in answer.headers:
        found.append("says whether it changed")
    if "default-src 'self'" not in policy and "sandbox" not in policy:
        found.append(f"policy: {policy}")
    if "unsafe" in policy:
        found.append("lets scripts of others run")
    return found


@pytest.mark.parametrize("who", ["nobody", "Marian Okafor"])
def test_no_answer_may_be_stored_framed_or_guessed_at(who: str) -> None:
    client = Client(raise_request_exception=False) if who == "nobody" else signed_in(who)
    paths = [path for name, (path, _) in ROUTES.items() if name != "account_logout"]
    wrong = {path: found for path in paths if (found := faults(client.get(path)))}
    assert wrong == {}


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_signing_in_leads_nowhere_else(elsewhere: str) -> None:
    tom, client = factories.tom(), Client()
    typed = {"login": tom.account.email, "password": factories.PASSWORD, "next": elsewhere}
    assert client.post(reverse("account_login"), typed)["Location"] == "/"


def test_a_session_begins_anew_at_signing_in_and_its_cookie_is_out_of_scripts_reach() -> None:
    tom, client = factories.tom(), Client()
    client.get(reverse("account_login"))
    client.cookies["sessionid"] = "a" * 32
    typed = {"login": tom.account.email, "password": factories.PASSWORD}
    given = client.post(reverse("account_login"), typed).cookies["sessionid"]
    assert given.value != "a" * 32
    assert given["httponly"]
    assert given["samesite"] == "Lax"


def test_cookies_of_production_belong_to_one_host_and_travel_only_encrypted() -> None:
    from rjhub.settings import production

    assert production.SESSION_COOKIE_NAME.startswith("__Host-")
    assert production.CSRF_COOKIE_NAME.startswith("__Host-")
    assert production.SESSION_COOKIE_SECURE
    assert production.CSRF_COOKIE_SECURE


def test_a_form_without_its_token_does_nothing() -> None:
    meera, tom = factories.meera(), factories.tom()
    client = Client(enforce_csrf_checks=True)
    client.force_login(meera.account)
    client.get("/")
    assert client.post(f"/partnership/staff/{tom.id}/locking").status_code == 403
    tom.account.refresh_from_db()
    assert tom.account.is_active


def test_another_host_gets_no_link_made_with_its_name() -> None:
    tom = factories.tom()
    answer = Client(raise_request_exception=False).post(
        reverse("account_reset_password"), {"email": tom.account.email}, headers={"host": "evil.example"}
    )
    assert answer.status_code == 400
