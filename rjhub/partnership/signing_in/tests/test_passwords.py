"""Forgetting a password, and changing it."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rjhub.partnership.models import Account
from rjhub.partnership.signing_in import later
from rjhub.partnership.tests import factories

pytestmark = pytest.mark.django_db
NEW = "seven lanterns over a slow river"
RESET, SENT, CHANGE = "/account/password/reset", "/account/password/reset/sent", "/account/password"


def link_in(mail) -> str:
    return re.search(r"http://testserver(\S+)", mail.body)[1]


def ask(client: Client, email: str):
    answer = client.post(RESET, {"email": email}, follow=True)
    the_worker_works()
    return answer


def the_worker_works() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE task_name = 'mail_password_link' RETURNING args")
        for (told,) in cursor.fetchall():
            later.mail_password_link(**(json.loads(told) if isinstance(told, str) else told))


def opens(email: str, password: str) -> bool:
    client = Client()
    client.post("/account/sign-in", {"login": email, "password": password})
    return "_auth_user_id" in client.session


def test_the_page_says_the_same_whether_or_not_there_is_an_account(client, mailoutbox):
    tom = factories.tom()
    known, unknown = ask(client, tom.account.email), ask(client, "nobody@sussex-police.example")
    assert known.content == unknown.content
    assert known.redirect_chain == unknown.redirect_chain == [(SENT, 302)]
    assert [mail.to for mail in mailoutbox] == [[tom.account.email]]


def test_the_mail_leaves_after_the_answer_and_the_request_does_the_same_for_every_address(client, mailoutbox):
    """The time of the answer told who has an account, while the mail was sent inside the request."""
    tom = factories.tom()
    client.post(
        RESET, {"email": "somebody@else.example"}
    )  # the first try of all begins the count of this computer's
    statements = []
    for email in (tom.account.email, "nobody@sussex-police.example"):
        with CaptureQueriesContext(connection) as seen:
            client.post(RESET, {"email": email})
        statements.append([re.sub(r"'[^']*'|\d+", "?", one["sql"]) for one in seen.captured_queries])
    assert statements[0] == statements[1]
    assert mailoutbox == []
    the_worker_works()
    assert [mail.to for mail in mailoutbox] == [[tom.account.email]]


def test_the_link_sets_a_new_password_once(client, mailoutbox):
    tom = factories.tom()
    ask(client, tom.account.email)
    link = link_in(mailoutbox[0])
    form = client.get(link, follow=True)
    address = form.redirect_chain[-1][0]
    assert tom.account.email not in address
    assert client.post(address, {"password1": NEW})["Location"] == "/account/password/reset/done"
    assert opens(tom.account.email, NEW)
    assert "does not work any more" in Client().get(link, follow=True).content.decode()


def test_a_new_password_ends_every_open_session(client, mailoutbox):
    tom = factories.tom()
    elsewhere = Client()
    elsewhere.force_login(tom.account)
    ask(client, tom.account.email)
    address = client.get(link_in(mailoutbox[0]), follow=True).redirect_chain[-1][0]
    client.post(address, {"password1": NEW})
    assert elsewhere.get("/partnership").status_code == 302


def test_the_link_is_worth_nothing_after_three_hours(client, mailoutbox):
    with time_machine.travel(datetime(2026, 11, 2, 9, tzinfo=UTC), tick=False) as clock:
        ask(client, factories.tom().account.email)
        clock.shift(timedelta(hours=3, minutes=1))
        assert "does not work any more" in client.get(link_in(mailoutbox[0]), follow=True).content.decode()


@pytest.mark.parametrize("forged", ["4gp-cx1abc-0123456789abcdef0123456789abcdef", "zz-0", "0-0"])
def test_a_forged_link_says_the_same(client, forged):
    assert "does not work any more" in client.get(f"{RESET}/{forged}", follow=True).content.decode()


@pytest.mark.parametrize(
    ("weak", "said"),
    [
        ("short words", "at least 12 characters"),
        ("password1234", "too common"),
        ("tomaldous2026", "too similar to the name"),
    ],
)
def test_a_weak_password_is_refused_with_the_reason(client, weak, said):
    tom = factories.tom()
    client.force_login(tom.account)
    shown = client.post(CHANGE, {"oldpassword": factories.PASSWORD, "password1": weak}).content.decode()
    assert said in shown
    assert not opens(tom.account.email, weak)


def test_changing_a_password_takes_the_old_one_and_signs_out_everywhere_else(client):
    tom = factories.tom()
    elsewhere = Client()
    for each in (client, elsewhere):
        each.post("/account/sign-in", {"login": tom.account.email, "password": factories.PASSWORD})
    wrong = client.post(CHANGE, {"oldpassword": "not that one at all", "password1": NEW}).content.decode()
    assert "This is not your current password" in wrong
    assert (
        client.post(CHANGE, {"oldpassword": factories.PASSWORD, "password1": NEW})["Location"]
        == "/my-account"
    )
    assert client.get("/partnership").status_code == 200
    assert elsewhere.get("/partnership").status_code == 302
    assert opens(tom.account.email, NEW)


def test_passwords_are_kept_as_argon2_outside_the_tests():
    from rjhub.settings import base

    assert base.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")


def test_asking_again_and_again_sends_no_more_than_three_mails(client, mailoutbox):
    tom = factories.tom()
    answers = [client.post(RESET, {"email": tom.account.email}).status_code for _ in range(5)]
    the_worker_works()
    assert answers == [302, 302, 302, 429, 429]
    assert len(mailoutbox) == 3
    assert Account.objects.get(id=tom.account_id).has_usable_password()


def test_a_mail_server_that_is_down_is_logged_and_tells_nobody_who_has_an_account(
    client, monkeypatch, caplog
):
    def down(_mail: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", down)
    known, unknown = ask(client, factories.tom().account.email), ask(client, "nobody@sussex-police.example")
    assert known.content == unknown.content
    assert "could not be sent" in caplog.text
    assert "/account/password/reset/" not in caplog.text
