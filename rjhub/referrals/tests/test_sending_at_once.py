"""Two copies of one referral that arrive at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from rjhub.referrals.actions import sending
from rjhub.referrals.actions.submission import Receipt, Submission
from rjhub.referrals.models import Referral
from rjhub.referrals.tests import browsing as web
from rjhub.referrals.tests import factories as here

AT_ONCE = 4


@pytest.mark.usefixtures("own_database")
def test_many_copies_of_one_submission_make_one_referral_and_equal_receipts() -> None:
    told, start = here.submission(), Barrier(AT_ONCE)

    def send(_: int) -> Receipt:
        return _in_a_connection_of_its_own(told, start)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        receipts = list(pool.map(send, range(AT_ONCE)))

    assert len({receipt.reference for receipt in receipts}) == 1
    with here.at_work(here.coordinator()):
        assert Referral.objects.count() == 1


@pytest.mark.usefixtures("own_database")
def test_pressing_the_button_many_times_at_once_shows_one_receipt() -> None:
    dean = web.signed_in("Dean Whitlock")
    draft = web.start(dean)
    web.fill_in(dean, draft)
    page = web.text_of(dean.get(f"{draft}/checking"))
    form = {name: web.hidden(page, name) for name in ("csrfmiddlewaretoken", "version")}
    start = Barrier(AT_ONCE)

    def press(_: int) -> str:
        start.wait()
        try:
            return str(dean.post(f"{draft}/sending", form)["Location"])
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        places = set(pool.map(press, range(AT_ONCE)))

    assert len(places) == 1
    assert places.pop().endswith("/receipt")
    with here.at_work(here.coordinator()):
        assert Referral.objects.count() == 1


def _in_a_connection_of_its_own(told: Submission, start: Barrier) -> Receipt:
    try:
        dean = here.sergeant()
        start.wait()
        with here.at_work(dean):
            return sending.send_referral(told, partnership_id=dean.partnership_id, by=dean, at=here.NOW)
    finally:
        connections.close_all()
