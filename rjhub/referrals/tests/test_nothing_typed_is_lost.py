"""What is typed is kept: while it is typed, when a session ends, and when two windows are open."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core import signing

from rjhub.kernel import clock
from rjhub.referrals.tests import browsing as web

pytestmark = pytest.mark.django_db


def test_a_page_is_kept_while_it_is_typed() -> None:
    dean = web.signed_in("Dean Whitlock")
    draft = web.start(dean)

    answer = web.press(
        dean, f"{draft}/happened", {"description": "She came home and"}, at=f"{draft}/happened/typing"
    )

    assert answer.status_code == 204
    assert "She came home and" in web.text_of(dean.get(f"{draft}/happened"))


def test_an_earlier_copy_that_arrives_late_replaces_nothing() -> None:
    dean = web.signed_in("Dean Whitlock")
    draft = web.start(dean)
    opening = web.hidden(web.text_of(dean.get(f"{draft}/court")), "opening")
    dean.post(f"{draft}/court", {"opening": opening, "court_name": "Lewes Crown Court"})

    dean.post(f"{draft}/court/typing", {"opening": opening, "court_name": "Lewes Crow"})

    assert "Lewes Crown Court" in web.text_of(dean.get(f"{draft}/court"))


def test_nothing_typed_is_lost_when_the_session_has_ended() -> None:
    dean = web.signed_in("Dean Whitlock")
    draft = web.start(dean)
    opening = web.hidden(web.text_of(dean.get(f"{draft}/happened")), "opening")
    dean.session.flush()
    dean.cookies.clear()

    answer: Any = dean.post(f"{draft}/happened", {"opening": opening, "description": "A long story"})

    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/sign-in?next=/referrals/drafts/")
    again = web.signed_in("Dean Whitlock")
    assert "A long story" in web.text_of(again.get(f"{draft}/happened"))


def test_nothing_typed_is_lost_when_the_session_has_become_too_old() -> None:
    dean = web.signed_in("Dean Whitlock")
    draft = web.start(dean)
    opening = web.hidden(web.text_of(dean.get(f"{draft}/happened")), "opening")

    with time_machine.travel(clock.now() + settings.LONGEST_SESSION + timedelta(minutes=1)):
        answer: Any = dean.post(f"{draft}/happened", {"opening": opening, "description": "A long story"})

    assert answer["Location"].startswith("/account/sign-in?next=/referrals/drafts/")
    assert "A long story" in web.text_of(web.signed_in("Dean Whitlock").get(f"{draft}/happened"))


def test_typing_goes_on_being_kept_when_the_session_has_ended() -> None:
    dean = web.signed_in("Dean Whitlock")
    draft = web.start(dean)
    opening = web.hidden(web.text_of(dean.get(f"{draft}/happened")), "opening")
    dean.cookies.clear()

    answer = dean.post(f"{draft}/happened/typing", {"opening": opening, "description": "A long story"})

    assert answer.status_code == 204
    assert "A long story" in web.text_of(web.signed_in("Dean Whitlock").get(f"{draft}/happened"))


def test_what_arrives_signed_out_for_a_page_that_changed_waits_to_be_compared() -> None:
    dean = web.signed_in("Dean Whitlock")
    draft = web.start(dean)
    first = web.hidden(web.text_of(dean.get(f"{draft}/court")), "opening")
    web.press(dean, f"{draft}/court", {"court_name": "Lewes Crown Court"})
    dean.cookies.clear()

    dean.post(f"{draft}/court", {"opening": first, "court_name": "Hove Crown Court"})

    again = web.signed_in("Dean Whitlock")
    compared = again.get(f"{draft}/court")
    assert compared.status_code == 409
    assert "Lewes Crown Court" in web.text_of(compared)
    assert "Hove Crown Court" in web.text_of(compared)
    assert "Look again" in web.text_of(again.get(draft))

    web.press(again, f"{draft}/court", at=f"{draft}/court/setting-aside")
    left = web.text_of(again.get(f"{draft}/court"))
    assert "Lewes Crown Court" in left
    assert "Hove Crown Court" not in left


def test_two_windows_do_not_silently_overwrite_each_other() -> None:
    dean = web.signed_in("Dean Whitlock")
    draft = web.start(dean)
    left = web.hidden(web.text_of(dean.get(f"{draft}/court")), "opening")
    right = web.hidden(web.text_of(dean.get(f"{draft}/court")), "opening")
    dean.post(f"{draft}/court", {"opening": left, "court_name": "Lewes Crown Court"})

    clash = dean.post(f"{draft}/court", {"opening": right, "court_name": "Hove Crown Court"})

    assert clash.status_code == 409
    page = web.text_of(clash)
    assert "They saved" in page
    assert "Lewes Crown Court" in page
    assert "Hove Crown Court" in page
    answer = dean.post(
        f"{draft}/court", {"opening": web.hidden(page, "opening"), "court_name": "Hove Crown Court"}
    )
    assert answer.status_code == 302
    assert "Hove Crown Court" in web.text_of(dean.get(f"{draft}/court"))


def test_the_same_page_sent_twice_is_no_clash() -> None:
    dean = web.signed_in("Dean Whitlock")
    draft = web.start(dean)
    sent = {
        "opening": web.hidden(web.text_of(dean.get(f"{draft}/court")), "opening"),
        "court_name": "Lewes Crown Court",
    }

    assert [dean.post(f"{draft}/court", sent).status_code for _ in range(2)] == [302, 302]


@pytest.mark.parametrize(
    "opening",
    ["", "forged", signing.dumps(["x", "court", "p", "s"], salt="other")],
    ids=["none", "forged", "signed for something else"],
)
def test_a_form_that_is_not_ours_is_refused(opening: str) -> None:
    dean = web.signed_in("Dean Whitlock")
    draft = web.start(dean)

    assert dean.post(f"{draft}/court", {"opening": opening, "court_name": "X"}).status_code == 403
    assert dean.post(f"{draft}/court/typing", {"opening": opening, "court_name": "X"}).status_code == 403


def test_the_opening_of_one_page_does_not_open_another() -> None:
    dean = web.signed_in("Dean Whitlock")
    draft, other = web.start(dean), web.start(dean)
    opening = web.hidden(web.text_of(dean.get(f"{draft}/court")), "opening")

    assert dean.post(f"{draft}/happened", {"opening": opening}).status_code == 403
    assert dean.post(f"{other}/court", {"opening": opening}).status_code == 403
