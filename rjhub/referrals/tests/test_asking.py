"""Somebody asks for restorative justice themself, without an account."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from rjhub.kernel import clock
from rjhub.partnership.models import Partnership
from rjhub.people import queries as people
from rjhub.people import vault
from rjhub.people.vocabulary import Channel, ContactKind, Voicemail
from rjhub.referrals.actions import asking, drafting
from rjhub.referrals.models import Draft, KnownRisk, Offence, Referral, ReferralParty
from rjhub.referrals.tests import browsing as web
from rjhub.referrals.tests import factories as here
from rjhub.referrals.vocabulary import Known, Source
from rjhub.sharing.models import Grant
from rjhub.sharing.vocabulary import Purpose, Side

pytestmark = pytest.mark.django_db

START = "/ask/sussex"
CONTACT: web.Answers = {
    "safe_now": "yes",
    "channels": ["text"],
    "mobile": "07700 900222",
    "voicemail": "never",
    "who_may_answer": "Say that you call from the dentist",
    "code_word": "bluebell",
}
PAGES: dict[str, web.Answers] = {
    "contact": CONTACT,
    "you": {"given_name": "Alice", "family_name": "Fenwick"},
    "happened": {
        "own_words": "He broke in while I slept.",
        "district": "Worthing",
        "crime_group": "burglary_residential",
    },
    "hopes": {"hopes": "To ask him why", "other_name": "Kyle Marsden", "relationship": "Not at all"},
    "worries": {"worried": "yes", "worry": "He knows where I live."},
}
FAMILY = {
    "side": "harmed",
    "given_name": "Alice",
    "family_name": "Fenwick",
    "knows": "yes",
    "agrees": "not_known",
    "your_name": "Ann Fenwick",
    "your_relationship": "sister",
}


@pytest.fixture(autouse=True)
def nobody_asked_yet() -> None:
    cache.clear()


def visitor(who: str = "self_harmed") -> Client:
    """A browser of somebody without an account, who has begun."""
    client = Client(enforce_csrf_checks=True)
    begun: Any = web.press(client, START, {"who": who}, at=f"{START}/beginning")
    assert begun["Location"] == f"{START}/contact"
    return client


def answer_all(client: Client, **instead: web.Answers) -> None:
    for key, answers in (PAGES | instead).items():
        answer = web.press(client, f"{START}/{key}", answers)
        assert answer.status_code == 302, web.text_of(answer)


def send(client: Client) -> Any:
    with time_machine.travel(clock.now() + timedelta(minutes=1)):
        return web.press(client, f"{START}/check", at=f"{START}/sending")


def the_referral() -> Referral:
    with here.at_work(here.coordinator()):
        return Referral.objects.get()


def party_of(referral: Referral, side: Side) -> ReferralParty:
    with here.at_work(here.coordinator()):
        return ReferralParty.objects.select_related("person").get(referral=referral, side=side)


def test_safe_contact_is_asked_before_anything_else() -> None:
    client = visitor()

    page = web.text_of(client.get(f"{START}/contact"))

    assert "Page 1 of 5" in page
    assert "Are you safe to do this here and now?" in page
    assert "family_name" not in page


def test_somebody_harmed_asks_and_gets_a_reference_and_what_happens_next() -> None:
    client = visitor()
    answer_all(client)
    assert "He broke in while I slept." in web.text_of(client.get(f"{START}/check"))

    send(client)

    page = web.text_of(client.get(f"{START}/sent"))
    referral = the_referral()
    assert referral.reference in page
    assert "contacts you within" in page
    assert "working day" in page


def test_what_they_said_is_kept_on_their_own_side() -> None:
    client = visitor()
    answer_all(client)
    send(client)

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
    client = visitor()
    answer_all(client)
    send(client)

    with here.at_work(here.coordinator()):
        assert Grant.objects.filter(purpose=Purpose.TAKE_IN).exists()
        assert not Grant.objects.filter(purpose=Purpose.TAKE_IN, ended_at=None).exists()


def test_somebody_who_caused_harm_asks() -> None:
    client = visitor("self_responsible")
    answer_all(client, hopes={"hopes": "To say sorry"}, worries={"worried": "no"})
    send(client)

    referral = the_referral()
    assert referral.initiator == "responsible"
    assert party_of(referral, Side.RESPONSIBLE).hopes == "To say sorry"


def test_a_sister_asks_and_the_person_herself_has_not_agreed_to_anything() -> None:
    client = visitor("family")
    answer_all(client, you=FAMILY)
    send(client)

    alice = party_of(the_referral(), Side.HARMED)
    assert alice.asked_for_by == "Ann Fenwick, sister"
    assert alice.agrees_to_contact == Known.NOT_KNOWN
    assert the_referral().agreeable == Known.NOT_KNOWN


def test_somebody_who_is_not_safe_is_told_who_helps_and_how_to_leave() -> None:
    client = visitor()

    answer: Any = web.press(client, f"{START}/contact", CONTACT | {"safe_now": "no"})

    assert answer["Location"] == f"{START}/not-safe"
    page = web.text_of(client.get(f"{START}/not-safe"))
    assert "call 999" in page
    assert "Victim Support" in page
    assert "what you typed is deleted" in page
    ahead: Any = client.get(f"{START}/check")
    assert ahead["Location"] == f"{START}/contact"


def test_a_way_that_is_chosen_needs_something_to_use_it_with() -> None:
    answer = web.press(visitor(), f"{START}/contact", CONTACT | {"mobile": "", "channels": ["text", "email"]})

    page = web.text_of(answer)
    assert "Enter a mobile number" in page
    assert "Enter an email address" in page


def test_somebody_may_want_to_call_the_service_themselves() -> None:
    client = visitor()
    answer_all(client, contact=CONTACT | {"channels": ["none-of-these"], "mobile": "07700 900222"})
    send(client)

    with here.at_work(here.coordinator()) as marian:
        alice = party_of(the_referral(), Side.HARMED).person
    with here.at_work(here.coordinator()) as marian:
        assert vault.open_contact(alice, by=marian, purpose="test") == []
        safe = people.safe_contact(alice)
        assert safe is not None
        assert safe.channels == []


def test_leaving_deletes_what_was_typed_and_back_shows_nothing() -> None:
    client = visitor()
    web.press(client, f"{START}/contact", CONTACT)

    left = client.get("/ask/leaving")

    assert left.status_code == 303
    assert not left["Location"].startswith("/")
    assert "cache" in left["Clear-Site-Data"]
    assert not Draft.objects.exists()
    back = client.get(f"{START}/contact")
    assert back.status_code == 410
    assert "900222" not in web.text_of(back)
    assert "There is nothing here" in web.text_of(back)


@pytest.mark.parametrize("path", ["", "/contact", "/check", "/not-safe", "/sent"])
def test_no_page_may_be_stored_and_the_tab_says_nothing(path: str) -> None:
    client = visitor()

    page = client.get(START + path)

    assert "no-store" in page["Cache-Control"]
    if page.status_code != 302:
        title = web.text_of(page).partition("<title>")[2].partition("</title>")[0].lower()
        for word in ("justice", "harm", "victim", "crime", "abuse"):
            assert word not in title
        assert 'href="/ask/leaving"' in web.text_of(page)


def test_the_cookie_of_a_visit_is_for_this_site_only_and_goes_with_the_browser() -> None:
    cookie = visitor().cookies["visit"]

    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert cookie["path"] == "/ask/"
    assert cookie["max-age"] == cookie["expires"] == ""
    assert len(cookie.value) >= 40


def test_a_visit_is_over_after_an_hour() -> None:
    client = visitor()
    web.press(client, f"{START}/contact", CONTACT)
    later = clock.now() + timedelta(minutes=61)

    with time_machine.travel(later):
        assert client.get(f"{START}/contact").status_code == 410
        assert client.get(f"{START}/check").status_code == 410
    assert drafting.clear_expired_drafts(at=later) == 1


def test_a_visit_to_one_partnership_is_nothing_to_another() -> None:
    client = visitor()

    assert client.get("/ask/kent/contact").status_code == 410


def test_somebody_else_with_another_cookie_sees_nothing() -> None:
    web.press(visitor(), f"{START}/contact", CONTACT)

    assert "900222" not in web.text_of(visitor().get(f"{START}/contact"))


def test_what_is_typed_is_kept_while_it_is_typed() -> None:
    client = visitor()

    answer = web.press(
        client, f"{START}/happened", {"own_words": "It was at nig"}, at=f"{START}/happened/typing"
    )

    assert answer.status_code == 204
    assert "It was at nig" in web.text_of(client.get(f"{START}/happened"))


def test_two_windows_of_one_visit_are_noticed() -> None:
    client = visitor()
    page = web.text_of(client.get(f"{START}/hopes"))
    form = {name: web.hidden(page, name) for name in ("opening", "csrfmiddlewaretoken")}
    web.press(client, f"{START}/hopes", {"hopes": "To be heard"})

    typing = client.post(f"{START}/hopes/typing", form | {"hopes": "To ask"})
    answer: Any = client.post(f"{START}/hopes", form | {"hopes": "To ask"})

    assert typing.status_code == 409
    assert answer["Location"] == f"{START}/hopes"
    assert "To be heard" in web.text_of(client.get(f"{START}/hopes"))


def test_pressing_the_button_twice_makes_one_referral() -> None:
    client = visitor()
    answer_all(client)
    page = web.text_of(client.get(f"{START}/check"))
    form = {name: web.hidden(page, name) for name in ("version", "csrfmiddlewaretoken")}

    with time_machine.travel(clock.now() + timedelta(minutes=1)):
        places = {client.post(f"{START}/sending", form)["Location"] for _ in range(2)}

    assert places == {f"{START}/sent"}
    assert the_referral()


def test_a_program_that_answers_faster_than_anybody_reads_is_held_back() -> None:
    client = visitor()
    answer_all(client)

    answer: Any = web.press(client, f"{START}/check", at=f"{START}/sending")

    assert answer["Location"] == f"{START}/check"
    assert asking.TOO_FAST in web.text_of(client.get(f"{START}/check"))
    with here.at_work(here.coordinator()):
        assert not Referral.objects.exists()


def test_too_many_visits_from_one_place_are_slowed_down() -> None:
    for _ in range(20):
        visitor()
    client = Client(enforce_csrf_checks=True)

    answer = web.press(client, START, {"who": "self_harmed"}, at=f"{START}/beginning")

    assert answer.status_code == 429
    assert Draft.objects.count() == 20


def test_a_form_of_another_site_is_refused() -> None:
    client = visitor()
    opening = web.hidden(web.text_of(client.get(f"{START}/contact")), "opening")

    forged = client.post(f"{START}/contact", CONTACT | {"opening": opening})
    ours_without_opening = web.press(client, START, CONTACT, at=f"{START}/contact")

    assert forged.status_code == 403
    assert ours_without_opening.status_code == 403


def test_a_partnership_that_takes_none_over_the_internet_says_how_else() -> None:
    client = visitor()
    answer_all(client)
    Partnership.objects.filter(code="sussex").update(takes_self_referrals=False)

    page = web.text_of(client.get(START))
    send(client)

    assert "Ask us now" not in page
    assert "01632 960110" in page
    assert "Call it instead" in web.text_of(client.get(f"{START}/check"))
    token = client.cookies["csrftoken"].value
    begun: Any = client.post(f"{START}/beginning", {"who": "self_harmed", "csrfmiddlewaretoken": token})
    assert begun["Location"] == START


def test_an_area_that_is_not_there_is_not_found() -> None:
    assert Client().get("/ask/atlantis").status_code == 404


def test_nothing_that_is_typed_can_run_in_the_hubs_page() -> None:
    client = visitor()
    nasty = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
    answer_all(client, happened={"own_words": nasty, "district": "Worthing"}, hopes={"hopes": nasty})
    send(client)

    page = web.signed_in("Marian Okafor").get(f"/referrals/{the_referral().reference}").content.decode()

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;alert(1)" in page
