"""Writing to people of a case through the pages: by whom, to whom, what is seen of it, and what follows."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail

from rjhub.cases.actions import naming
from rjhub.cases.models import Case, Party, Task
from rjhub.cases.tests.closing import closing_of
from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.cases.tests.ready import facilitated
from rjhub.kernel import clock
from rjhub.letters.jobs import send_written
from rjhub.letters.models import Letter
from rjhub.letters.tests.factories import EVERY_WAY, RING, asked
from rjhub.letters.vocabulary import Status
from rjhub.partnership.models import Staff
from rjhub.people.actions import reaching, stopping
from rjhub.people.models import Person
from rjhub.people.vocabulary import Channel, ContactKind

pytestmark = pytest.mark.django_db
ADDRESS = "Flat 3, The Example\nBrighton\nBN1 1AA"
EMAIL = "alice@fenwick.example"
AN_EMAIL = {"occasion": "please_ring", "way": "email", "ring": RING}
A_LETTER = AN_EMAIL | {"occasion": "offer", "way": "letter"}


def can_be_reached(person: Person, by: Staff) -> None:
    for kind, value in ((ContactKind.ADDRESS, ADDRESS), (ContactKind.EMAIL, EMAIL)):
        reaching.keep_contact(person, kind=kind, value=value, by=by, at=clock.now())
    asked(person, *EVERY_WAY, by=by)


@pytest.fixture
def case() -> Case:
    with at_work(member("Marian Okafor")) as marian:
        made = a_case(marian)
        can_be_reached(alice_of(made).person, marian)
        return made


def alice_of(case: Case) -> Party:
    return case.parties.select_related("person", "named_contact").get(side="harmed")


def write(case: Case, typed: dict[str, str], by: str = "Marian Okafor") -> tuple[Any, str]:
    """Write to Alice through the pages; the browser, and the address of what was written."""
    client = signed_in(by)
    with at_work(member("Marian Okafor")):
        form = f"/cases/{case.reference}/people/{alice_of(case).id}/letters/new"
    assert client.get(form).status_code == 200
    answer = client.post(form, typed | {"submission_key": str(uuid4())})
    assert answer.status_code == 302, answer.content.decode()
    return client, answer.url


def the_letter(case: Case) -> Letter:
    with at_work(member("Marian Okafor")):
        return Letter.objects.get(file=case.file_id)


def says_no(case: Case) -> None:
    with at_work(member("Marian Okafor")) as marian:
        stopping.record_stop(
            alice_of(case).person, said_on=date(2026, 2, 1), said_to=marian.agency, by=marian, at=clock.now()
        )


def test_an_email_is_read_before_it_is_sent_and_sent_when_the_worker_comes(case: Case) -> None:
    client, address = write(case, AN_EMAIL)
    page = client.get(address).content.decode()
    assert "Please ring me on 01632 960123 when it suits you." in page
    assert "How to make contact safely" in page
    assert EMAIL not in page
    assert client.post(f"{address}/sending", {"when": "now"}).status_code == 302
    letter = the_letter(case)
    assert letter.status == Status.TO_SEND
    send_written(letter_id=str(letter.id), staff_id=str(member("Marian Okafor").id))
    (sent,) = mail.outbox
    assert sent.to == [EMAIL]
    assert case.reference not in sent.subject + sent.body
    assert "Alice" not in sent.subject + sent.body
    assert "Sent" in client.get(address).content.decode()
    timeline = client.get(f"/cases/{case.reference}/timeline").content.decode()
    assert "Email, sent" in timeline


def test_a_letter_is_printed_with_the_address_then_posted(case: Case) -> None:
    client, address = write(case, A_LETTER)
    assert ADDRESS.splitlines()[0] not in client.get(address).content.decode()
    paper = client.post(f"{address}/printing")
    assert paper.headers["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF")
    assert the_letter(case).status == Status.PRINTED
    assert client.post(f"{address}/posting").status_code == 302
    assert the_letter(case).status == Status.POSTED
    for noun in ("printing", "posting", "taking-back"):
        assert client.post(f"{address}/{noun}").status_code == 403


def test_a_no_stops_what_waits_and_the_named_contact_hears_of_it(case: Case) -> None:
    with at_work(member("Marian Okafor")) as marian:
        naming.name_contact(alice_of(case), contact=member("Nadia Karim"), by=marian, at=clock.now())
    client, address = write(case, AN_EMAIL)
    client.post(f"{address}/sending", {"when": "now"})
    says_no(case)
    letter = the_letter(case)
    assert letter.status == Status.STOPPED
    with at_work(member("Nadia Karim")) as nadia:
        (task,) = Task.objects.filter(kind="letter_not_sent", holder_id=nadia.principal_id)
    assert "Alice" not in task.words
    assert "asked not to be contacted" in signed_in("Nadia Karim").get(task.address).content.decode()
    send_written(letter_id=str(letter.id), staff_id=str(member("Marian Okafor").id))
    assert mail.outbox == []


def test_a_letter_that_was_printed_is_to_be_destroyed_after_a_no(case: Case) -> None:
    client, address = write(case, A_LETTER)
    client.post(f"{address}/printing")
    says_no(case)
    assert the_letter(case).status == Status.STOPPED
    with at_work(member("Marian Okafor")):
        assert "do not post it" in Task.objects.get(kind="letter_not_sent").words


def test_a_changed_address_stops_what_waits(case: Case) -> None:
    client, address = write(case, AN_EMAIL)
    client.post(f"{address}/sending", {"when": "now"})
    with at_work(member("Marian Okafor")) as marian:
        person = alice_of(case).person
        new = "other@fenwick.example"
        reaching.keep_contact(person, kind=ContactKind.EMAIL, value=new, by=marian, at=clock.now())
    assert (the_letter(case).status, the_letter(case).because) == (Status.STOPPED, "changed_since")


def test_nobody_is_written_to_against_a_no(case: Case) -> None:
    says_no(case)
    client = signed_in("Marian Okafor")
    with at_work(member("Marian Okafor")):
        form = f"/cases/{case.reference}/people/{alice_of(case).id}/letters/new"
    page = client.get(form).content.decode()
    assert "Do not contact them." in page
    answer = client.post(form, AN_EMAIL | {"submission_key": str(uuid4())})
    assert answer.status_code == 403
    assert "must not be contacted unless they ask" in answer.content.decode()
    assert RING in answer.content.decode()


def test_the_first_to_write_is_whoever_the_pathway_names(case: Case) -> None:
    with at_work(member("Marian Okafor")) as marian:
        naming.name_contact(alice_of(case), contact=member("Nadia Karim"), by=marian, at=clock.now())
        form = f"/cases/{case.reference}/people/{alice_of(case).id}/letters/new"
    answer = signed_in("Nadia Karim").post(form, AN_EMAIL | {"submission_key": str(uuid4())})
    said = answer.content.decode()
    assert answer.status_code == 403
    assert "and nobody else" in said or "First contact" in said


def test_only_ways_that_are_safe_are_offered_and_it_is_said_why_others_are_not(case: Case) -> None:
    with at_work(member("Marian Okafor")) as marian:
        alice = alice_of(case)
        asked(alice.person, Channel.EMAIL, by=marian)
    client = signed_in("Marian Okafor")
    form = f"/cases/{case.reference}/people/{alice.id}/letters/new"
    page = client.get(form).content.decode()
    assert 'value="email"' in page
    assert 'value="letter"' not in page
    assert "Letter: This is not among the ways that they said are safe." in page
    assert "Text message: Text messages are not set up here." in page
    refused = client.post(form, A_LETTER | {"submission_key": str(uuid4())})
    assert "Select how to send it" in refused.content.decode()
    with at_work(marian):
        assert not Letter.objects.filter(file=case.file_id).exists()


def test_somebody_who_was_never_asked_what_is_safe_is_not_written_to_and_the_page_leads_to_asking(
    case: Case,
) -> None:
    with at_work(member("Marian Okafor")):
        bruno = case.parties.select_related("person").get(side="responsible")
    page = (
        signed_in("Marian Okafor")
        .get(f"/cases/{case.reference}/people/{bruno.id}/letters/new")
        .content.decode()
    )
    assert "They cannot be written to now." in page
    assert f"/people/{bruno.person_id}/safe-contact?back=" in page
    assert 'name="occasion"' not in page


def test_the_same_form_sent_twice_is_one_letter(case: Case) -> None:
    client, address = write(case, AN_EMAIL)
    letter = the_letter(case)
    with at_work(member("Marian Okafor")):
        form = f"/cases/{case.reference}/people/{alice_of(case).id}/letters/new"
    again = client.post(form, AN_EMAIL | {"submission_key": str(letter.submission_key)})
    assert again.url == address


def test_whoever_works_with_people_responsible_learns_nothing_of_what_is_written_to_somebody_harmed(
    case: Case,
) -> None:
    with at_work(member("Marian Okafor")) as marian:
        facilitated(case, marian)
    _, address = write(case, AN_EMAIL)
    adaeze = signed_in("Adaeze Obi")
    page = adaeze.get(f"/cases/{case.reference}/letters")
    assert page.status_code == 200
    assert "Ask them to ring" not in page.content.decode()
    missing = adaeze.get(f"/cases/{case.reference}/letters/00000000-0000-4000-8000-000000000000")
    assert adaeze.get(address).content == missing.content
    with at_work(marian):
        form = f"/cases/{case.reference}/people/{alice_of(case).id}/letters/new"
    for answer in (adaeze.get(form), adaeze.post(form, AN_EMAIL), adaeze.post(f"{address}/printing")):
        assert answer.status_code == 404
    assert "Written to" not in adaeze.get(f"/cases/{case.reference}/timeline").content.decode()


def test_somebody_without_the_case_gets_the_same_as_for_one_that_is_missing(case: Case) -> None:
    _, address = write(case, AN_EMAIL)
    outsider = signed_in("Esther Lindqvist")
    there, not_there = (
        outsider.get(f"/cases/{reference}/letters") for reference in (case.reference, "SX-00000-00000")
    )
    assert (there.status_code, there.content) == (404, not_there.content)
    assert outsider.get(address).status_code == 404


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Select what you want to write"),
        (AN_EMAIL | {"way": "text"}, "Select how to send it"),
        (AN_EMAIL | {"way": "visit"}, "Select how to send it"),
        (AN_EMAIL | {"ring": "12"}, "telephone number"),
        (AN_EMAIL | {"occasion": "appointment"}, "Enter when the appointment is"),
    ],
)
def test_answers_that_make_no_sense_are_said_beside_the_question(
    case: Case, typed: dict[str, str], said: str
) -> None:
    client = signed_in("Marian Okafor")
    with at_work(member("Marian Okafor")):
        form = f"/cases/{case.reference}/people/{alice_of(case).id}/letters/new"
    answer = client.post(form, typed | {"submission_key": str(uuid4())})
    assert answer.status_code == 200
    assert said in answer.content.decode()


def test_what_was_sent_to_somebody_is_one_click_from_their_record(case: Case) -> None:
    client, address = write(case, A_LETTER)
    client.post(f"{address}/printing")
    with at_work(member("Marian Okafor")):
        person = alice_of(case).person
    assert f"/people/{person.id}/sent" in client.get(f"/people/{person.id}").content.decode()
    page = client.get(f"/people/{person.id}/sent").content.decode()
    assert "Letter: Offer to tell them more" in page
    assert "To be in touch with them" in page
    assert ADDRESS.splitlines()[0] not in page


def test_what_waits_is_taken_back_when_the_case_is_closed(case: Case) -> None:
    client, address = write(case, AN_EMAIL)
    client.post(f"{address}/sending", {"when": "now"})
    answer = client.post(f"/cases/{case.reference}/closing", closing_of(case))
    assert answer.status_code == 302, answer.content.decode()
    letter = the_letter(case)
    assert letter.status == Status.TAKEN_BACK
    send_written(letter_id=str(letter.id), staff_id=str(member("Marian Okafor").id))
    assert mail.outbox == []


def test_another_time_has_to_be_one(case: Case) -> None:
    client, address = write(case, AN_EMAIL)
    for typed, said in (
        ({}, "Select when it is safe for them"),
        ({"when": "later"}, "Enter when to send it"),
        (
            {"when": "later", "at-day": "1", "at-month": "1", "at-year": "2099", "at-time": "9am"},
            "within the next 14 days",
        ),
    ):
        answer = client.post(f"{address}/sending", typed)
        assert answer.status_code == 200
        assert said in answer.content.decode()
    assert the_letter(case).status == Status.WRITTEN
