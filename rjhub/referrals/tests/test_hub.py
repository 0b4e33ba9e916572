"""A hub's work with referrals: the list, the duplicate check, accepting and declining."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from unittest import mock

import pytest

from rjhub.kernel.decisions import Refused
from rjhub.people import approach
from rjhub.people.vocabulary import Approach
from rjhub.referrals import announcements
from rjhub.referrals.actions import deciding
from rjhub.referrals.actions.deciding import Comparison
from rjhub.referrals.actions.submission import Named
from rjhub.referrals.models import DuplicateCheck, Referral, ReferralParty
from rjhub.referrals.tests import browsing as web
from rjhub.referrals.tests import counting
from rjhub.referrals.tests import factories as here
from rjhub.referrals.vocabulary import DeclineReason, Sameness, Status
from rjhub.sharing.vocabulary import Side
from rjhub.tasks import announcing

pytestmark = pytest.mark.django_db

MARIAN = "Marian Okafor"


def called(named: Named, given_name: str, family_name: str, **more: Any) -> Named:
    return replace(
        named, identity=replace(named.identity, given_name=given_name, family_name=family_name, **more)
    )


BETH = called(here.ALICE, "Bethany", "Osei", born_on=date(1990, 5, 5))
LIAM = called(here.KYLE, "Liam", "Drake", born_on=date(1980, 1, 1), identifiers={}, other_names="")
OTHER_CRIME = replace(here.BURGLARY, crime_reference="47260099999", happened_on=date(2025, 1, 3))
UNRELATED = {"people": (BETH, LIAM), "incidents": (OTHER_CRIME,)}
IN_HASTINGS = replace(here.BY_POLICE, district="Hastings")


def page_of(referral: Referral, part: str = "", name: str = MARIAN) -> str:
    return web.text_of(web.signed_in(name).get(f"/referrals/{referral.reference}{part}"))


def decide(referral: Referral, **answers: str) -> Any:
    return web.press(web.signed_in(MARIAN), f"/referrals/{referral.reference}/duplicates", answers)


def accept(referral: Referral, name: str = MARIAN) -> Any:
    address = f"/referrals/{referral.reference}"
    return web.press(web.signed_in(name), address, at=f"{address}/acceptance")


def now(referral: Referral) -> Referral:
    with here.at_work(here.coordinator()):
        return Referral.objects.get(id=referral.id)


def test_a_coordinator_sees_what_her_hub_received_and_no_other_hubs() -> None:
    ours = here.a_referral()
    theirs = here.a_referral(circumstances=IN_HASTINGS)

    page = web.text_of(web.signed_in(MARIAN).get("/referrals"))

    assert ours.reference in page
    assert "Check for duplicates" in page
    assert theirs.reference not in page


def test_whoever_coordinates_no_hub_is_led_to_their_own_referrals() -> None:
    answer: Any = web.signed_in("Dean Whitlock").get("/referrals")

    assert answer["Location"] == "/referrals/sent"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("status=unchecked", True),
        ("status=received", True),
        ("status=accepted", False),
        ("status=joined", False),
        ("source=police", True),
        ("source=prison", False),
        ("hub=bognor-regis", True),
        ("since-day=5&since-month=10&since-year=2026", True),
        ("since-day=6&since-month=10&since-year=2026", False),
        ("until-day=5&until-month=10&until-year=2026", True),
        ("until-day=4&until-month=10&until-year=2026", False),
        ("status=nonsense", True),
        ("reference=SX-00000-00000", True),
        ("after=nonsense&from=-3", True),
        ("before=2026-10-05T09:30:00_x", True),
    ],
)
def test_the_list_can_be_narrowed_down(query: str, found: bool) -> None:  # noqa: FBT001 - a table of cases
    referral = here.a_referral()

    answer = web.signed_in(MARIAN).get(f"/referrals?{query}")

    assert answer.status_code == 200
    assert (referral.reference in web.text_of(answer)) is found


def test_the_list_goes_on_page_by_page_and_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rjhub.referrals.queries.listing.PAGE", 2)
    monkeypatch.setattr("rjhub.referrals.queries.listing.COUNTED", 4)
    sent = [here.a_referral(at=here.NOW + timedelta(hours=hour)).reference for hour in range(5)]
    client = web.signed_in(MARIAN)

    first = web.text_of(client.get("/referrals"))
    second = web.text_of(client.get(f"/referrals{link(first, 'next')}"))
    third = web.text_of(client.get(f"/referrals{link(second, 'next')}"))
    back = web.text_of(client.get(f"/referrals{link(third, 'prev')}"))

    assert "of more than 4" in first
    shown = [[one for one in reversed(sent) if one in page] for page in (first, second, third, back)]
    newest = list(reversed(sent))
    assert shown == [newest[:2], newest[2:4], newest[4:], newest[2:4]]


def link(page: str, which: str) -> str:
    before = page.partition(f'rel="{which}"')[0]
    return before.rpartition('href="')[2].partition('"')[0]


def test_the_list_takes_as_many_queries_for_many_as_for_one() -> None:
    client = web.signed_in(MARIAN)
    here.a_referral()
    client.get("/referrals")
    with_one = counting.statements(lambda: client.get("/referrals"))
    for _ in range(4):
        here.a_referral()

    assert counting.statements(lambda: client.get("/referrals")) == with_one


def test_the_page_of_a_referral_shows_both_sides_apart_with_their_risks() -> None:
    page = page_of(here.a_referral())

    harmed, _, responsible = page.partition("rj-side--responsible")
    assert "Alice Fenwick" in harmed
    assert "11 February 1984" in harmed
    assert "Drinks heavily" not in harmed
    assert "Drinks heavily" in responsible
    assert "900101" not in page


def test_the_page_says_if_somebody_said_no() -> None:
    here.a_referral(
        people=(replace(here.ALICE, situation=replace(here.ALICE.situation, agrees_to_contact="no")),)
    )
    referral = here.a_referral(people=(here.ALICE,))

    assert "Said no: nobody may approach them" in page_of(referral)


def test_nothing_is_accepted_before_duplicates_were_checked() -> None:
    referral = here.a_referral()

    assert "Do the duplicate check first" in page_of(referral)
    web.signed_in(MARIAN)
    with (
        here.at_work(here.coordinator()) as marian,
        pytest.raises(Refused, match="Do the duplicate check first"),
    ):
        deciding.accept_referral(referral, by=marian, at=here.NOW)


def test_not_being_sure_keeps_it_waiting_until_somebody_is() -> None:
    referral = here.a_referral()
    decide(referral, decision="not_sure", note="Asking Bexhill")

    assert "nobody is sure yet" in page_of(referral)
    assert decide(referral, decision="different", note="Bexhill says no").status_code == 302
    assert "Accept it" in page_of(referral)
    with here.at_work(here.coordinator()):
        notes = [check.note for check in DuplicateCheck.objects.filter(referral=referral)]
    assert sorted(notes) == ["Asking Bexhill", "Bexhill says no"]


def test_accepting_announces_that_there_is_a_case() -> None:
    referral, told = here.a_referral(), []
    decide(referral, decision="different")
    table = {announcements.ReferralAccepted: [told.append]}
    with mock.patch.object(announcing, "_tables", [table]):
        assert accept(referral).status_code == 302

    assert told == [announcements.ReferralAccepted(referral.id, referral.partnership_id)]
    assert now(referral).status == Status.ACCEPTED
    assert now(referral).decided_by_id == here.coordinator().id


def test_nothing_is_decided_twice() -> None:
    referral = here.a_referral()
    decide(referral, decision="different")
    with here.at_work(here.coordinator()) as marian:
        deciding.accept_referral(referral, by=marian, at=here.NOW)
        for act in (deciding.accept_referral, deciding.decline_referral):
            more = {"reason": DeclineReason.OUT_OF_AREA} if act is deciding.decline_referral else {}
            with pytest.raises(Refused, match="has been decided already"):
                act(referral, by=marian, at=here.NOW, **more)


@pytest.mark.parametrize("name", ["Dean Whitlock"])
@pytest.mark.parametrize("part", ["/duplicates", "/declining"])
def test_whoever_sent_it_decides_nothing(name: str, part: str) -> None:
    referral = here.a_referral()

    answer = web.signed_in(name).get(f"/referrals/{referral.reference}{part}")

    assert answer.status_code == 403
    assert "Only a coordinator of the hub" in web.text_of(answer)


def test_declining_because_somebody_does_not_want_it_keeps_their_no() -> None:
    referral = here.a_referral()
    with here.at_work(here.coordinator()):
        alice = ReferralParty.objects.get(referral=referral, side=Side.HARMED)
    address = f"/referrals/{referral.reference}/declining"
    marian = web.signed_in(MARIAN)

    gap = web.press(marian, address, {"reason": "not_agreed"})
    assert "Select who does not want it" in web.text_of(gap)
    web.press(marian, address, {"reason": "not_agreed", "said_no": [str(alice.id)]})

    assert now(referral).status == Status.DECLINED
    with here.at_work(here.coordinator()):
        assert approach.may_be_approached(alice.person_id) == Approach.STOPPED


def test_declining_without_a_listed_reason_needs_words() -> None:
    referral = here.a_referral()

    answer = web.press(
        web.signed_in(MARIAN), f"/referrals/{referral.reference}/declining", {"reason": "other"}
    )

    assert "Enter what whoever sent it should know" in web.text_of(answer)


def test_the_action_itself_refuses_a_no_without_a_person() -> None:
    referral = here.a_referral()
    with here.at_work(here.coordinator()) as marian, pytest.raises(Refused, match="Say who does not want it"):
        deciding.decline_referral(referral, by=marian, at=here.NOW, reason=DeclineReason.NOT_AGREED)


def test_a_coordinator_of_another_hub_cannot_accept() -> None:
    referral = here.a_referral()
    with here.at_work(here.coordinator()) as marian:
        deciding.decide_duplicates(referral, Comparison(decision=Sameness.DIFFERENT), by=marian, at=here.NOW)
        with pytest.raises(Refused, match="Only a coordinator of the hub"):
            deciding.accept_referral(referral, by=here.member("Tomasz Zielinski"), at=here.NOW)
