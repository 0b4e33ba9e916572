"""What whoever sent a referral sees of it afterwards, and what they can change."""

from typing import Any

import pytest

from rjhub.people import approach
from rjhub.people.vocabulary import Approach
from rjhub.referrals.actions import amending, deciding
from rjhub.referrals.actions.deciding import Comparison
from rjhub.referrals.models import Amendment, Referral, ReferralParty
from rjhub.referrals.queries import referrals
from rjhub.referrals.tests import browsing as web
from rjhub.referrals.tests import factories as here
from rjhub.referrals.vocabulary import DeclineReason, Known, Sameness, Status
from rjhub.sharing.vocabulary import Side

pytestmark = pytest.mark.django_db


def own_page(referral: Referral) -> str:
    return web.text_of(web.signed_in("Dean Whitlock").get(f"/referrals/{referral.reference}"))


def amendment_of(referral: Referral, noun: str) -> str:
    return f"/referrals/{referral.reference}/amendments/{noun}"


def party_of(referral: Referral, side: Side) -> ReferralParty:
    with here.at_work(here.sergeant()):
        return ReferralParty.objects.get(referral=referral, side=side)


def amend_party(referral: Referral, side: Side, **answers: str) -> Any:
    dean = web.signed_in("Dean Whitlock")
    said = {"told": "yes", "agrees_to_contact": "yes", "agrees_to_assessment": "yes", "why": "She called me"}
    return web.press(dean, amendment_of(referral, str(party_of(referral, side).id)), said | answers)


def test_the_sender_reads_what_they_said_and_where_it_stands() -> None:
    page = own_page(here.a_referral())

    assert "Received" in page
    assert "Her home was broken into" in page
    assert "Person harmed: Alice Fenwick" in page
    assert "To ask why he chose her house" in page


def test_the_sender_does_not_read_how_to_reach_anybody_or_what_is_a_risk() -> None:
    page = own_page(here.a_referral())

    for secret in ("900101", "Nowhere Mews", "before 3pm", "Drinks heavily", "11 February 1984"):
        assert secret not in page


@pytest.mark.parametrize(
    "name", ["Priya Nair", "Marcus Bell", "Esther Lindqvist", "Imogen Farrant", "Judith Arkwright"]
)
@pytest.mark.parametrize("part", ["", "/receipt", "/withdrawal", "/duplicates", "/amendments/about"])
def test_a_referral_looks_to_others_like_one_that_is_not_there(name: str, part: str) -> None:
    referral = here.a_referral()
    client = web.signed_in(name)

    hidden = client.get(f"/referrals/{referral.reference}{part}")
    missing = client.get(f"/referrals/SX-00000-00000{part}")

    assert hidden.status_code == missing.status_code == 404
    assert hidden.content == missing.content
    assert {**hidden.headers, "Expires": ""} == {**missing.headers, "Expires": ""}


def test_a_reference_may_be_typed_as_people_read_it_out() -> None:
    referral = here.a_referral()
    typed = referral.reference.lower().replace("-", " ")

    assert web.signed_in("Dean Whitlock").get(f"/referrals/{typed}").status_code == 200


def test_accepting_and_joining_look_the_same_to_the_sender() -> None:
    accepted, other, joined = here.a_referral(), here.a_referral(), here.a_referral()
    with here.at_work(here.coordinator()) as marian:
        deciding.decide_duplicates(accepted, Comparison(decision=Sameness.DIFFERENT), by=marian, at=here.NOW)
        deciding.accept_referral(accepted, by=marian, at=here.NOW)
        same = Comparison(decision=Sameness.SAME, joined_to=other.id, note="Same burglary")
        deciding.decide_duplicates(joined, same, by=marian, at=here.NOW)

    first, second = own_page(accepted), own_page(joined)

    assert "Accepted" in first
    assert without_names(first, accepted) == without_names(second, joined)
    with here.at_work(here.sergeant()):
        assert {one.status for one in Referral.objects.filter(id__in=[accepted.id, joined.id])} == {
            Status.ACCEPTED
        }
        assert not referrals.checks_of(joined)


def without_names(page: str, referral: Referral) -> str:
    parts = [str(party_of(referral, side).id) for side in (Side.HARMED, Side.RESPONSIBLE)]
    with here.at_work(here.sergeant()):
        parts += [str(offence.id) for offence in referrals.offences_of(referral)]
    for part in (*parts, referral.reference):
        page = page.replace(part, "")
    of_the_visit = ("csrf", "Printed from")
    return "\n".join(line for line in page.splitlines() if not any(words in line for words in of_the_visit))


def test_a_declined_referral_says_why_in_the_hubs_words() -> None:
    referral = here.a_referral()
    with here.at_work(here.coordinator()) as marian:
        deciding.decline_referral(
            referral, by=marian, at=here.NOW, reason=DeclineReason.OUT_OF_AREA, words="Please ask Surrey."
        )

    page = own_page(referral)

    assert "It belongs to another area" in page
    assert "Please ask Surrey." in page
    assert "Withdraw this referral" not in page


