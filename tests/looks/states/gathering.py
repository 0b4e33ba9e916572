"""What a case is told: held words, agencies elsewhere, more referrals of one incident, duties, and letters."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from django.test import Client, TestCase

from rjhub.cases import queries
from rjhub.cases.models import Case, Party
from rjhub.cases.tests import test_held_words as holding
from rjhub.cases.tests import test_letters as writing
from rjhub.cases.tests import test_outside
from rjhub.cases.tests.factories import a_case, at_work, member
from rjhub.cases.tests.ready import facilitated
from rjhub.cases.tests.test_attached import attached, opened
from rjhub.cases.tests.test_code_duties import TELL, duty, reported
from rjhub.cases.tests.test_code_duties import a_case as a_case_of_duties
from rjhub.cases.tests.test_opened_again import ended
from rjhub.kernel import clock
from rjhub.referrals.tests import browsing as web
from rjhub.referrals.tests import factories as referring
from tests.looks.scenes import Scene, at, signed_in

MARIAN = "Marian Okafor"


def words_that_wait() -> Iterator[Scene]:
    """Words that wait, as the named contact and the writer see them; refused and confirmed ones."""
    case = holding.a_case_with_a_contact()
    waits = holding.held_after_asking(case)
    yield at(holding.CONTACT, waits)
    yield at(holding.WRITER, waits)
    refused, confirmed = (holding.held_after_asking(case, f"Ring 07700 900{tail}.") for tail in (124, 125))
    holding.decide(refused, verdict="refuse", note="Leave the number out.")
    holding.decide(confirmed, verdict="confirm")
    yield at(holding.WRITER, refused, confirmed)
    yield at(holding.CONTACT, refused, confirmed)


def an_agency_elsewhere() -> Iterator[Scene]:
    """A link by mail: before its code, behind it, and as the hub sees it."""
    with at_work(member(MARIAN)) as marian:
        case = a_case(marian)
        facilitated(case, marian)
    link, code = test_outside.sent(case, TestCase.captureOnCommitCallbacks)
    yield "Somebody with a link", Client(), (link, "/answer/nothing")
    behind = Client()
    behind.post(link, {"code": code})
    yield "Somebody with a link and its code", behind, (link,)
    yield at(MARIAN, f"/cases/{case.reference}/information")


def referred_twice() -> Iterator[Scene]:
    """A second referral of an incident: accepted, attached, taken out, and of a case that is closed."""
    beth = replace(
        referring.ALICE, identity=replace(referring.ALICE.identity, given_name="Bethany", family_name="Osei")
    )
    first = referring.a_referral()
    there = f"/referrals/{first.reference}"
    yield at(MARIAN, there, f"{there}/duplicates")
    signed_in(MARIAN).post(f"{there}/duplicates", {"decision": "different"})
    yield at(MARIAN, there)
    case = opened(first)
    here = f"/cases/{case.reference}"
    row = attached(case, referring.a_referral())
    third = referring.a_referral(people=(beth, referring.KYLE))
    attaching = f"/referrals/{third.reference}/attaching/{case.reference}"
    there = f"{here}/referrals/{row.id}"
    yield at(MARIAN, attaching, f"{here}/referrals", there, f"{there}/detaching", here)
    ended(case)
    again = referring.a_referral()
    yield at(MARIAN, f"/referrals/{again.reference}", f"{here}/reopening", f"{here}/ending")


def typed_in_two_windows() -> Iterator[Scene]:
    """What was typed while signed out, into a page of a draft that had changed: it waits to be compared."""
    dean = signed_in("Dean Whitlock")
    draft = web.start(dean)
    opening = web.hidden(web.text_of(dean.get(f"{draft}/court")), "opening")
    web.press(dean, f"{draft}/court", {"court_name": "Lewes Crown Court"})
    dean.cookies.clear()
    dean.post(f"{draft}/court", {"opening": opening, "court_name": "Hove Crown Court"})
    yield at("Dean Whitlock", f"{draft}/court")


def duties_that_are_late() -> Iterator[Scene]:
    """What the Victims' Code asks of an agency, as the hub and as the agency sees it."""
    case = a_case_of_duties()
    reported(case, clock.day_of(referring.RECEIVED) - timedelta(days=30))
    told = duty(case, TELL)
    with at_work(member(MARIAN)):
        party = Party.objects.get(case=case, side="harmed")
        assert told.agency
        lead = queries.lead_contacts_of(told.agency)[0].account.name
    duties = f"/cases/{case.reference}/duties"
    yield at(MARIAN, duties, f"{duties}/{party.id}/report")
    yield at(lead, f"/duties/{told.id}")


def letters_on_their_way() -> Iterator[Scene]:
    """An email and a letter on paper: written, printed, and waiting to leave."""
    with at_work(member(MARIAN)) as marian:
        case = a_case(marian)
        writing.can_be_reached(writing.alice_of(case).person, marian)
    marian_here = signed_in(MARIAN)
    email, paper, printed, waits = (
        _a_letter(case, marian_here, typed)
        for typed in (
            writing.AN_EMAIL,
            writing.A_LETTER,
            writing.A_LETTER | {"occasion": "please_ring"},
            writing.AN_EMAIL | {"occasion": "offer"},
        )
    )
    marian_here.post(f"{printed}/printing")
    marian_here.post(f"{waits}/sending", {"when": "now"})
    yield at(MARIAN, email, paper, printed, waits, f"/cases/{case.reference}/letters")


def _a_letter(case: Case, browser: Client, typed: dict[str, str]) -> str:
    with at_work(member(MARIAN)):
        form = f"/cases/{case.reference}/people/{writing.alice_of(case).id}/letters/new"
    return str(browser.post(form, typed | {"submission_key": str(uuid4())})["Location"])
