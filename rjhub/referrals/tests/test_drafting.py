"""Writing a referral in a browser, with everything that goes wrong on the way."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.core import signing

from rjhub.kernel import clock
from rjhub.referrals.actions import drafting
from rjhub.referrals.models import Draft, Referral
from rjhub.referrals.tests import browsing as web
from rjhub.referrals.tests import counting
from rjhub.referrals.tests import factories as here

pytestmark = pytest.mark.django_db


def the_draft(address: str) -> Draft:
    return Draft.objects.get(id=UUID(address.rpartition("/")[2]))


def test_a_sergeant_fills_in_a_referral_page_by_page_and_gets_a_receipt() -> None:
    dean = web.signed_in("Dean Whitlock")
    draft = web.start(dean)
    assert web.text_of(dean.get(draft)).count("Not yet started") == 9

    web.fill_in(dean, draft)
    checked = web.text_of(dean.get(f"{draft}/checking"))
    receipt = dean.get(web.send(dean, draft))

    assert "Her home was broken into while she slept." in checked
    assert "14 August 2026" in checked
    page = web.text_of(receipt)
    assert "Referral sent" in page
    assert "Bognor Regis hub" in page
    with here.at_work(here.coordinator()):
        assert Referral.objects.get().source_reference == "RJ/26/114"


def test_what_is_typed_is_there_again_whether_it_is_right_or_not() -> None:
    dean = web.signed_in("Dean Whitlock")
    draft = web.start(dean)

    answer = web.press(dean, f"{draft}/responsible-1-who", {"family_name": "Marsden", "pnc": "2001/0171310X"})

    assert "The letter at the end does not fit the digits" in web.text_of(answer)
    again = web.text_of(dean.get(f"{draft}/responsible-1-who"))
    assert "2001/0171310X" in again
    assert "The letter at the end" not in again
    assert "In progress" in web.text_of(dean.get(draft))


def test_a_page_is_kept_while_it_is_typed() -> None:
    dean = web.signed_in("Dean Whitlock")
    draft = web.start(dean)

    answer = web.press(
        dean, f"{draft}/happened", {"description": "She came home and"}, at=f"{draft}/happened/typing"
    )

    assert answer.status_code == 204
    assert "She came home and" in web.text_of(dean.get(f"{draft}/happened"))


def test_an_earlier_copy_that_arrives_late_replaces_nothing() -> None:
    dean = web.signed_in("Dean Whitlock")
    draft = web.start(dean)
    opening = web.hidden(web.text_of(dean.get(f"{draft}/court")), "opening")
    dean.post(f"{draft}/court", {"opening": opening, "court_name": "Lewes Crown Court"})

    dean.post(f"{draft}/court/typing", {"opening": opening, "court_name": "Lewes Crow"})

    assert "Lewes Crown Court" in web.text_of(dean.get(f"{draft}/court"))


def test_nothing_typed_is_lost_when_the_session_has_ended() -> None:
    dean = web.signed_in("Dean Whitlock")
    draft = web.start(dean)
    opening = web.hidden(web.text_of(dean.get(f"{draft}/happened")), "opening")
    dean.session.flush()
    dean.cookies.clear()

    answer: Any = dean.post(f"{draft}/happened", {"opening": opening, "description": "A long story"})

    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/sign-in?next=/referrals/drafts/")
    again = web.signed_in("Dean Whitlock")
    assert "A long story" in web.text_of(again.get(f"{draft}/happened"))


def test_typing_goes_on_being_kept_when_the_session_has_ended() -> None:
    dean = web.signed_in("Dean Whitlock")
    draft = web.start(dean)
    opening = web.hidden(web.text_of(dean.get(f"{draft}/happened")), "opening")
    dean.cookies.clear()

    answer = dean.post(f"{draft}/happened/typing", {"opening": opening, "description": "A long story"})

    assert answer.status_code == 204
    assert "A long story" in web.text_of(web.signed_in("Dean Whitlock").get(f"{draft}/happened"))


def test_what_arrives_signed_out_for_a_page_that_changed_waits_to_be_compared() -> None:
    dean = web.signed_in("Dean Whitlock")
    draft = web.start(dean)
    first = web.hidden(web.text_of(dean.get(f"{draft}/court")), "opening")
    web.press(dean, f"{draft}/court", {"court_name": "Lewes Crown Court"})
    dean.cookies.clear()

    dean.post(f"{draft}/court", {"opening": first, "court_name": "Hove Crown Court"})

    again = web.signed_in("Dean Whitlock")
    compared = again.get(f"{draft}/court")
    assert compared.status_code == 409
    assert "Lewes Crown Court" in web.text_of(compared)
    assert "Hove Crown Court" in web.text_of(compared)
    assert "Look again" in web.text_of(again.get(draft))

    web.press(again, f"{draft}/court", at=f"{draft}/court/setting-aside")
    left = web.text_of(again.get(f"{draft}/court"))
    assert "Lewes Crown Court" in left
    assert "Hove Crown Court" not in left


def test_two_windows_do_not_silently_overwrite_each_other() -> None:
    dean = web.signed_in("Dean Whitlock")
    draft = web.start(dean)
    left = web.hidden(web.text_of(dean.get(f"{draft}/court")), "opening")
    right = web.hidden(web.text_of(dean.get(f"{draft}/court")), "opening")
    dean.post(f"{draft}/court", {"opening": left, "court_name": "Lewes Crown Court"})

    clash = dean.post(f"{draft}/court", {"opening": right, "court_name": "Hove Crown Court"})

    assert clash.status_code == 409
    page = web.text_of(clash)
    assert "They saved" in page
    assert "Lewes Crown Court" in page
    assert "Hove Crown Court" in page
    answer = dean.post(
        f"{draft}/court", {"opening": web.hidden(page, "opening"), "court_name": "Hove Crown Court"}
    )
    assert answer.status_code == 302
    assert "Hove Crown Court" in web.text_of(dean.get(f"{draft}/court"))


def test_the_same_page_sent_twice_is_no_clash() -> None:
    dean = web.signed_in("Dean Whitlock")
    draft = web.start(dean)
    sent = {
        "opening": web.hidden(web.text_of(dean.get(f"{draft}/court")), "opening"),
        "court_name": "Lewes Crown Court",
    }

    assert [dean.post(f"{draft}/court", sent).status_code for _ in range(2)] == [302, 302]


@pytest.mark.parametrize("opening", ["", "forged", signing.dumps(["x", "court", "p", "s"], salt="other")])
def test_a_form_that_is_not_ours_is_refused(opening: str) -> None:
    dean = web.signed_in("Dean Whitlock")
    draft = web.start(dean)

    assert dean.post(f"{draft}/court", {"opening": opening, "court_name": "X"}).status_code == 403
    assert dean.post(f"{draft}/court/typing", {"opening": opening, "court_name": "X"}).status_code == 403


def test_the_opening_of_one_page_does_not_open_another() -> None:
    dean = web.signed_in("Dean Whitlock")
    draft, other = web.start(dean), web.start(dean)
    opening = web.hidden(web.text_of(dean.get(f"{draft}/court")), "opening")

    assert dean.post(f"{draft}/happened", {"opening": opening}).status_code == 403
    assert dean.post(f"{other}/court", {"opening": opening}).status_code == 403


@pytest.mark.parametrize("part", ["", "/court", "/checking", "/discarding", "/harmed-1/removal"])
def test_somebody_elses_draft_looks_like_one_that_is_not_there(part: str) -> None:
    draft = web.start(web.signed_in("Dean Whitlock"))
    priya = web.signed_in("Priya Nair")

    hidden, missing = (
        priya.get(draft + part),
        priya.get("/referrals/drafts/01a201d9-ee3e-7847-a7bd-f105ea18be74" + part),
    )

    assert hidden.status_code == missing.status_code == 404
    assert hidden.content == missing.content


def test_the_database_holds_nothing_readable_of_a_draft(behind_the_walls: Any) -> None:
    dean = web.signed_in("Dean Whitlock")
    draft = web.start(dean)
    web.press(dean, f"{draft}/harmed-1-who", web.WHO_HARMED)

    with behind_the_walls() as cursor:
        cursor.execute("SELECT row_to_json(d)::text FROM referrals_draft d")
        assert "Fenwick" not in str(cursor.fetchall())


def test_a_second_press_of_the_button_shows_the_same_receipt() -> None:
    dean = web.signed_in("Dean Whitlock")
    draft = web.start(dean)
    web.fill_in(dean, draft)
    page = web.text_of(dean.get(f"{draft}/checking"))
    form = {name: web.hidden(page, name) for name in ("csrfmiddlewaretoken", "version")}

    first: Any = dean.post(f"{draft}/sending", form)
    second: Any = dean.post(f"{draft}/sending", form)

    assert first["Location"] == second["Location"]
    with here.at_work(here.coordinator()):
        assert Referral.objects.count() == 1


def test_after_sending_every_page_of_the_draft_leads_to_the_receipt() -> None:
    dean = web.signed_in("Dean Whitlock")
    draft = web.start(dean)
    opening = web.hidden(web.text_of(dean.get(f"{draft}/court")), "opening")
    web.fill_in(dean, draft)
    receipt = web.send(dean, draft)

    for part in ("", "/court", "/checking"):
        answer: Any = dean.get(draft + part)
        assert answer["Location"] == receipt
    late: Any = dean.post(f"{draft}/court", {"opening": opening, "court_name": "Too late"})
    assert late["Location"] == receipt
    assert the_draft(draft).read().pages == {}


def test_a_change_after_checking_has_to_be_checked_again() -> None:
    dean = web.signed_in("Dean Whitlock")
    draft = web.start(dean)
    web.fill_in(dean, draft)
    page = web.text_of(dean.get(f"{draft}/checking"))
    form = {name: web.hidden(page, name) for name in ("csrfmiddlewaretoken", "version")}
    web.press(dean, f"{draft}/court", {"court_name": "Lewes Crown Court"})

    answer: Any = dean.post(f"{draft}/sending", form)

    assert answer["Location"] == f"{draft}/checking"
    assert "Something was changed since you checked" in web.text_of(dean.get(f"{draft}/checking"))
    with here.at_work(here.coordinator()):
        assert Referral.objects.count() == 0


def test_a_draft_with_gaps_cannot_be_sent() -> None:
    dean = web.signed_in("Dean Whitlock")
    draft = web.start(dean)
    web.press(dean, f"{draft}/circumstances", web.CIRCUMSTANCES)

    assert "Cannot start yet" in web.text_of(dean.get(draft))
    answer: Any = dean.get(f"{draft}/checking")
    assert answer["Location"] == draft
    sent: Any = web.press(dean, draft, {"version": "2"}, at=f"{draft}/sending")
    assert sent["Location"] == f"{draft}/checking"


def test_people_can_be_added_and_taken_out_again() -> None:
    dean = web.signed_in("Dean Whitlock")
    draft = web.start(dean)

    added: Any = web.press(dean, draft, at=f"{draft}/people/harmed")
    assert added["Location"] == f"{draft}/harmed-2-who"
    web.press(dean, f"{draft}/harmed-2-who", {"family_name": "Osei"})
    assert "Person harmed: Osei" in web.text_of(dean.get(draft))

    web.press(dean, f"{draft}/harmed-2/removal")
    assert "Osei" not in web.text_of(dean.get(draft))


def test_one_referral_names_only_so_many() -> None:
    dean = web.signed_in("Dean Whitlock")
    draft = web.start(dean)
    for _ in range(drafting.MOST_OF_A_SIDE - 1):
        web.press(dean, draft, at=f"{draft}/people/harmed")

    answer = web.press(dean, draft, at=f"{draft}/people/harmed")

    assert answer.status_code == 403
    assert "can name up to 6 on each side" in web.text_of(answer)


def test_nobody_responsible_may_be_known() -> None:
    dean = web.signed_in("Dean Whitlock")
    draft = web.start(dean)
    web.press(dean, f"{draft}/responsible-1/removal")
    for key in [key for key in web.PAGES if not key.startswith("responsible")]:
        web.press(dean, f"{draft}/{key}", web.PAGES[key])

    assert "Referral sent" in web.text_of(dean.get(web.send(dean, draft)))


def test_a_probation_officer_is_not_asked_how_to_reach_a_person_harmed() -> None:
    marcus = web.signed_in("Marcus Bell")
    draft = web.start(marcus)

    page = web.text_of(marcus.get(draft))

    assert "does not ask you how to reach a person harmed" in page
    assert f"{draft}/harmed-1-contact" not in page
    assert marcus.get(f"{draft}/harmed-1-contact").status_code == 404
    assert "harmed_kinds" not in web.text_of(marcus.get(f"{draft}/risks"))


def test_an_address_in_the_story_is_refused_because_both_sides_may_read_it() -> None:
    dean = web.signed_in("Dean Whitlock")
    draft = web.start(dean)

    for told in (
        "She lives at 12 Mill Lane now",
        "Her postcode is BN11 1AA",
        "Call 07700 900101",
        "a@b.example",
    ):
        answer = web.press(dean, f"{draft}/happened", web.HAPPENED | {"description": told})
        assert answer.status_code == 200
        assert "people on both sides may read" in web.text_of(answer)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"happened_on-day": "31", "happened_on-month": "2"}, "must be a real date"),
        ({"happened_on-year": "2999"}, "must be today or in the past"),
        ({"description": "Left \x00 right"}, "hidden character"),
        ({"description": "Left \u202e right"}, "right-to-left override"),
        ({"crime_group": "nonsense"}, "Select the kind of crime"),
        ({"crime_reference": "?"}, "Enter the reference as the police wrote it"),
    ],
)
def test_bad_input_gets_an_answer_that_says_what_to_do(typed: dict[str, str], told: str) -> None:
    dean = web.signed_in("Dean Whitlock")
    draft = web.start(dean)

    answer = web.press(dean, f"{draft}/happened", web.HAPPENED | typed)

    assert answer.status_code == 200
    assert told in web.text_of(answer)


def test_a_draft_takes_no_more_than_a_referral_can_hold() -> None:
    dean = web.signed_in("Dean Whitlock")
    draft = web.start(dean)

    answer = web.press(dean, f"{draft}/happened", {"description": "x" * (drafting.MOST_CHARACTERS + 1)})

    assert answer.status_code == 403
    assert "more text than one referral can hold" in web.text_of(answer)


def test_a_commissioner_cannot_begin_a_referral() -> None:
    imogen = web.signed_in("Imogen Farrant")
    assert "Refer somebody" not in web.text_of(imogen.get("/referrals/sent"))

    answer = web.press(imogen, "/referrals/sent", at="/referrals/drafts")

    assert answer.status_code == 403
    assert "does not include making referrals" in web.text_of(answer)


def test_a_draft_can_be_thrown_away() -> None:
    dean = web.signed_in("Dean Whitlock")
    draft = web.start(dean)

    web.press(dean, f"{draft}/discarding")

    assert dean.get(draft).status_code == 404
    assert not Draft.objects.exists()


def test_a_draft_that_nobody_touches_for_a_month_goes() -> None:
    dean = web.signed_in("Dean Whitlock")
    draft = web.start(dean)
    later = clock.now() + timedelta(days=31)

    with time_machine.travel(later, tick=False):
        assert web.signed_in("Dean Whitlock").get(draft).status_code == 404
    assert drafting.clear_expired_drafts(at=later) == 1


def test_the_list_shows_what_was_begun_and_what_was_sent() -> None:
    dean = web.signed_in("Dean Whitlock")
    begun = web.start(dean)
    sent = here.a_referral()

    page = web.text_of(dean.get("/referrals/sent"))

    assert begun in page
    assert sent.reference in page
    assert "Alice Fenwick" in page
    assert "Received" in page


def test_the_list_takes_as_many_queries_for_many_as_for_one() -> None:
    dean = web.signed_in("Dean Whitlock")
    here.a_referral()
    dean.get("/referrals/sent")
    with_one = counting.statements(lambda: dean.get("/referrals/sent"))
    for _ in range(4):
        here.a_referral()

    assert counting.statements(lambda: dean.get("/referrals/sent")) == with_one
