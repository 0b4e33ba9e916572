"""Words that more people read than those who work with the person harmed, and how she can be reached."""

import re
from typing import Any

import pytest
from django.http import HttpResponse

from rjhub.cases.actions.closing import close_case
from rjhub.cases.actions.naming import name_contact
from rjhub.cases.models import Agreement, Case, Meeting, Preparation, Task
from rjhub.cases.policies import wording
from rjhub.cases.tests.factories import at_work, member, signed_in
from rjhub.cases.tests.meeting import a_held_meeting
from rjhub.cases.tests.ready import a_ready_case, side_of
from rjhub.cases.vocabulary import WordsPlace
from rjhub.kernel import clock
from rjhub.partnership.pathway.case_words import ClosingReason
from rjhub.people.actions import reaching, safe_contact
from rjhub.people.actions.safe_contact import SafeWays
from rjhub.people.vocabulary import Channel, ContactKind

pytestmark = pytest.mark.django_db

TODAY = clock.today()
HERS, NOBODYS = "07700 900123", "07700 900777"
CONTACT, WRITER, OTHER = "Nadia Karim", "Adaeze Obi", "Gareth Pugh"


def a_case_with_a_contact() -> Case:
    """A meeting was held in it, and somebody is named contact of the person harmed, of whom much is known."""
    with at_work(member("Marian Okafor")) as marian:
        case = a_ready_case(marian)
        harmed = side_of(case, "harmed")
        for kind, value in (
            (ContactKind.MOBILE, HERS),
            (ContactKind.ADDRESS, "Rose Cottage\n12 Mill Lane\nLewes\nBN7 1AA"),
        ):
            reaching.keep_contact(harmed.person, kind=kind, value=value, by=marian, at=clock.now())
        ways = SafeWays(channels=(Channel.PHONE,), code_word="Blue Otter")
        safe_contact.confirm_safe_contact(harmed.person, ways=ways, by=marian, at=clock.now())
        name_contact(harmed, contact=member(CONTACT), by=marian, at=clock.now())
        a_held_meeting(case, marian)
        return case


@pytest.fixture
def case() -> Case:
    return a_case_with_a_contact()


def write(case: Case, words: str, name: str = WRITER, **more: str) -> Any:
    """Write an agreement down on its page."""
    with at_work(member(name)):
        meeting = Meeting.objects.get(case=case)
    typed = {
        "came_from": str(meeting.id), "outcome": "something", "words": words,
        "made_on-day": TODAY.day, "made_on-month": TODAY.month, "made_on-year": TODAY.year,
        "submission_key": "1e5f2b1e-53a7-4f65-9d05-1f5d9b0d0c99",
    }  # fmt: skip
    return signed_in(name).post(f"/cases/{case.reference}/agreements/new", typed | more)


def held_after_asking(case: Case, words: str = f"Ring {HERS} first.") -> str:
    """Ask for words to be read; answers the address of the page about them."""
    answer = write(case, words, ask_to_read="yes")
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def decide(address: str, name: str = CONTACT, **typed: str) -> HttpResponse:
    answer: HttpResponse = signed_in(name).post(address, typed)
    return answer


def agreements(case: Case) -> list[str]:
    with at_work(member(OTHER)):
        return list(Agreement.objects.filter(case=case).values_list("words", flat=True))


def plain(answer: Any, *without: str) -> str:
    """A page without what differs between any two of its answers."""
    text = re.sub(r'(csrfmiddlewaretoken" value="|nonce[-=]"?)[\w/+=-]+', "", answer.content.decode())
    for word in without:
        text = text.replace(word, "")
    return text


def test_words_that_look_like_contact_details_are_not_saved_and_nothing_typed_is_lost(case: Case) -> None:
    answer = write(case, f"He rings {HERS} first.")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "telephone number 07700 900123" in page
    assert "He rings 07700 900123 first.</textarea>" in page
    assert 'name="outcome" value="something"' in page
    assert agreements(case) == []
    assert write(case, "He writes first.").status_code == 302
    assert agreements(case) == ["He writes first."]


def test_whoever_guesses_is_told_the_same_of_her_number_and_of_nobodys(case: Case) -> None:
    hers, nobodys = write(case, f"Ring {HERS}."), write(case, f"Ring {NOBODYS}.")
    assert plain(hers, HERS) == plain(nobodys, NOBODYS)
    asked = [signed_in(WRITER).get(held_after_asking(case, f"Ring {one}.")) for one in (HERS, NOBODYS)]
    without = [plain(one, HERS, NOBODYS) for one in asked]
    assert re.sub(r"/held/[\w-]+", "", without[0]) == re.sub(r"/held/[\w-]+", "", without[1])


