"""From the last page of a referral to its receipt."""

from typing import Any
from uuid import UUID

import pytest

from rjhub.referrals.models import Draft, Referral
from rjhub.referrals.tests import browsing as web
from rjhub.referrals.tests import counting
from rjhub.referrals.tests import factories as here

pytestmark = pytest.mark.django_db


def the_draft(address: str) -> Draft:
    return Draft.objects.get(id=UUID(address.rpartition("/")[2]))


def test_a_sergeant_fills_in_a_referral_page_by_page_and_gets_a_receipt() -> None:
    dean = web.signed_in("Dean Whitlock")
    draft = web.start(dean)
    assert web.text_of(dean.get(draft)).count("Not yet started") == 9

    web.fill_in(dean, draft)
    checked = web.text_of(dean.get(f"{draft}/checking"))
    receipt = dean.get(web.send(dean, draft))

    assert "Her home was broken into while she slept." in checked
    assert "14 August 2026" in checked
    page = web.text_of(receipt)
    assert "Referral sent" in page
    assert "Bognor Regis hub" in page
    with here.at_work(here.coordinator()):
        assert Referral.objects.get().source_reference == "RJ/26/114"


def test_a_second_press_of_the_button_shows_the_same_receipt() -> None:
    dean = web.signed_in("Dean Whitlock")
    draft = web.start(dean)
    web.fill_in(dean, draft)
    page = web.text_of(dean.get(f"{draft}/checking"))
    form = {name: web.hidden(page, name) for name in ("csrfmiddlewaretoken", "version")}

    first: Any = dean.post(f"{draft}/sending", form)
    second: Any = dean.post(f"{draft}/sending", form)

    assert first["Location"] == second["Location"]
    with here.at_work(here.coordinator()):
        assert Referral.objects.count() == 1


def test_after_sending_every_page_of_the_draft_leads_to_the_receipt() -> None:
    dean = web.signed_in("Dean Whitlock")
    draft = web.start(dean)
    opening = web.hidden(web.text_of(dean.get(f"{draft}/court")), "opening")
    web.fill_in(dean, draft)
    receipt = web.send(dean, draft)

    for part in ("", "/court", "/checking"):
        answer: Any = dean.get(draft + part)
        assert answer["Location"] == receipt
    late: Any = dean.post(f"{draft}/court", {"opening": opening, "court_name": "Too late"})
    assert late["Location"] == receipt
    assert the_draft(draft).read().pages == {}


def test_a_change_after_checking_has_to_be_checked_again() -> None:
    dean = web.signed_in("Dean Whitlock")
    draft = web.start(dean)
    web.fill_in(dean, draft)
    page = web.text_of(dean.get(f"{draft}/checking"))
    form = {name: web.hidden(page, name) for name in ("csrfmiddlewaretoken", "version")}
    web.press(dean, f"{draft}/court", {"court_name": "Lewes Crown Court"})

    answer: Any = dean.post(f"{draft}/sending", form)

    assert answer["Location"] == f"{draft}/checking"
    assert "Something was changed since you checked" in web.text_of(dean.get(f"{draft}/checking"))
    with here.at_work(here.coordinator()):
        assert Referral.objects.count() == 0


def test_a_draft_with_gaps_cannot_be_sent() -> None:
    dean = web.signed_in("Dean Whitlock")
    draft = web.start(dean)
    web.press(dean, f"{draft}/circumstances", web.CIRCUMSTANCES)

    assert "Cannot start yet" in web.text_of(dean.get(draft))
    answer: Any = dean.get(f"{draft}/checking")
    assert answer["Location"] == draft
    sent: Any = web.press(dean, draft, {"version": "2"}, at=f"{draft}/sending")
    assert sent["Location"] == f"{draft}/checking"


def test_nobody_responsible_may_be_known() -> None:
    dean = web.signed_in("Dean Whitlock")
    draft = web.start(dean)
    web.press(dean, f"{draft}/responsible-1/removal")
    for key in [key for key in web.PAGES if not key.startswith("responsible")]:
        web.press(dean, f"{draft}/{key}", web.PAGES[key])

    assert "Referral sent" in web.text_of(dean.get(web.send(dean, draft)))


def test_the_list_shows_what_was_begun_and_what_was_sent() -> None:
    dean = web.signed_in("Dean Whitlock")
    begun = web.start(dean)
    sent = here.a_referral()

    page = web.text_of(dean.get("/referrals/sent"))

    assert begun in page
    assert sent.reference in page
    assert "Alice Fenwick" in page
    assert "Received" in page


def test_the_list_takes_as_many_queries_for_many_as_for_one() -> None:
    dean = web.signed_in("Dean Whitlock")
    here.a_referral()
    dean.get("/referrals/sent")
    with_one = counting.statements(lambda: dean.get("/referrals/sent"))
    for _ in range(4):
        here.a_referral()

    assert counting.statements(lambda: dean.get("/referrals/sent")) == with_one
