"""The pages of conflicts of interest and sealing in a browser, on a desk and on a phone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.cases.tests.looking import wrong_with_each
from rjhub.cases.tests.ready import facilitated
from rjhub.cases.tests.shut import ADAEZE, GARETH, MARIAN, SUNITA, recorded
from rjhub.design.tests import browser
from rjhub.partnership.tests import site
from rjhub.sharing.models import ConflictOfInterest

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
PAGES = {
    MARIAN: ("/kept-out", "/conflicts/new", "/conflicts/CONFLICT/ending", "/unsealing"),
    GARETH: ("/kept-out", "/conflicts/mine"),
}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser.chromium() as opened:
        yield opened


def test_every_page_is_accessible_and_whole(chromium: Browser) -> None:
    with at_work(member(MARIAN)) as marian:
        case = a_case(marian)
        facilitated(case, marian)
    recorded(case, ADAEZE)
    hub = signed_in(MARIAN)
    names = {"CASE": f"/cases/{case.reference}"}
    names |= {name: signed_in(name).cookies["sessionid"].value for name in PAGES}
    with site.serving() as address:
        assert wrong_with_each({MARIAN: ("/sealing",)}, chromium, address, names) == []
    typed = {"keeps": [member(GARETH).id, member(SUNITA).id], "because": "A councillor is in it."}
    assert hub.post(f"/cases/{case.reference}/sealing", typed).status_code == 302
    with at_work(member(MARIAN)):
        names["CONFLICT"] = str(ConflictOfInterest.objects.get().id)
    with site.serving() as address:
        assert wrong_with_each(PAGES, chromium, address, names) == []
