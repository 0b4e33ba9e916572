"""The pages of the Victims' Code and of interest that comes back in a browser, on a desk and on a phone."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser

from rjhub.cases import queries
from rjhub.cases.models import Party
from rjhub.cases.tests.factories import at_work, member, signed_in
from rjhub.cases.tests.looking import wrong_with_each
from rjhub.cases.tests.test_attached import MARIAN
from rjhub.cases.tests.test_code_duties import TELL, a_case, duty, reported
from rjhub.design.tests import browser
from rjhub.kernel import clock
from rjhub.offers.actions import noting
from rjhub.offers.vocabulary import Answer, Later, RaisedBy, Said
from rjhub.partnership.tests import site
from rjhub.people.vocabulary import Channel
from rjhub.referrals.tests import factories as here

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser.chromium() as opened:
        yield opened


def test_every_page_is_accessible_and_whole(chromium: Browser) -> None:
    case = a_case()
    reported(case, clock.day_of(here.RECEIVED) - timedelta(days=30))
    told = duty(case, TELL)
    with at_work(member(MARIAN)) as marian:
        party = Party.objects.select_related("person").get(case=case, side="harmed")
        later = noting.Offer(
            said=Said.OFFERED, happened_on=clock.today(), channel=Channel.PHONE, raised_by=RaisedBy.AGENCY,
            answer=Answer.LATER, ask_again_on=clock.today() + timedelta(days=90), waits_for=Later.SENTENCE,
        )  # fmt: skip
        noting.record_offer(party.person, later, by=marian, at=clock.now())
        lead = queries.lead_contacts_of(told.agency)[0].account.name
    names = {name: signed_in(name).cookies["sessionid"].value for name in (MARIAN, lead)}
    names |= {"CASE": "", "THERE": f"/cases/{case.reference}"}
    hub = (
        "THERE/duties", f"THERE/duties/{party.id}/report", "/duties", f"/people/{party.person_id}/duties", "/offers",
        f"/people/{party.person_id}/offers/new",
    )  # fmt: skip
    with site.serving() as address:
        assert wrong_with_each({MARIAN: hub, lead: (f"/duties/{told.id}",)}, chromium, address, names) == []