def test_a_change_keeps_what_stood_there_before_with_the_reason() -> None:
    referral = here.a_referral()
    with here.at_work(here.sergeant()):
        offence = referrals.offences_of(referral)[0]

    answer = web.press(
        web.signed_in("Dean Whitlock"),
        amendment_of(referral, str(offence.id)),
        web.HAPPENED
        | {
            "place": "A house in Lancing",
            "why": "I had the wrong town",
            "officer_in_case": offence.officer_in_case,
            "description": offence.description,
        },
    )

    assert answer.status_code == 302
    page = own_page(referral)
    assert "A house in Lancing" in page
    assert "I had the wrong town" in page
    with here.at_work(here.coordinator()):
        change = Amendment.objects.get(referral=referral)
        assert (change.field, change.old, change.new) == (
            "place",
            "A house in Worthing",
            "A house in Lancing",
        )


def test_a_change_needs_a_reason_and_has_to_change_something() -> None:
    referral = here.a_referral()

    assert "Enter why you change it" in web.text_of(amend_party(referral, Side.HARMED, why=""))
    with here.at_work(here.sergeant()) as dean:
        same = amending.Change(row=referral, answers={"source": referral.source}, why="x", version=1)
        with pytest.raises(Exception, match="Nothing was changed"):
            amending.amend_referral(referral, same, by=dean, at=here.NOW)


def test_the_page_of_a_change_shows_what_stands_there_now() -> None:
    referral = here.a_referral()

    page = web.text_of(web.signed_in("Dean Whitlock").get(amendment_of(referral, "about")))

    assert '<option value="police" selected' in page
    assert '<option value="community_order" selected' in page


def test_two_changes_of_one_version_clash_and_nothing_typed_is_lost() -> None:
    referral = here.a_referral()
    dean = web.signed_in("Dean Whitlock")
    address = amendment_of(referral, "about")
    opened = web.text_of(dean.get(address))
    form = web.CIRCUMSTANCES | {
        "version": web.hidden(opened, "version"),
        "csrfmiddlewaretoken": web.hidden(opened, "csrfmiddlewaretoken"),
        "cj_stage": "community_order",
    }
    dean.post(address, form | {"why": "First", "raised_how": "In the first place"})

    clash = dean.post(address, form | {"why": "Second", "raised_how": "In the second place"})

    assert clash.status_code == 409
    page = web.text_of(clash)
    assert "In the first place" in page
    assert "In the second place" in page


def test_a_change_of_somebody_under_no_order_leaves_their_orders_alone() -> None:
    referral = here.a_referral()

    assert amend_party(referral, Side.RESPONSIBLE, agrees_to_assessment="no").status_code == 302

    assert party_of(referral, Side.RESPONSIBLE).orders == []


def test_a_copy_of_a_version_that_nobody_changed_by_hand_still_says_what_to_do() -> None:
    referral = here.a_referral()
    dean = web.signed_in("Dean Whitlock")
    changed = web.CIRCUMSTANCES | {"version": "0", "cj_stage": "community_order", "why": "Late"}

    clash = web.press(dean, amendment_of(referral, "about"), changed)

    assert clash.status_code == 409
    assert "Open the page again" in web.text_of(clash)


def test_a_no_that_arrives_after_sending_stops_everybody() -> None:
    referral = here.a_referral()

    assert amend_party(referral, Side.HARMED, agrees_to_contact="no").status_code == 302

    alice = party_of(referral, Side.HARMED)
    assert alice.agrees_to_contact == Known.NO
    with here.at_work(here.coordinator()):
        assert approach.may_be_approached(alice.person_id) == Approach.STOPPED


def test_only_the_sender_can_change_it() -> None:
    referral = here.a_referral()

    answer = web.signed_in("Marian Okafor").get(amendment_of(referral, "about"))

    assert answer.status_code == 403
    assert "Only whoever sent this referral" in web.text_of(answer)


def test_a_part_that_is_not_there_cannot_be_changed() -> None:
    referral = here.a_referral()
    dean = web.signed_in("Dean Whitlock")

    for noun in ("nothing", "01a201d9-ee3e-7847-a7bd-f105ea18be74"):
        assert dean.get(amendment_of(referral, noun)).status_code == 404


def test_the_sender_can_take_it_back_while_nothing_is_decided() -> None:
    referral = here.a_referral()
    dean = web.signed_in("Dean Whitlock")

    assert "Enter why you withdraw it" in web.text_of(
        web.press(dean, f"/referrals/{referral.reference}/withdrawal", {"reason": ""})
    )
    web.press(dean, f"/referrals/{referral.reference}/withdrawal", {"reason": "She changed her mind"})

    page = own_page(referral)
    assert "Withdrawn" in page
    assert "She changed her mind" in page
    assert dean.get(amendment_of(referral, "about")).status_code == 403


def test_what_the_hub_decided_cannot_be_withdrawn() -> None:
    referral = here.a_referral()
    with here.at_work(here.coordinator()) as marian:
        deciding.decline_referral(referral, by=marian, at=here.NOW, reason=DeclineReason.OUT_OF_AREA)

    answer = web.signed_in("Dean Whitlock").get(f"/referrals/{referral.reference}/withdrawal")

    assert answer.status_code == 403
    assert "The hub has already decided" in web.text_of(answer)
