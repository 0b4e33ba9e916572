"""Messages between the sides, from the sender's words to how they were received."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from rjhub.cases.actions.messages import (
    NewMessage,
    approve_message,
    note_response,
    pass_message_on,
    return_message,
    take_down_message,
    take_message_back,
)
from rjhub.cases.models import Case, Consent, FollowUp, Message, Task
from rjhub.cases.tests.factories import at_work, member, signed_in
from rjhub.cases.tests.files import PDF
from rjhub.cases.tests.ready import a_ready_case, says_no, side_of
from rjhub.cases.vocabulary import Medium, MessageStatus
from rjhub.design.words import moment
from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.partnership.models import Staff
from rjhub.partnership.pathway.stages import StageKind

pytestmark = pytest.mark.django_db

SORRY = "I am sorry. I think about what I did every day."


@pytest.fixture
def case() -> Case:
    with at_work(member("Marian Okafor")) as marian:
        return a_ready_case(marian, StageKind.MESSAGES)


def a_message(case: Case, by: Staff, words: str = SORRY, sender: str = "responsible") -> Message:
    receiver = "harmed" if sender == "responsible" else "responsible"
    new = NewMessage(
        from_party=side_of(case, sender), to_party=side_of(case, receiver), medium=Medium.LETTER, words=words
    )
    return take_down_message(case, new, by=by, at=clock.now())


def an_approved_message(case: Case, **more: str) -> Message:
    with at_work(member("Adaeze Obi")) as adaeze:
        message = a_message(case, adaeze, **more)
    with at_work(member("Sunita Rao")) as sunita:
        return approve_message(message, note="", by=sunita, at=clock.now())


def pass_on(message: Message, by: Staff) -> Message:
    return pass_message_on(message, passed_on_at=clock.now(), response="She cried.", by=by, at=clock.now())


def test_a_letter_goes_from_one_facilitator_by_the_supervisor_to_the_other_side(case: Case) -> None:
    with at_work(member("Adaeze Obi")):
        kyle, alice = side_of(case, "responsible"), side_of(case, "harmed")
    adaeze, sunita, gareth = (signed_in(name) for name in ("Adaeze Obi", "Sunita Rao", "Gareth Pugh"))
    answer = adaeze.post(
        f"/cases/{case.reference}/messages/new",
        {"between": f"{kyle.id}.{alice.id}", "medium": "letter", "words": SORRY,
         "upload": SimpleUploadedFile("letter.pdf", PDF),
         "submission_key": "9e5f2b1e-53a7-4f65-9d05-1f5d9b0d0c33"},
    )  # fmt: skip
    assert answer.status_code == 302, answer.content.decode()
    address = answer["Location"]
    assert "Read a message before it is passed on" in sunita.get("/").content.decode()
    review = {"verdict": "approve", "read_all": "on"}
    assert sunita.post(f"{address}/review", review).status_code == 302
    assert "Pass a message on" in gareth.get("/").content.decode()
    now = clock.in_london(clock.now() + timedelta(minutes=1))
    with at_work(member("Sunita Rao")):
        Message.objects.update(reviewed_at=clock.now() - timedelta(days=1))
    passed = {
        "passed_on_at-day": now.day, "passed_on_at-month": now.month, "passed_on_at-year": now.year,
        "passed_on_at-time": "12:01am", "response": "She read it twice.",
    }  # fmt: skip
    assert gareth.post(f"{address}/passing-on", passed).status_code == 302
    page = gareth.get(address).content.decode()
    assert "She read it twice." in page
    assert "Letter from Kyle Marsden to Alice Fenwick" in page
    assert "Download the letter or the recording" in page


def test_whoever_took_a_message_down_does_not_review_it(case: Case) -> None:
    with at_work(member("Sunita Rao")) as sunita:
        message = a_message(case, sunita)
        with pytest.raises(Refused, match="Somebody else has to read it"):
            approve_message(message, note="", by=sunita, at=clock.now())
        with pytest.raises(IntegrityError, match="a_second_person_reviews"), transaction.atomic():
            Message.objects.filter(id=message.id).update(
                status="approved", reviewed_at=clock.now(), reviewed_by=sunita
            )
        asked = set(Task.objects.filter(kind="review_message").values_list("holder_id", flat=True))
        assert asked == {member(name).principal_id for name in ("Gareth Pugh", "Adaeze Obi")}


def test_nobody_passes_on_what_nobody_else_has_read(case: Case) -> None:
    with at_work(member("Gareth Pugh")) as gareth:
        message = a_message(case, gareth)
        with pytest.raises(Refused, match="not been approved"):
            pass_on(message, gareth)
        with pytest.raises(IntegrityError, match="reviewed_before"), transaction.atomic():
            Message.objects.filter(id=message.id).update(
                status="passed_on", passed_on_at=clock.now(), passed_on_by=gareth
            )


def test_through_a_shut_gate_neither_page_nor_action_nor_database_passes_a_message_on(case: Case) -> None:
    message = an_approved_message(case)
    with at_work(member("Gareth Pugh")) as gareth:
        Consent.objects.filter(case=case, side="responsible").update(
            withdrawn_at=clock.now(), withdrawal_recorded_by=gareth
        )
        with pytest.raises(Refused, match="written consent"):
            pass_on(message, gareth)
        with pytest.raises(IntegrityError, match="written_consent_responsible"), transaction.atomic():
            Message.objects.filter(id=message.id).update(
                status="passed_on", passed_on_at=clock.now(), passed_on_by=gareth
            )
    client = signed_in("Gareth Pugh")
    page = client.get(f"/cases/{case.reference}/messages/{message.id}").content.decode()
    assert "has not given written consent to take part" in page
    assert "Note that it was passed on" not in page
    assert client.get(f"/cases/{case.reference}/messages/{message.id}/passing-on").status_code == 302


def test_a_message_to_somebody_who_said_no_stays_where_it_is(case: Case) -> None:
    message = an_approved_message(case)
    with at_work(member("Gareth Pugh")) as gareth:
        says_no(side_of(case, "harmed"))
        with pytest.raises(Refused, match="do not want this"):
            pass_on(message, gareth)


def test_a_probation_officer_does_not_carry_a_letter_to_the_person_harmed(case: Case) -> None:
    message = an_approved_message(case)
    with at_work(member("Adaeze Obi")) as adaeze, pytest.raises(Refused, match="people responsible"):
        pass_on(message, adaeze)
    page = signed_in("Adaeze Obi").get(f"/cases/{case.reference}/messages/{message.id}").content.decode()
    assert "Note that it was passed on" not in page
    with at_work(member("Gareth Pugh")):
        assert Task.objects.get(kind="pass_on_message").holder_id == member("Gareth Pugh").principal_id


@pytest.mark.parametrize("detail", ["07700 900123", "BN1 1AA", "alice@example.org"])
def test_how_the_person_harmed_can_be_reached_never_crosses(case: Case, detail: str) -> None:
    with at_work(member("Gareth Pugh")) as gareth:
        message = a_message(case, gareth, words=f"You can reach me: {detail}", sender="harmed")
    with at_work(member("Sunita Rao")) as sunita:
        with pytest.raises(Refused, match="how the person harmed can be reached"):
            approve_message(message, note="", by=sunita, at=clock.now())
        with pytest.raises(IntegrityError, match="contact_details"), transaction.atomic():
            Message.objects.filter(id=message.id).update(
                status="approved", reviewed_at=clock.now(), reviewed_by=sunita
            )
    page = (
        signed_in("Sunita Rao").get(f"/cases/{case.reference}/messages/{message.id}/review").content.decode()
    )
    assert f"looks like a way to reach somebody: {page_kind(detail)} {detail}" in page


def page_kind(detail: str) -> str:
    return "email address" if "@" in detail else "postcode" if detail.startswith("BN") else "telephone number"


def test_how_a_letter_was_received_names_no_way_to_reach_the_person_harmed(case: Case) -> None:
    message = an_approved_message(case)
    with at_work(member("Gareth Pugh")) as gareth:
        passed = pass_on(message, gareth)
        with pytest.raises(Refused, match="the other side may read this"):
            note_response(passed, response="Ring her on 07700 900123.", by=gareth, at=clock.now())


def test_a_returned_message_is_taken_down_again_once(case: Case) -> None:
    with at_work(member("Adaeze Obi")) as adaeze:
        first = a_message(case, adaeze)
    with at_work(member("Sunita Rao")) as sunita:
        with pytest.raises(Refused, match="what has to change"):
            return_message(first, note="", by=sunita, at=clock.now())
        return_message(first, note="Leave out the excuse.", by=sunita, at=clock.now())
    client = signed_in("Adaeze Obi")
    address = f"/cases/{case.reference}/messages/{first.id}/again"
    assert "Leave out the excuse." in client.get(address).content.decode()
    with at_work(adaeze):
        again = {
            "between": f"{first.from_party_id}.{first.to_party_id}", "medium": "letter", "words": "I am sorry.",
            "submission_key": "9e5f2b1e-53a7-4f65-9d05-1f5d9b0d0c44",
        }  # fmt: skip
        assert client.post(address, again).status_code == 302
        assert client.get(address).status_code != 200
        assert Message.objects.filter(case=case).count() == 2
        assert not Task.objects.filter(kind="write_message_again", status="open").exists()


def test_its_sender_takes_a_message_back_until_it_is_passed_on(case: Case) -> None:
    message = an_approved_message(case)
    with at_work(member("Gareth Pugh")) as gareth:
        taken_back = take_message_back(message, by=gareth, at=clock.now())
        assert taken_back.status == MessageStatus.WITHDRAWN
        assert not Task.objects.filter(kind="pass_on_message", status="open").exists()
        with pytest.raises(Refused):
            pass_on(message, gareth)
    other = an_approved_message(case)
    with at_work(member("Gareth Pugh")) as gareth:
        pass_on(other, gareth)
        with pytest.raises(Refused, match="passed on or taken back already"):
            take_message_back(other, by=gareth, at=clock.now())


def test_messages_answer_each_other_and_follow_ups_count_from_the_last(case: Case) -> None:
    first = an_approved_message(case)
    with at_work(member("Gareth Pugh")) as gareth:
        pass_on(first, gareth)
        planned = FollowUp.objects.filter(case=case).count()
        assert planned > 0
        new = NewMessage(
            from_party=side_of(case, "harmed"), to_party=side_of(case, "responsible"), medium=Medium.SPOKEN,
            words="Thank you for writing.", answers=first,
        )  # fmt: skip
        answer = take_down_message(case, new, by=gareth, at=clock.now())
    page = signed_in("Gareth Pugh").get(f"/cases/{case.reference}/messages/{first.id}").content.decode()
    assert f"Spoken message from Alice Fenwick to Kyle Marsden, {moment(answer.taken_at)}" in page
    with at_work(member("Sunita Rao")) as sunita:
        approve_message(answer, note="", by=sunita, at=clock.now())
    with at_work(gareth):
        pass_on(Message.objects.get(id=answer.id), gareth)
        assert FollowUp.objects.filter(case=case).count() == planned


def test_a_message_stays_between_the_sides(case: Case) -> None:
    with at_work(member("Gareth Pugh")) as gareth:
        alice = side_of(case, "harmed")
        new = NewMessage(from_party=alice, to_party=alice, medium=Medium.LETTER, words="To myself")
        with pytest.raises(Refused, match="from one side to the other"):
            take_down_message(case, new, by=gareth, at=clock.now())


def test_a_file_that_is_not_what_it_says_keeps_the_words_that_were_typed(case: Case) -> None:
    with at_work(member("Gareth Pugh")):
        kyle, alice = side_of(case, "responsible"), side_of(case, "harmed")
    page = signed_in("Gareth Pugh").post(
        f"/cases/{case.reference}/messages/new",
        {"between": f"{kyle.id}.{alice.id}", "medium": "letter", "words": SORRY,
         "upload": SimpleUploadedFile("letter.pdf", b"MZ\x90 not a letter"),
         "submission_key": "9e5f2b1e-53a7-4f65-9d05-1f5d9b0d0c55"},
    ).content.decode()  # fmt: skip
    assert SORRY in page
    with at_work(member("Gareth Pugh")):
        assert not Message.objects.filter(case=case).exists()


def test_whoever_does_not_work_on_the_case_finds_no_message(case: Case) -> None:
    message = an_approved_message(case)
    ours, none = f"/cases/{case.reference}/messages", "/cases/SX-00000-00000/messages"
    pages = ("", "/new", f"/{message.id}", f"/{message.id}/review", f"/{message.id}/passing-on",
             f"/{message.id}/response", f"/{message.id}/answers/new", f"/{message.id}/again",
             f"/{message.id}/taking-back")  # fmt: skip
    ryan = signed_in("Ryan Tipping")
    for page in pages:
        assert ryan.get(ours + page).status_code == ryan.get(none + page).status_code == 404
