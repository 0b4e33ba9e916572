"""The pages of a plan in a browser: accessible, and whole on a desk and on a phone."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser

from rjhub.allocation.tests.test_plans import MARIAN, made_plan, proposal_for, waiting_case
from rjhub.cases.models import Case
from rjhub.cases.tests.factories import at_work, member, signed_in
from rjhub.cases.tests.looking import opened_with, wrong_with
from rjhub.cases.tests.ready import side_of
from rjhub.design.tests import browser
from rjhub.kernel import clock
from rjhub.partnership.tests import site
from rjhub.people.models import Custody
from rjhub.sharing.vocabulary import Category

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser.chromium() as opened:
        yield opened


@pytest.fixture
def places(db: None) -> list[str]:
    """A plan with a proposal that waits, one decided otherwise, and a case for which nobody fits."""
    first, second, third = waiting_case(), waiting_case(harmed="Rose Tyrell"), in_prison(waiting_case())
    plan = made_plan()
    asked, otherwise, left = (proposal_for(case) for case in (first, second, third))
    client, here = signed_in(MARIAN), f"/allocation/{plan.id}"
    others = {"lead": str(member("Gareth Pugh").id), "second": str(member("Adaeze Obi").id)}
    client.post(f"{here}/{otherwise.id}/otherwise", {**others, "because": "She knows the prison well."})
    client.post(f"{here}/{left.id}/wish", {"staff": str(member("Owen Trevor").id), "kind": "keep"})
    return [
        "/facilitators", "/allocation", here, f"{here}?tick=all", f"{here}/{asked.id}", f"{here}/{left.id}",
        f"{here}/{asked.id}/otherwise", f"{here}/{asked.id}/wish", "/allocation/weights", "/allocation/report",
    ]  # fmt: skip


@pytest.fixture
def address(places: list[str]) -> Iterator[str]:
    del places
    with site.serving() as at:
        yield at


def test_every_page_is_accessible_and_whole(chromium: Browser, places: list[str], address: str) -> None:
    client = signed_in(MARIAN)
    page = opened_with(str(client.cookies["sessionid"].value), chromium, address)
    wrong = []
    for number, place in enumerate(places):
        answer = page.goto(f"{address}{place}")
        assert answer
        assert answer.status == 200
        wrong += wrong_with(page, f"plan {number}")
    assert wrong == []


def in_prison(case: Case) -> Case:
    with at_work(member(MARIAN)):
        kyle = side_of(case, "responsible").person
        Custody.objects.create(
            partnership_id=case.partnership_id, file_id=kyle.file_id, side=kyle.side, category=Category.CONTACT,
            person=kyle, prison_code="EHI", since=clock.today() - timedelta(days=90),
        )  # fmt: skip
    return case
