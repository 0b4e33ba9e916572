"""The page with the receipts, in a real browser."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser

from rjhub.cases.tests import looking
from rjhub.design.tests import browser
from rjhub.partnership.models import Staff
from rjhub.partnership.tests import site
from rjhub.sharing.actions import receipts as actions

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser.chromium() as opened:
        yield opened


@pytest.fixture
def address(db: None) -> Iterator[str]:
    with site.serving() as at:
        yield at


def test_the_page_is_right_at_a_desk_and_on_a_phone_and_gives_the_file(
    chromium: Browser, address: str
) -> None:
    actions.seal_everything()
    officer = Staff.objects.get(account__name="Peter Lam")
    client = Client()
    client.force_login(officer.account)
    page = looking.opened_with(client.cookies["sessionid"].value, chromium, address)
    page.goto(address + reverse("sharing:receipts"))
    assert looking.wrong_with(page, "receipts") == []
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the newest receipt").click()
    assert download.value.suggested_filename == "receipt-hertfordshire-000001.json"
    page.reload()
    assert "Peter Lam" in page.locator("table").inner_text()
    page.context.close()
