"""Somebody asks for restorative justice themself, without an account."""

from typing import Any

import pytest
from django.core.cache import cache

from rjhub.people import queries as people
from rjhub.people import vault
from rjhub.people.vocabulary import Channel, ContactKind, Voicemail
from rjhub.referrals.models import KnownRisk, Offence, Referral, ReferralParty
from rjhub.referrals.tests import browsing as web
from rjhub.referrals.tests import factories as here
from rjhub.referrals.tests import visiting
from rjhub.referrals.vocabulary import Known, Source
from rjhub.sharing.models import Grant
from rjhub.sharing.vocabulary import Purpose, Side

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_asked_yet() -> None:
    cache.clear()


def the_referral() -> Referral:
    with here.at_work(here.coordinator()):
        return Referral.objects.get()


def party_of(referral: Referral, side: Side) -> ReferralParty:
    with here.at_work(here.coordinator()):
        return ReferralParty.objects.select_related("person").get(referral=referral, side=side)


def test_safe_contact_is_asked_before_anything_else() -> None:
    client = visiting.visitor()

    page = web.text_of(client.get(f"{visiting.START}/contact"))

    assert "Page 1 of 5" in page
    assert "Are you safe to do this here and now?" in page
    assert "family_name" not in page


def test_somebody_harmed_asks_and_gets_a_reference_and_what_happens_next() -> None:
    client = visiting.visitor()
    visiting.answer_all(client)
    assert "He broke in while I slept." in web.text_of(client.get(f"{visiting.START}/check"))

    visiting.send(client)

    page = web.text_of(client.get(f"{visiting.START}/sent"))
    referral = the_referral()
    assert referral.reference in page
    assert "contacts you within" in page
    assert "working day" in page


def test_what_they_said_is_kept_on_their_own_side() -> None:
    client = visiting.visitor()
    visiting.answer_all(client)
    visiting.send(client)

    referral = the_referral()
    alice = party_of(referral, Side.HARMED)
    assert referral.source == Source.SELF_HARMED
    assert referral.referred_by is None
    assert alice.own_words == "He broke in while I slept."
    assert alice.agrees_to_contact == Known.YES
    with here.at_work(here.coordinator()) as marian:
        assert Offence.objects.get().description == ""
        assert KnownRisk.objects.get().side == Side.HARMED
        details = {one.kind: one.value for one in vault.open_contact(alice.person, by=marian, purpose="test")}
        safe = people.safe_contact(alice.person)
    assert details == {ContactKind.MOBILE: "+447700900222"}
    assert safe is not None
    assert (safe.channels, safe.voicemail) == ([Channel.TEXT], Voicemail.NEVER)
    assert safe.who_may_answer == "Say that you call from the dentist"
    assert party_of(referral, Side.RESPONSIBLE).named_as == "Kyle Marsden"


def test_the_program_can_read_nothing_of_it_afterwards() -> None:
    client = visiting.visitor()
    visiting.answer_all(client)
    visiting.send(client)

    with here.at_work(here.coordinator()):
        assert Grant.objects.filter(purpose=Purpose.TAKE_IN).exists()
        assert not Grant.objects.filter(purpose=Purpose.TAKE_IN, ended_at=None).exists()


def test_somebody_who_caused_harm_asks() -> None:
    client = visiting.visitor("self_responsible")
    visiting.answer_all(client, hopes={"hopes": "To say sorry"}, worries={"worried": "no"})
    visiting.send(client)

    referral = the_referral()
    assert referral.initiator == "responsible"
    assert party_of(referral, Side.RESPONSIBLE).hopes == "To say sorry"


def test_a_sister_asks_and_the_person_herself_has_not_agreed_to_anything() -> None:
    client = visiting.visitor("family")
    visiting.answer_all(client, you=visiting.FAMILY)
    visiting.send(client)

    alice = party_of(the_referral(), Side.HARMED)
    assert alice.asked_for_by == "Ann Fenwick, sister"
    assert alice.agrees_to_contact == Known.NOT_KNOWN
    assert the_referral().agreeable == Known.NOT_KNOWN


def test_somebody_who_is_not_safe_is_told_who_helps_and_how_to_leave() -> None:
    client = visiting.visitor()

    answer: Any = web.press(client, f"{visiting.START}/contact", visiting.CONTACT | {"safe_now": "no"})

    assert answer["Location"] == f"{visiting.START}/not-safe"
    page = web.text_of(client.get(f"{visiting.START}/not-safe"))
    assert "call 999" in page
    assert "Victim Support" in page
    assert "what you typed is deleted" in page
    ahead: Any = client.get(f"{visiting.START}/check")
    assert ahead["Location"] == f"{visiting.START}/contact"


def test_a_way_that_is_chosen_needs_something_to_use_it_with() -> None:
    client = visiting.visitor()
    web.press(
        client, f"{visiting.START}/contact", visiting.CONTACT | {"mobile": "", "channels": ["text", "email"]}
    )

    page = web.text_of(client.get(f"{visiting.START}/contact"))
    assert "Enter a mobile number" in page
    assert "Enter an email address" in page


def test_somebody_may_want_to_call_the_service_themselves() -> None:
    client = visiting.visitor()
    visiting.answer_all(
        client, contact=visiting.CONTACT | {"channels": ["none-of-these"], "mobile": "07700 900222"}
    )
    visiting.send(client)

    with here.at_work(here.coordinator()) as marian:
        alice = party_of(the_referral(), Side.HARMED).person
    with here.at_work(here.coordinator()) as marian:
        assert vault.open_contact(alice, by=marian, purpose="test") == []
        safe = people.safe_contact(alice)
        assert safe is not None
        assert safe.channels == []


def test_nothing_that_is_typed_can_run_in_the_hubs_page() -> None:
    client = visiting.visitor()
    nasty = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
    visiting.answer_all(client, happened={"own_words": nasty, "district": "Worthing"}, hopes={"hopes": nasty})
    visiting.send(client)

    page = web.signed_in("Marian Okafor").get(f"/referrals/{the_referral().reference}").content.decode()

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;alert(1)" in page
