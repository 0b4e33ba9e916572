"""Seeing where one is signed in, and ending it."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rjhub.partnership.models import OpenSession, Staff
from rjhub.partnership.sessions import digest_of
from rjhub.partnership.signing_in.devices import name_of
from rjhub.partnership.tests import factories

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"
EDGE = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1 (KHTML, like Gecko) Safari/604.1"


def signed_in(staff: Staff, browser: str) -> Client:
    client = Client(headers={"user-agent": browser})
    client.post("/account/sign-in", {"login": staff.account.email, "password": factories.PASSWORD})
    return client


def test_browsers_are_named_so_that_their_owner_knows_them():
    assert [name_of(each) for each in (FIREFOX, EDGE, PHONE, "curl/8")] == [
        "Firefox on Windows",
        "Edge on Windows",
        "Safari on an iPhone",
        "A browser on an unknown device",
    ]


def test_tom_sees_where_he_is_signed_in_and_signs_out_there():
    tom = factories.tom()
    desk, phone = signed_in(tom, FIREFOX), signed_in(tom, PHONE)
    shown = desk.get("/account/sessions").content.decode()
    assert "Firefox on Windows (here)" in shown
    assert "Safari on an iPhone" in shown
    on_phone = OpenSession.objects.get(account=tom.account, user_agent=PHONE)
    desk.post(f"/account/sessions/{on_phone.pk}/ending")
    assert phone.get("/partnership").status_code == 302
    assert desk.get("/partnership").status_code == 200


def test_nobody_ends_somebody_elses_session():
    tom, meera = factories.tom(), factories.meera()
    his, hers = signed_in(tom, FIREFOX), signed_in(meera, EDGE)
    session = OpenSession.objects.get(account=meera.account)
    assert his.post(f"/account/sessions/{session.pk}/ending").status_code == 404
    assert hers.get("/partnership").status_code == 200


def test_signing_out_everywhere_ends_every_session_and_is_on_record(behind_the_walls):
    tom = factories.tom()
    desk, phone = signed_in(tom, FIREFOX), signed_in(tom, PHONE)
    assert desk.post("/account/sessions/ending")["Location"] == "/account/sign-in"
    assert [each.get("/partnership").status_code for each in (desk, phone)] == [302, 302]
    with behind_the_walls() as cursor:
        cursor.execute(
            "SELECT count(*) FROM audit_entry WHERE staff_id = %s AND tag LIKE '%%end_all'", [tom.id]
        )
        assert cursor.fetchone() == (1,)


def test_ending_a_session_takes_a_press():
    desk = signed_in(factories.tom(), FIREFOX)
    assert desk.get("/account/sessions/ending").status_code == 405
    assert desk.get("/partnership").status_code == 200


def test_what_was_typed_into_a_form_comes_back_when_the_session_ended_meanwhile():
    desk = signed_in(factories.tom(), FIREFOX)
    Session.objects.all().delete()
    answer = desk.post(
        "/partnership", {"note": "She would like to wait."}, headers={"Origin": "http://testserver"}
    )
    assert answer.status_code == 403
    assert "Your session ended before this was sent" in answer.content.decode()
    assert "She would like to wait." in answer.content.decode()


def test_a_press_without_words_leads_to_signing_in():
    desk = signed_in(factories.tom(), FIREFOX)
    Session.objects.all().delete()
    assert desk.post("/partnership")["Location"] == "/account/sign-in"


def ends_at(client: Client) -> datetime:
    return Session.objects.get(session_key=digest_of(client.session.session_key)).expire_date


def test_each_page_moves_the_end_of_a_session_on_and_pages_of_one_minute_write_it_once():
    with time_machine.travel("2026-03-02 10:00:00Z", tick=False) as clock:
        desk = signed_in(factories.tom(), FIREFOX)
        began = ends_at(desk)
        clock.shift(timedelta(seconds=50))
        with CaptureQueriesContext(connection) as asked:
            desk.get("/partnership")
        assert ends_at(desk) == began
        assert not any(one["sql"].startswith('UPDATE "django_session"') for one in asked)
        clock.shift(timedelta(seconds=11))
        desk.get("/partnership")
        assert ends_at(desk) == began + timedelta(seconds=61)


def test_a_session_ends_when_nothing_happened_for_as_long_as_is_set_and_never_later():
    with time_machine.travel("2026-03-02 10:00:00Z", tick=False) as clock:
        desk = signed_in(factories.tom(), FIREFOX)
        clock.shift(timedelta(seconds=59))
        assert desk.get("/partnership").status_code == 200
        clock.shift(timedelta(seconds=settings.SESSION_COOKIE_AGE))
        assert desk.get("/partnership").status_code == 302


def test_what_changes_in_a_session_is_written_at_once():
    desk = signed_in(factories.tom(), FIREFOX)
    session = desk.session
    session["acting_as"] = "x"
    session.save()
    assert desk.session["acting_as"] == "x"
