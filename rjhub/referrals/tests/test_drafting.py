"""Writing a referral in a browser, with everything that goes wrong on the way."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from rjhub.kernel import clock
from rjhub.referrals.actions import drafting
from rjhub.referrals.models import Draft
from rjhub.referrals.tests import browsing as web

pytestmark = pytest.mark.django_db


def test_what_is_typed_is_there_again_whether_it_is_right_or_not() -> None:
    dean = web.signed_in("Dean Whitlock")
    draft = web.start(dean)

    answer = web.press(dean, f"{draft}/responsible-1-who", {"family_name": "Marsden", "pnc": "2001/0171310X"})

    assert "The letter at the end does not fit the digits" in web.text_of(answer)
    again = web.text_of(dean.get(f"{draft}/responsible-1-who"))
    assert "2001/0171310X" in again
    assert "The letter at the end" not in again
    assert "In progress" in web.text_of(dean.get(draft))


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


def test_people_can_be_added_and_taken_out_again() -> None:
    dean = web.signed_in("Dean Whitlock")
    draft = web.start(dean)

    added: Any = web.press(dean, draft, at=f"{draft}/people/harmed")
    assert added["Location"] == f"{draft}/harmed-2-who"
    web.press(dean, f"{draft}/harmed-2-who", {"family_name": "Osei"})
    assert "Person harmed: Osei" in web.text_of(dean.get(draft))

    web.press(dean, f"{draft}/harmed-2/removal")
    assert "Osei" not in web.text_of(dean.get(draft))


def test_a_draft_calls_people_what_the_area_calls_them() -> None:
    lee = web.signed_in("Lee Armstrong")
    page = web.text_of(lee.get(web.start(lee)))
    assert "Add a victim" in page
    assert "Add an offender" in page
    assert "erson harmed" not in page


def test_one_referral_names_only_so_many() -> None:
    dean = web.signed_in("Dean Whitlock")
    draft = web.start(dean)
    for _ in range(drafting.MOST_OF_A_SIDE - 1):
        web.press(dean, draft, at=f"{draft}/people/harmed")

    answer = web.press(dean, draft, at=f"{draft}/people/harmed")

    assert answer.status_code == 403
    assert "can name up to 6 on each side" in web.text_of(answer)


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