@pytest.mark.parametrize(
    "words", ["Meet at rose cottage.", "Say “blue otter” first.", "It is on Mill Ln near Lewes."]
)
def test_what_looks_like_nothing_is_known_to_who_may_know_it_and_cannot_be_tried_out(
    case: Case, words: str
) -> None:
    answer = write(case, words, OTHER)
    assert answer.status_code == 422
    assert "known of the person harmed" in answer.content.decode()
    assert write(case, words, WRITER).status_code == 302  # from across the wall: a guess gets no answer


def test_her_contact_reads_the_words_with_what_is_hers_marked_and_they_are_saved(case: Case) -> None:
    address = held_after_asking(case)
    assert agreements(case) == []
    contact, writer = signed_in(CONTACT), signed_in(WRITER)
    assert "Read words before others see them" in contact.get("/").content.decode()
    page = contact.get(address).content.decode()
    assert "<mark>07700 900123</mark>" in page
    assert "known of the person harmed" in page
    assert "known of the person harmed" not in writer.get(address).content.decode()
    assert decide(address, verdict="confirm").status_code == 302
    assert "Your words were confirmed: save them" in writer.get("/").content.decode()
    page = writer.get(address).content.decode()
    typed = dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', page))
    to = re.search(r'<form method="post" action="(/cases/[^"]+)"', page)
    assert to is not None
    assert writer.post(to[1], typed).status_code == 302
    assert agreements(case) == [f"Ring {HERS} first."]
    assert "save them" not in writer.get("/").content.decode()
    assert "Save it now" not in writer.get(address).content.decode()


def test_words_that_are_not_confirmed_go_back_with_the_reason(case: Case) -> None:
    address = held_after_asking(case)
    assert decide(address, verdict="refuse", note="").status_code == 200
    assert decide(address, verdict="refuse", note="Leave the number out.").status_code == 302
    writer = signed_in(WRITER)
    page = writer.get(address).content.decode()
    assert "Leave the number out." in page
    assert "Save it now" not in page
    again = write(case, f"Ring {HERS} first.", ask_to_read="yes")
    assert again.status_code == 422
    assert "These words were not confirmed: “Leave the number out.”" in again.content.decode()
    assert agreements(case) == []
    to, typed = sent_from(page)
    stopped = writer.post(to, typed | {"words": f"Never ring {HERS}."})
    assert stopped.status_code == 422
    assert writer.post(*sent_from(stopped.content.decode(), words="He writes.")).status_code == 302
    assert agreements(case) == ["He writes."]
    assert "not confirmed" not in writer.get("/").content.decode()


def sent_from(page: str, **typed: str) -> tuple[str, dict[str, str]]:
    """The form of a page with kept words: where it goes, and all that goes with it."""
    to = re.search(r'<form method="post" action="(/cases/[^"]+)"', page)
    assert to is not None
    kept = dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', page))
    kept |= dict(re.findall(r'<textarea[^>]* name="([\w-]+)"[^>]*>([^<]*)<', page))
    return to[1], kept | typed


def test_nobody_else_reads_them_and_nobody_decides_about_their_own(case: Case) -> None:
    address = held_after_asking(case)
    assert signed_in(OTHER).get(address).status_code == 404
    assert decide(address, OTHER, verdict="confirm").status_code == 404
    assert decide(address, WRITER, verdict="confirm").status_code == 403
    assert signed_in("Marian Okafor").get(address).status_code == 200  # the hub stands in for a contact
    for _ in range(2):  # a button pressed twice
        assert decide(address, verdict="confirm").status_code == 302
    late = decide(address, "Marian Okafor", verdict="refuse", note="Leave the number out.")
    assert late.status_code == 409
    page = late.content.decode()
    for words in (
        f"{CONTACT} decided about these words",
        "No, they have to change first",
        "Leave the number out.",
    ):
        assert words in page


def test_without_a_contact_the_hub_is_asked(case: Case) -> None:
    with at_work(member("Marian Okafor")):
        case.parties.update(named_contact=None)
    address = held_after_asking(case)
    with at_work(member("Marian Okafor")):
        task = Task.objects.get(kind="read_words")
        assert task.holder_id == case.hub.coordinators_id
    assert decide(address, "Marian Okafor", verdict="confirm").status_code == 302


