"""A visit without an account: what protects it, how long it lasts, and that leaving leaves nothing behind."""

from datetime import timedelta
from typing import Any, cast

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from rjhub.kernel import clock
from rjhub.partnership import installation
from rjhub.partnership.models import Partnership
from rjhub.referrals.actions import asking, drafting
from rjhub.referrals.models import Draft, Referral
from rjhub.referrals.tests import browsing as web
from rjhub.referrals.tests import factories as here
from rjhub.referrals.tests import visiting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_asked_yet() -> None:
    cache.clear()


def the_referral() -> Referral:
    with here.at_work(here.coordinator()):
        return Referral.objects.get()


def test_leaving_deletes_what_was_typed_and_back_shows_nothing() -> None:
    client = visiting.visitor()
    web.press(client, f"{visiting.START}/contact", visiting.CONTACT)

    left = client.get("/ask/leaving")

    assert left.status_code == 303
    assert not left["Location"].startswith("/")
    assert "cache" in left["Clear-Site-Data"]
    assert not Draft.objects.exists()
    back = client.get(f"{visiting.START}/contact")
    assert back.status_code == 410
    assert "900222" not in web.text_of(back)
    assert "There is nothing here" in web.text_of(back)


@pytest.mark.parametrize("path", ["", "/contact", "/check", "/not-safe", "/sent"])
def test_no_page_may_be_stored_and_the_tab_says_nothing(path: str) -> None:
    client = visiting.visitor()

    page = client.get(visiting.START + path)

    assert "no-store" in page["Cache-Control"]
    if page.status_code != 302:
        title = web.text_of(page).partition("<title>")[2].partition("</title>")[0].lower()
        for word in ("justice", "harm", "victim", "crime", "abuse"):
            assert word not in title
        assert 'href="/ask/leaving"' in web.text_of(page)


def test_the_cookie_of_a_visit_is_for_this_site_only_and_goes_with_the_browser() -> None:
    cookie = visiting.visitor().cookies["visit"]

    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert cookie["path"] == "/ask/"
    assert cookie["max-age"] == cookie["expires"] == ""
    assert len(cookie.value) >= 40


def test_a_visit_is_over_after_an_hour() -> None:
    client = visiting.visitor()
    web.press(client, f"{visiting.START}/contact", visiting.CONTACT)
    later = clock.now() + timedelta(minutes=61)

    with time_machine.travel(later):
        assert client.get(f"{visiting.START}/contact").status_code == 410
        assert client.get(f"{visiting.START}/check").status_code == 410
    assert drafting.clear_expired_drafts(at=later) == 1


def test_a_visit_to_one_partnership_is_nothing_to_another() -> None:
    client = visiting.visitor()

    assert client.get("/ask/kent/contact").status_code == 410


def test_somebody_else_with_another_cookie_sees_nothing() -> None:
    web.press(visiting.visitor(), f"{visiting.START}/contact", visiting.CONTACT)

    assert "900222" not in web.text_of(visiting.visitor().get(f"{visiting.START}/contact"))


def test_what_is_typed_is_kept_while_it_is_typed() -> None:
    client = visiting.visitor()

    answer = web.press(
        client,
        f"{visiting.START}/happened",
        {"own_words": "It was at nig"},
        at=f"{visiting.START}/happened/typing",
    )

    assert answer.status_code == 204
    assert "It was at nig" in web.text_of(client.get(f"{visiting.START}/happened"))


def test_two_windows_of_one_visit_are_noticed() -> None:
    client = visiting.visitor()
    page = web.text_of(client.get(f"{visiting.START}/hopes"))
    form = {name: web.hidden(page, name) for name in ("opening", "csrfmiddlewaretoken")}
    web.press(client, f"{visiting.START}/hopes", {"hopes": "To be heard"})

    typing = client.post(f"{visiting.START}/hopes/typing", form | {"hopes": "To ask"})
    answer: Any = client.post(f"{visiting.START}/hopes", form | {"hopes": "To ask"})

    assert typing.status_code == 409
    assert answer["Location"] == f"{visiting.START}/hopes"
    assert "To be heard" in web.text_of(client.get(f"{visiting.START}/hopes"))


