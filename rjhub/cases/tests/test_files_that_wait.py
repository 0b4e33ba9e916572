"""Files for more than the side of the person harmed: read by the program, and by the hub where it cannot."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader

from rjhub.cases import uploads
from rjhub.cases.actions.messages import NewMessage, approve_message, take_down_message
from rjhub.cases.actions.naming import name_contact
from rjhub.cases.models import Case, Document, Message, Task
from rjhub.cases.tests import files
from rjhub.cases.tests.factories import at_work, member, signed_in
from rjhub.cases.tests.ready import a_ready_case, side_of
from rjhub.cases.uploads.kinds import PDF, WORD
from rjhub.cases.vocabulary import Medium
from rjhub.design.pdf import pdf
from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.letters.models import Dispatch
from rjhub.partnership.pathway.stages import StageKind
from rjhub.people.actions import reaching
from rjhub.people.vocabulary import ContactKind

pytestmark = pytest.mark.django_db
HERS = "07700 900123"
HUB, GARETH, ADAEZE, SUNITA, CONTACT = (
    "Marian Okafor",
    "Gareth Pugh",
    "Adaeze Obi",
    "Sunita Rao",
    "Nadia Karim",
)
SCHEMA = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.fixture
def case() -> Case:
    with at_work(member(HUB)) as marian:
        case = a_ready_case(marian, StageKind.MESSAGES)
        harmed = side_of(case, "harmed")
        for kind, value in ((ContactKind.MOBILE, HERS), (ContactKind.ADDRESS, "Rose Cottage\nLewes")):
            reaching.keep_contact(harmed.person, kind=kind, value=value, by=marian, at=clock.now())
        name_contact(harmed, contact=member(CONTACT), by=marian, at=clock.now())
        return case


def a_pdf(words: str) -> bytes:
    return pdf("cases/message", {"title": "A letter", "made": "", "words": words})


def a_word_file(words: str) -> bytes:
    body = f'<w:document xmlns:w="{SCHEMA}"><w:body><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:body></w:document>'
    return files.docx(("word/document.xml", body))


def add(case: Case, name: str, content: bytes, ending: str = "pdf", side: str = "neutral") -> Document:
    """Somebody adds a file on its page."""
    typed = {
        "upload": SimpleUploadedFile(f"a.{ending}", content), "title": "A note", "side": side, "category": "casework",
    }  # fmt: skip
    sent = signed_in(name).post(f"/cases/{case.reference}/documents/new", typed)
    assert sent.status_code == 302, sent.content.decode()
    with at_work(member(HUB)):
        return Document.objects.filter(case=case).latest("added_at")


def sees(name: str, document: Document) -> bool:
    with at_work(member(name)):
        return Document.objects.filter(id=document.id).exists()


@pytest.mark.parametrize(
    ("content", "mime"),
    [
        (a_pdf(f"Ring {HERS}."), PDF.mime),
        (a_word_file(f"Ring {HERS}."), WORD.mime),
        (f"Ring {HERS}.".encode(), "text/plain"),
    ],
    ids=["pdf", "word", "text"],
)
def test_the_words_of_a_file_are_read(content: bytes, mime: str) -> None:
    read = uploads.text_of(content, mime)
    assert read.whole
    assert HERS in read.text


@pytest.mark.parametrize(
    ("content", "mime"),
    [
        (files.PDF, PDF.mime),
        (files.png(), "image/png"),
        (files.MP3, "audio/mpeg"),
        (b"%PDF-1.4 not one", PDF.mime),
        (files.docx(("word/media/image1.png", "a picture")), WORD.mime),
    ],
    ids=["empty page", "picture", "recording", "damaged", "word with a picture"],
)
def test_what_cannot_be_read_is_said(content: bytes, mime: str) -> None:
    assert not uploads.text_of(content, mime).whole


@pytest.mark.parametrize("words", [f"Ring {HERS}.", "Meet near Rose Cottage."])
def test_a_file_that_says_how_she_is_reached_waits_for_the_hub(case: Case, words: str) -> None:
    document = add(case, GARETH, a_pdf(words))
    assert [sees(name, document) for name in (GARETH, HUB, ADAEZE, SUNITA)] == [True, True, False, False]
    with at_work(member(HUB)):
        task = Task.objects.get(kind="read_words")
    hub = signed_in(HUB)
    assert "<mark>" in hub.get(task.address).content.decode()
    assert hub.post(task.address, {"verdict": "confirm"}).status_code == 302
    assert sees(ADAEZE, document)


def test_a_file_that_says_nothing_of_the_kind_is_there_at_once(case: Case) -> None:
    for content, ending in ((a_pdf("He writes on Fridays."), "pdf"), (a_word_file("He is calm."), "docx")):
        assert sees(ADAEZE, add(case, GARETH, content, ending))
    assert sees(ADAEZE, add(case, ADAEZE, b"He is calm.", "txt"))


def test_of_what_the_program_cannot_read_waits_what_comes_from_who_might_know(case: Case) -> None:
    assert not sees(ADAEZE, add(case, GARETH, files.PDF))
    assert sees(GARETH, add(case, ADAEZE, files.png(), "png", "responsible"))
    assert sees(GARETH, add(case, HUB, files.again(files.pdf()), side="responsible"))


def a_message(case: Case, sender: str, content: bytes, words: str = "") -> Message:
    receiver = "harmed" if sender == "responsible" else "responsible"
    with at_work(member(GARETH)) as gareth:
        new = NewMessage(
            from_party=side_of(case, sender),
            to_party=side_of(case, receiver),
            medium=Medium.LETTER,
            words=words,
        )
        upload = SimpleUploadedFile("a.pdf", content)
        return take_down_message(case, new, by=gareth, at=clock.now(), upload=upload)


def approve(case: Case, message: Message) -> Any:
    return signed_in(SUNITA).post(
        f"/cases/{case.reference}/messages/{message.id}/review",
        {"verdict": "approve", "read_all": "on"},
    )


@pytest.mark.parametrize("words", [f"Ring me on {HERS}.", "I am at rose cottage now."])
def test_a_file_from_her_that_says_how_she_is_reached_never_crosses(case: Case, words: str) -> None:
    message = a_message(case, "harmed", a_pdf(words))
    page = approve(case, message).content.decode()
    assert "The file says how the person harmed can be reached" in page
    with at_work(member(SUNITA)) as sunita, pytest.raises(Refused, match="The file says"):
        approve_message(message, note="", by=sunita, at=clock.now())


def test_of_a_file_that_cannot_be_read_her_contact_is_asked(case: Case) -> None:
    message = a_message(case, "harmed", files.PDF, words="Why our house?")
    stopped = approve(case, message)
    assert stopped.status_code == 422
    assert "a file that the program cannot read" in stopped.content.decode()
    address = f"/cases/{case.reference}/messages/{message.id}/review"
    typed = {"verdict": "approve", "read_all": "on"}
    asked = signed_in(SUNITA).post(address, typed | {"ask_to_read": "yes"})
    assert (
        "Ask the person harmed whether it shows" in signed_in(CONTACT).get(asked["Location"]).content.decode()
    )
    assert signed_in(CONTACT).post(asked["Location"], {"verdict": "confirm"}).status_code == 302
    assert approve(case, message).status_code == 302


def test_what_is_handed_over_is_made_anew_from_the_words_that_were_read(case: Case) -> None:
    letter = PdfReader(io.BytesIO(a_pdf("I did it. I am sorry.")))
    assert letter.pages
    message = a_message(case, "responsible", a_pdf("I did it. I am sorry."), words="He wrote this himself.")
    address = f"/cases/{case.reference}/messages/{message.id}/copy"
    assert signed_in(GARETH).get(address).status_code == 403
    assert approve(case, message).status_code == 302
    answer = signed_in(GARETH).get(address)
    assert answer.status_code == 200
    content = answer.content
    said = PdfReader(io.BytesIO(content)).pages[0].extract_text()
    assert "He wrote this himself." in said
    assert "I am sorry." in said
    assert case.reference not in said
    page = signed_in(GARETH).get(f"/cases/{case.reference}/messages/{message.id}").content.decode()
    assert "To hand over" in page
    with at_work(member(GARETH)) as gareth:
        (kept,) = Dispatch.objects.filter(subject_id=message.id)
        assert (kept.what, kept.why, kept.staff_id) == ("message", "work", gareth.id)
        original = Document.objects.get(id=message.document_id)
        assert (
            "To hand over"
            in signed_in(GARETH).get(f"/cases/{case.reference}/messages/{message.id}").content.decode()
        )
    assert content != bytes(original.sealed)
    assert signed_in(CONTACT).get(address).status_code == 404


def test_a_letter_from_him_that_knows_where_she_lives_is_held(case: Case) -> None:
    message = a_message(case, "responsible", a_pdf("I know you are at Rose Cottage."))
    answer = approve(case, message)
    assert answer.status_code == 422
    assert "known of the person harmed" in answer.content.decode()
