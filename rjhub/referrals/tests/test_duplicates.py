"""The duplicate check: the same incident is found, across hubs too, and has one case."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from unittest import mock

import pytest

from rjhub.kernel.decisions import Refused
from rjhub.partnership.actions import pathways
from rjhub.referrals import announcements
from rjhub.referrals.actions import deciding
from rjhub.referrals.actions.deciding import Comparison
from rjhub.referrals.actions.submission import Named
from rjhub.referrals.models import Referral, ReferralParty
from rjhub.referrals.queries import keeper, routing, similar
from rjhub.referrals.tests import browsing as web
from rjhub.referrals.tests import factories as here
from rjhub.referrals.vocabulary import DeclineReason, Sameness
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


def test_the_same_crime_reference_is_found_however_it_is_written() -> None:
    first = here.a_referral(**UNRELATED)
    again = replace(OTHER_CRIME, crime_reference="4726 009/9999")
    second = here.a_referral(people=(here.ALICE,), incidents=(again,))

    page = page_of(second, "/duplicates")

    assert f"{first.reference}: Bethany Osei, Liam Drake" in page
    assert "Probably the same incident" in page


def test_the_same_reference_of_another_force_is_another_crime() -> None:
    here.a_referral(**UNRELATED)
    elsewhere = replace(OTHER_CRIME, force_code="E23000030")
    second = here.a_referral(people=(here.ALICE,), incidents=(elsewhere,))

    assert "Nothing like it was found" in page_of(second, "/duplicates")


def test_the_same_pair_of_people_near_the_date_is_found() -> None:
    first = here.a_referral()
    near = replace(here.BURGLARY, crime_reference="", happened_on=date(2026, 8, 20))
    second = here.a_referral(incidents=(near,))

    page = page_of(second, "/duplicates")

    assert first.reference in page
    assert "Probably the same incident" in page
    assert "6 days apart" in page


def test_the_same_pair_long_after_may_only_be_related() -> None:
    here.a_referral()
    long_after = replace(here.BURGLARY, crime_reference="", happened_on=date(2025, 1, 3))
    second = here.a_referral(incidents=(long_after,))

    assert "May be related" in page_of(second, "/duplicates")


def test_one_person_alone_may_only_be_related() -> None:
    here.a_referral(people=(BETH, here.KYLE), incidents=(OTHER_CRIME,))
    second = here.a_referral()

    page = page_of(second, "/duplicates")

    assert "May be related" in page
    assert "Bethany Osei" in page


def test_a_referral_of_another_hub_is_known_to_exist_and_no_more() -> None:
    theirs = here.a_referral(circumstances=IN_HASTINGS)
    ours = here.a_referral()

    page = page_of(ours, "/duplicates")

    assert "The Bexhill hub has a referral that agrees in" in page
    assert theirs.reference not in page


def test_joining_a_referral_of_another_hub_lets_that_hub_see_it() -> None:
    theirs = here.a_referral(circumstances=IN_HASTINGS)
    ours = here.a_referral()

    decide(ours, decision="same", joined_to=str(theirs.id))

    with here.at_work(here.member("Tomasz Zielinski")):
        assert Referral.objects.filter(id=ours.id).exists()
        named = ReferralParty.objects.select_related("person").filter(referral=ours)
        assert {party.person.family_name for party in named} == {"Fenwick", "Marsden"}


def test_joining_opens_no_case_and_says_so() -> None:
    first, second, told = here.a_referral(), here.a_referral(), []
    facts = (announcements.ReferralJoined, announcements.ReferralAccepted)
    with mock.patch.object(announcing, "_tables", [{fact: [told.append] for fact in facts}]):
        decide(second, decision="same", joined_to=str(first.id), note="Same burglary")

    assert told == [announcements.ReferralJoined(second.id, first.id, first.partnership_id)]
    assert "Joined to another case" in page_of(second)
    assert first.reference in page_of(second)
    listed = web.text_of(web.signed_in(MARIAN).get("/referrals?status=joined"))
    assert second.reference in listed
    assert first.reference not in listed


def test_one_can_be_joined_by_its_reference() -> None:
    first, second = here.a_referral(**UNRELATED), here.a_referral()

    wrong = decide(second, decision="same", joined_to="another", reference="SX-00000-00000")
    missing = decide(second, decision="same", joined_to="another", reference="")
    right = decide(second, decision="same", joined_to="another", reference=first.reference.lower())

    assert "There is a mistake in this reference" in web.text_of(wrong)
    assert "Enter the whole reference" in web.text_of(missing)
    assert right.status_code == 302


def test_nothing_is_joined_to_what_was_declined_or_to_itself() -> None:
    first, second = here.a_referral(**UNRELATED), here.a_referral()
    with here.at_work(here.coordinator()) as marian:
        deciding.decline_referral(first, by=marian, at=here.NOW, reason=DeclineReason.OUT_OF_AREA)
        for target, words in ((first.id, "declined or withdrawn"), (second.id, "Choose the referral")):
            same = Comparison(decision=Sameness.SAME, joined_to=target)
            with pytest.raises(Refused, match=words):
                deciding.decide_duplicates(second, same, by=marian, at=here.NOW)


def test_how_near_the_days_must_be_is_what_the_pathway_says() -> None:
    three_weeks_later = replace(
        here.BURGLARY,
        crime_reference="47260099998",
        happened_on=here.BURGLARY.happened_on + timedelta(days=21),
    )
    first, second = here.a_referral(), here.a_referral(incidents=(three_weeks_later,))
    assert "Probably the same incident" in page_of(second, "/duplicates")

    held = routing.pathway_version(first.partnership_id)
    text = held.text.replace("near_days: 31", "near_days: 14").replace("\nversion: 1\n", "\nversion: 2\n")
    pathways.add_version(held.partnership, held.code, text, by=None)
    assert "Probably the same incident" not in page_of(second, "/duplicates")
    assert "the same two people at most 14 days apart" in web.text_of(
        web.signed_in(MARIAN).get(f"/partnership/pathways/{held.code}/2")
    )


def test_the_look_across_hubs_answers_coordinators_only() -> None:
    first, second = here.a_referral(), here.a_referral()

    with here.at_work(here.sergeant()):
        assert keeper.similar_referrals(second) == []
    with here.at_work(here.coordinator()):
        assert [one.referral_id for one in keeper.similar_referrals(second)] == [first.id]
        assert similar.candidates_for(second)[0].is_likely
    with here.at_work(here.member("Tomasz Zielinski")):
        assert keeper.similar_referrals(second) == []