def test_what_is_sent_from_two_tabs_both_stands_until_the_visitor_chooses() -> None:
    client = visiting.visitor()
    visiting.answer_all(client)
    hopes, check = f"{visiting.START}/hopes", f"{visiting.START}/check"
    before = web.text_of(client.get(hopes))
    web.press(client, hopes, {"hopes": "To be heard"})
    late = {name: web.hidden(before, name) for name in ("opening", "csrfmiddlewaretoken")}

    answer: Any = client.post(hopes, late | {"hopes": "To ask him why"})

    assert answer["Location"] == hopes
    page = web.text_of(client.get(hopes))
    assert "You had this page open twice" in page
    assert "Somebody else" not in page
    assert "To ask him why" in page.partition("<textarea")[2]
    assert "To be heard" in page
    assert cast(Any, client.get(check))["Location"] == hopes
    web.press(client, hopes, {"hopes": "To ask him why"})
    sure = web.text_of(client.get(check))
    assert "To ask him why" in sure
    assert "To be heard" not in sure


def test_who_says_from_a_second_tab_that_they_are_not_safe_is_told_who_helps() -> None:
    client = visiting.visitor()
    contact = f"{visiting.START}/contact"
    before = web.text_of(client.get(contact))
    web.press(client, contact, visiting.CONTACT)
    late = {name: web.hidden(before, name) for name in ("opening", "csrfmiddlewaretoken")}

    answer: Any = client.post(contact, late | {"safe_now": "no"})

    assert answer["Location"] == f"{visiting.START}/not-safe"


def test_pressing_the_button_twice_makes_one_referral() -> None:
    client = visiting.visitor()
    visiting.answer_all(client)
    page = web.text_of(client.get(f"{visiting.START}/check"))
    form = {name: web.hidden(page, name) for name in ("version", "csrfmiddlewaretoken")}

    with time_machine.travel(clock.now() + timedelta(minutes=1)):
        places = {client.post(f"{visiting.START}/sending", form)["Location"] for _ in range(2)}

    assert places == {f"{visiting.START}/sent"}
    assert the_referral()


def test_a_program_that_answers_faster_than_anybody_reads_is_held_back() -> None:
    client = visiting.visitor()
    visiting.answer_all(client)

    answer: Any = web.press(client, f"{visiting.START}/check", at=f"{visiting.START}/sending")

    assert answer["Location"] == f"{visiting.START}/check"
    assert asking.TOO_FAST in web.text_of(client.get(f"{visiting.START}/check"))
    with here.at_work(here.coordinator()):
        assert not Referral.objects.exists()


def test_too_many_visits_from_one_place_are_slowed_down() -> None:
    for _ in range(20):
        visiting.visitor()
    client = Client(enforce_csrf_checks=True)

    answer = web.press(client, visiting.START, {"who": "self_harmed"}, at=f"{visiting.START}/beginning")

    assert answer.status_code == 429
    assert Draft.objects.count() == 20


def test_a_form_of_another_site_is_refused() -> None:
    client = visiting.visitor()
    opening = web.hidden(web.text_of(client.get(f"{visiting.START}/contact")), "opening")

    forged = client.post(f"{visiting.START}/contact", visiting.CONTACT | {"opening": opening})
    ours_without_opening = web.press(client, visiting.START, visiting.CONTACT, at=f"{visiting.START}/contact")

    assert forged.status_code == 403
    assert ours_without_opening.status_code == 403


def test_a_partnership_that_takes_none_over_the_internet_says_how_else() -> None:
    client = visiting.visitor()
    visiting.answer_all(client)
    with installation.acts():
        Partnership.objects.filter(code="sussex").update(takes_self_referrals=False)

    page = web.text_of(client.get(visiting.START))
    visiting.send(client)

    assert "Ask us now" not in page
    assert "01632 960110" in page
    assert "Call it instead" in web.text_of(client.get(f"{visiting.START}/check"))
    token = client.cookies["csrftoken"].value
    begun: Any = client.post(
        f"{visiting.START}/beginning", {"who": "self_harmed", "csrfmiddlewaretoken": token}
    )
    assert begun["Location"] == visiting.START


def test_an_area_that_is_not_there_is_not_found() -> None:
    assert Client().get("/ask/atlantis").status_code == 404
