"""What the two sides do not learn of each other while they are brought together."""

import re

import pytest

from rjhub.cases.models import Case
from rjhub.cases.tests.factories import at_work, member, signed_in
from rjhub.cases.tests.ready import a_ready_case, side_of
from rjhub.cases.tests.together import PAGES, everything
from rjhub.kernel import clock
from rjhub.people.actions.reaching import keep_contact
from rjhub.people.actions.safe_contact import SafeWays, confirm_safe_contact
from rjhub.people.vocabulary import Channel, ContactKind

pytestmark = pytest.mark.django_db

CODE_WORD, NUMBER = "Otter", "07700 900987"


@pytest.fixture
def case() -> Case:
    with at_work(member("Marian Okafor")) as marian:
        case = a_ready_case(marian)
        alice = side_of(case, "harmed").person
        ways = SafeWays(channels=(Channel.PHONE,), code_word=CODE_WORD, safe_times="Weekdays before 3")
        confirm_safe_contact(alice, ways=ways, by=marian, at=clock.now())
        keep_contact(alice, kind=ContactKind.MOBILE, value=NUMBER, by=marian, at=clock.now())
        return case


def addresses(case: Case, found: dict[str, str]) -> list[str]:
    places = [place for of_member in PAGES.values() for place in of_member]
    return [
        f"/cases/{case.reference}" + re.sub("[A-Z]{4,}", lambda name: found[name[0]], place)
        for place in places
    ]


def test_a_facilitator_from_probation_sees_on_no_page_how_the_person_harmed_can_be_reached(
    case: Case,
) -> None:
    with at_work(member("Gareth Pugh")) as gareth:
        found = everything(case, gareth)
    adaeze = signed_in("Adaeze Obi")
    shown = {address: adaeze.get(address).content.decode() for address in addresses(case, found)}
    assert [address for address, page in shown.items() if CODE_WORD in page or NUMBER[-6:] in page] == []
    assert sum("Alice Fenwick" in page for page in shown.values()) > 10
    theirs = f"/cases/{case.reference}/follow-ups/{found['FOLLOWUP']}"
    assert CODE_WORD in signed_in("Gareth Pugh").get(theirs).content.decode()


def test_somebody_without_a_grant_gets_the_answer_of_a_case_that_is_not_there(case: Case) -> None:
    with at_work(member("Gareth Pugh")) as gareth:
        found = everything(case, gareth)
    ryan = signed_in("Ryan Tipping")
    for address in addresses(case, found):
        missing = address.replace(case.reference, "SX-00000-00000")
        assert ryan.get(address).status_code == ryan.get(missing).status_code == 404
        assert ryan.post(address).status_code == ryan.post(missing).status_code