def test_words_can_be_taken_back_by_who_wrote_them(case: Case) -> None:
    address = held_after_asking(case)
    assert signed_in(CONTACT).post(f"{address}/taking-back", {"version": "waiting"}).status_code == 403
    for _ in range(2):
        assert signed_in(WRITER).post(f"{address}/taking-back", {"version": "waiting"}).status_code == 302
    assert decide(address, verdict="confirm").status_code == 403
    assert "Read words" not in signed_in(CONTACT).get("/").content.decode()


def test_words_that_were_decided_about_meanwhile_are_not_taken_back_unseen(case: Case) -> None:
    address, writer = held_after_asking(case), signed_in(WRITER)
    assert decide(address, verdict="confirm").status_code == 302
    late = writer.post(f"{address}/taking-back", {"version": "waiting"})
    assert late.status_code == 409
    assert "Your words were read while this page was open: confirmed." in late.content.decode()
    assert "save them" in writer.get("/").content.decode()
    assert writer.post(f"{address}/taking-back", {"version": "confirmed"}).status_code == 302
    assert "save them" not in writer.get("/").content.decode()


def test_of_the_same_words_asked_about_again_all_else_counts_as_it_was_typed_last(case: Case) -> None:
    first = held_after_asking(case)
    earlier = {"made_on-day": "1", "made_on-month": "1", "made_on-year": "2025"}
    answer = write(case, f"Ring {HERS} first.", ask_to_read="yes", **earlier)
    assert answer["Location"] != first
    contact = signed_in(CONTACT)
    assert decide(first, verdict="confirm").status_code == 403
    assert contact.get("/").content.decode().count("Read words before others see them") == 1
    assert decide(answer["Location"], verdict="confirm").status_code == 302
    page = signed_in(WRITER).get(answer["Location"]).content.decode()
    assert 'name="made_on-year" value="2025"' in page


def test_confirmed_words_are_confirmed_for_the_place_they_were_written_for_and_for_no_other(
    case: Case,
) -> None:
    text = f"Ring {HERS} first."
    assert decide(held_after_asking(case), verdict="confirm").status_code == 302
    with at_work(member(WRITER)):
        wording.let_through(case.id, WordsPlace.AGREEMENT, text)
        for place, words in ((WordsPlace.MEETING, text), (WordsPlace.AGREEMENT, f"{text} Now.")):
            with pytest.raises(wording.HoldFirst):
                wording.let_through(case.id, place, words)


def test_asking_again_asks_once_and_not_without_end(case: Case) -> None:
    assert held_after_asking(case) == held_after_asking(case)
    for number in range(wording.MOST_WAITING - 1):
        held_after_asking(case, f"Ring 01632 960{number:03}.")
    answer = write(case, "Ring 01632 960999.", ask_to_read="yes")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "20 texts of yours are waiting to be read already." in page
    assert "Ring 01632 960999.</textarea>" in page


def test_a_note_on_closing_is_held_as_well(case: Case) -> None:
    with at_work(member("Marian Okafor")) as marian, pytest.raises(wording.HoldFirst):
        close_case(
            case,
            reason=ClosingReason.HARMED_WITHDREW,
            note=f"She is at {HERS} now.",
            parties={one.id: (ClosingReason.HARMED_WITHDREW, None) for one in case.parties.all()},
            by=marian,
            at=clock.now(),
        )


def test_how_somebody_is_prepared_and_where_they_meet_passes_the_same_door(case: Case) -> None:
    with at_work(member("Marian Okafor")):
        his = side_of(case, "responsible")
    address = f"/cases/{case.reference}/people/{his.id}/preparation/new"
    typed = {
        "held_on-day": TODAY.day, "held_on-month": TODAY.month, "held_on-year": TODAY.year, "ready": "yes",
        "place": "The hub", "wants_to_ask": f"May he ring {HERS}?", "hopes": "To say sorry", "somebody_comes": "no",
        "submission_key": "1e5f2b1e-53a7-4f65-9d05-1f5d9b0d0c77",
    }  # fmt: skip
    stopped = signed_in(OTHER).post(address, typed)
    assert stopped.status_code == 422, stopped.content.decode()
    assert "To say sorry" in stopped.content.decode()
    at_hers = signed_in(OTHER).post(address, typed | {"wants_to_ask": "Why her?", "place": "Rose Cottage"})
    assert at_hers.status_code == 422, at_hers.content.decode()
    with at_work(member(OTHER)):
        assert not Preparation.objects.filter(case=case, questions__contains=HERS).exists()
        assert not Preparation.objects.filter(case=case, place="Rose Cottage").exists()
