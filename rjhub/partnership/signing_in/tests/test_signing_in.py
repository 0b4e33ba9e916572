"""Signing in and out with a password, and how long it lasts."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from rjhub.partnership.actions import accounts, leaving
from rjhub.partnership.models import Staff
from rjhub.partnership.tests import factories

pytestmark = pytest.mark.django_db
SIGN_IN = "/account/sign-in"
WRONG = "The email address or the password is not right"


def sign_in(client: Client, email: str, password: str = factories.PASSWORD, **more: str):
    return client.post(SIGN_IN, {"login": email, "password": password, **more})


def page(client: Client, address: str = "/my-account") -> str:
    return client.get(address).content.decode()


def test_tom_signs_in_and_sees_for_whom_he_acts(client):
    tom = factories.tom()
    answer = sign_in(client, tom.account.email)
    assert answer.status_code == 302
    assert answer["Location"] == "/"
    shown = page(client)
    assert "Tom Aldous" in shown
    assert ", Sussex Police" in shown


def test_capitals_in_the_address_do_not_matter(client):
    tom = factories.tom()
    assert sign_in(client, tom.account.email.upper()).status_code == 302


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client):
    tom = factories.tom()
    wrong = sign_in(client, tom.account.email, "three otters cross a broken bridge").content.decode()
    unknown = sign_in(client, "tom.aldouz@sussex-police.example").content.decode()
    assert WRONG in wrong
    without = re.compile(r'csrfmiddlewaretoken" value="\w+"|tom\.aldou[sz]@sussex-police\.example')
    assert without.sub("", wrong) == without.sub("", unknown)


def test_after_five_wrong_passwords_even_the_right_one_has_to_wait_whether_or_not_there_is_an_account(client):
    tom = factories.tom()
    for email in (tom.account.email, "nobody@sussex-police.example"):
        cache.clear()
        answers = [sign_in(client, email, f"wrong number {number}").content.decode() for number in range(6)]
        assert WRONG in answers[4]
        assert "too many tries" in answers[5]
    cache.clear()
    for number in range(5):
        sign_in(client, tom.account.email, f"wrong number {number}")
    assert "too many tries" in sign_in(client, tom.account.email).content.decode()


def test_somebody_who_left_is_told_so_only_after_the_right_password(client):
    meera, tom = factories.meera(), factories.tom()
    with factories.acting(meera):
        leaving.leave(tom, on=date(2026, 1, 5), by=meera)
    assert WRONG in sign_in(client, tom.account.email, "not the password at all").content.decode()
    answer = sign_in(client, tom.account.email)
    assert answer["Location"] == SIGN_IN
    assert "You do not work for an agency" in page(client, SIGN_IN)
    assert "_auth_user_id" not in client.session


def test_a_closed_account_does_not_open(client):
    tom = factories.tom()
    with factories.acting(factories.meera()) as meera:
        accounts.lock(tom, by=meera)
    sign_in(client, tom.account.email)
    assert "_auth_user_id" not in client.session


def test_the_cast_of_a_demonstration_cannot_sign_in_anywhere_else(client, settings):
    tom = factories.tom()
    settings.DEMONSTRATION = False
    assert sign_in(client, tom.account.email)["Location"] == SIGN_IN
    assert "_auth_user_id" not in client.session


def test_an_open_session_of_the_cast_ends_where_there_is_no_demonstration(client, settings):
    client.force_login(factories.tom().account)
    settings.DEMONSTRATION = False
    assert client.get("/my-account")["Location"].startswith(SIGN_IN)
    assert "_auth_user_id" not in client.session


def test_somebody_who_leaves_is_cut_off_at_their_next_request(client):
    meera, tom = factories.meera(), factories.tom()
    sign_in(client, tom.account.email)
    assert client.get("/partnership").status_code == 200
    with factories.acting(meera):
        leaving.leave(tom, on=datetime.now(UTC).date(), by=meera)
    assert client.get("/partnership")["Location"].startswith(SIGN_IN)
    assert "_auth_user_id" not in client.session


def test_a_closed_account_is_cut_off_at_its_next_request(client):
    tom = factories.tom()
    sign_in(client, tom.account.email)
    with factories.acting(factories.meera()) as meera:
        accounts.lock(tom, by=meera)
    assert client.get("/partnership")["Location"].startswith(SIGN_IN)


def test_losing_a_role_counts_at_the_next_request(client):
    meera, second = factories.meera(), factories.works_at(factories.agency("sussex-police"), "Iain Moffat")
    client.force_login(meera.account)
    assert client.get("/partnership/invitations").status_code == 200
    leaving.end_role(meera.roles.get(), by=None)
    assert client.get("/partnership/invitations").status_code == 404
    assert second.agency_id == meera.agency_id


def test_half_an_hour_without_a_request_ends_the_session(client):
    with time_machine.travel(datetime(2026, 11, 2, 9, tzinfo=UTC), tick=False) as clock:
        sign_in(client, factories.tom().account.email)
        clock.shift(timedelta(minutes=29))
        assert client.get("/partnership").status_code == 200
        clock.shift(timedelta(minutes=29))
        assert client.get("/partnership").status_code == 200
        clock.shift(timedelta(minutes=31))
        assert client.get("/partnership")["Location"].startswith(SIGN_IN)
        assert "You were signed out: nothing happened for a while" in page(client, SIGN_IN)


def test_a_session_ends_after_ten_hours_however_busy(client):
    with time_machine.travel(datetime(2026, 11, 2, 8, tzinfo=UTC), tick=False) as clock:
        sign_in(client, factories.tom().account.email)
        for _ in range(int(settings.LONGEST_SESSION / timedelta(minutes=20))):
            clock.shift(timedelta(minutes=20))
            assert client.get("/partnership").status_code == 200
        clock.shift(timedelta(minutes=1))
        assert client.get("/partnership")["Location"].startswith(SIGN_IN)
        assert "more than 10 hours ago" in page(client, SIGN_IN)


def test_the_session_gets_a_new_name_at_sign_in(client):
    client.get(SIGN_IN)
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    before = session.session_key
    client.cookies[settings.SESSION_COOKIE_NAME] = before
    sign_in(client, factories.tom().account.email)
    assert client.session.session_key != before
    stranger = Client()
    stranger.cookies[settings.SESSION_COOKIE_NAME] = before
    assert stranger.get("/partnership")["Location"].startswith(SIGN_IN)


def test_a_form_from_another_site_signs_nobody_in():
    careful = Client(enforce_csrf_checks=True)
    assert sign_in(careful, factories.tom().account.email).status_code == 403


@pytest.mark.parametrize(
    "after", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"]
)
def test_nobody_is_sent_to_another_site_after_signing_in(client, after):
    assert sign_in(client, factories.tom().account.email, next=after)["Location"] == "/"


def test_whoever_is_signed_out_comes_back_to_the_page_they_wanted(client):
    wanted = "/partnership/agencies?kind=police"
    to_sign_in = client.get(wanted)["Location"]
    assert 'name="next" value="/partnership/agencies?kind=police"' in page(client, to_sign_in)
    assert sign_in(client, factories.tom().account.email, next=wanted)["Location"] == wanted


def test_somebody_who_was_never_signed_in_is_not_told_that_they_were_signed_out(client):
    client.get("/partnership")
    assert "You were signed out" not in page(client, SIGN_IN)


def test_signing_out_takes_a_press_and_ends_the_session(client):
    sign_in(client, factories.tom().account.email)
    assert client.get("/account/sign-out").status_code == 200
    assert client.get("/partnership").status_code == 200
    assert client.post("/account/sign-out")["Location"] == SIGN_IN
    assert client.get("/partnership")["Location"].startswith(SIGN_IN)


def test_nobody_signs_up(client):
    from django.urls import NoReverseMatch

    with pytest.raises(NoReverseMatch):
        reverse("account_signup")
    assert client.get("/account/signup/").status_code == 404


def test_a_demonstration_names_its_cast_and_fills_in_an_address(client):
    tom = factories.tom()
    shown = page(client, SIGN_IN)
    assert f"email={tom.account.email.replace('@', '%40')}" in shown
    assert "The password of everybody below is: demonstration only" in shown
    filled = page(client, f"{SIGN_IN}?email={tom.account.email}")
    assert f'value="{tom.account.email}"' in filled


def test_anywhere_else_the_page_names_nobody_and_fills_in_nothing(client, settings):
    settings.DEMONSTRATION = False
    tom = factories.tom()
    shown = page(client, f"{SIGN_IN}?email={tom.account.email}")
    assert "Tom Aldous" not in shown
    assert tom.account.email not in shown
    assert "demonstration only" not in shown


def test_a_session_begun_is_on_record(client, behind_the_walls):
    tom: Staff = factories.tom()
    sign_in(client, tom.account.email)
    with behind_the_walls() as cursor:
        cursor.execute("SELECT tag FROM audit_entry WHERE staff_id = %s", [tom.id])
        assert [tag for (tag,) in cursor.fetchall()] == ["partnership:session:begin"]
