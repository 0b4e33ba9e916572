"""The pages of what was sent in a browser, on a desk and on a phone."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from playwright.sync_api import Browser

from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.cases.tests.looking import wrong_with_each
from rjhub.cases.tests.test_letters import A_LETTER, AN_EMAIL, alice_of, can_be_reached, says_no
from rjhub.design.tests import browser
from rjhub.letters.models import Letter
from rjhub.partnership.tests import site

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
MARIAN = "Marian Okafor"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser.chromium() as opened:
        yield opened


def test_every_page_is_accessible_and_whole(chromium: Browser) -> None:
    with at_work(member(MARIAN)) as marian:
        case = a_case(marian)
        alice = alice_of(case)
        can_be_reached(alice.person, marian)
    hub = signed_in(MARIAN)
    addresses = [
        hub.post(
            f"/cases/{case.reference}/people/{alice.id}/letters/new", typed | {"submission_key": str(uuid4())}
        ).url
        for typed in (AN_EMAIL, A_LETTER, AN_EMAIL | {"occasion": "offer"})
    ]
    hub.post(f"{addresses[1]}/printing")
    hub.post(f"{addresses[2]}/sending", {"when": "now"})
    with at_work(marian):
        names = {"CASE": f"/cases/{case.reference}", "PARTY": str(alice.id), "PERSON": str(alice.person_id)}
        by_way = {one.words + one.way: str(one.id) for one in Letter.objects.filter(file=case.file_id)}
    names |= {
        "EMAIL": by_way["please_ringemail"],
        "PAPER": by_way["offerletter"],
        "WAITING": by_way["offeremail"],
    }
    names[MARIAN] = hub.cookies["sessionid"].value
    pages = ("/letters", "/people/PARTY/letters/new", "/letters/EMAIL", "/letters/PAPER", "/letters/WAITING")
    with site.serving() as address:
        assert wrong_with_each({MARIAN: pages}, chromium, address, names) == []
    says_no(case)
    stopped = ("/letters/WAITING", "/letters", "/../../people/PERSON/sent")
    with site.serving() as address:
        assert wrong_with_each({MARIAN: stopped}, chromium, address, names) == []
