"""The pages of a second referral about one incident in a browser, on a desk and on a phone."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser

from rjhub.cases.tests.factories import signed_in
from rjhub.cases.tests.looking import wrong_with_each
from rjhub.cases.tests.test_attached import MARIAN, attached, opened
from rjhub.design.tests import browser
from rjhub.partnership.tests import site
from rjhub.referrals.tests import factories as here

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser.chromium() as opened:
        yield opened


def test_every_page_is_accessible_and_whole(chromium: Browser) -> None:
    case = opened(here.a_referral())
    row = attached(case, here.a_referral())
    beth = replace(
        here.ALICE, identity=replace(here.ALICE.identity, given_name="Bethany", family_name="Osei")
    )
    third = here.a_referral(people=(beth, here.KYLE))
    names = {"CASE": f"/cases/{case.reference}", "ATTACHED": str(row.id)}
    names |= {MARIAN: signed_in(MARIAN).cookies["sessionid"].value}
    of_case = ("/referrals", "/referrals/ATTACHED", "/referrals/ATTACHED/detaching", "/ending")
    of_referral = ("", "/duplicates", f"/attaching/{case.reference}")
    with site.serving() as address:
        assert wrong_with_each({MARIAN: of_case}, chromium, address, names) == []
        names["CASE"] = f"/referrals/{third.reference}"
        assert wrong_with_each({MARIAN: of_referral}, chromium, address, names) == []
