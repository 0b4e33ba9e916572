"""Documents: what they really are, sealed, on the right side, and every opening on record."""

from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from rjhub.cases import sealing
from rjhub.cases.actions.documents import NewDocument, add_document, open_document
from rjhub.cases.models import Case, Document
from rjhub.cases.tests import files
from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.cases.tests.ready import facilitated
from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.sharing.vocabulary import Category, Side

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    with at_work(member("Marian Okafor")) as marian:
        case = a_case(marian)
        facilitated(case, marian)
        return case


def add(case: Case, name: str = "Marian Okafor", file: Any = None, **more: str) -> Any:
    upload = SimpleUploadedFile("form.pdf", files.PDF) if file is None else file
    typed = {"title": "Signed form", "side": "harmed", "category": "casework", "upload": upload} | more
    return signed_in(name).post(f"/cases/{case.reference}/documents/new", typed)


def kept(case: Case) -> list[Document]:
    with at_work(member("Marian Okafor")):
        return list(Document.objects.filter(case=case))


def test_a_document_is_added_listed_and_downloaded_under_a_neutral_name(case: Case) -> None:
    assert add(case).status_code == 302
    client = signed_in("Gareth Pugh")
    page = client.get(f"/cases/{case.reference}/documents").content.decode()
    assert "Signed form" in page
    assert "by Marian Okafor" in page
    answer = client.get(f"/cases/{case.reference}/documents/{kept(case)[0].id}")
    assert answer.content == files.PDF
    assert answer["Content-Disposition"].startswith(f'attachment; filename="{case.reference}-')
    assert "Signed" not in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]


def test_every_download_is_on_record(case: Case, behind_the_walls: Any) -> None:
    add(case)
    document = kept(case)[0]
    signed_in("Gareth Pugh").get(f"/cases/{case.reference}/documents/{document.id}")
    gareth = member("Gareth Pugh")
    with behind_the_walls() as cursor:
        cursor.execute("SELECT staff_id, subject_id FROM audit_entry WHERE tag = 'cases:document:read'")
        assert cursor.fetchall() == [(gareth.id, str(document.id))]
        cursor.execute("SELECT files FROM audit_consultation WHERE door = 'cases:document'")
        assert case.file_id in cursor.fetchone()[0]


def test_the_database_holds_nothing_that_can_be_read(case: Case) -> None:
    add(case)
    document = kept(case)[0]
    with at_work(member("Marian Okafor")), connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM cases_document")
        (sealed,) = cursor.fetchone()
        assert files.PDF[:8] not in bytes(sealed)
        assert sealing.unseal(document) == files.PDF


def test_a_document_that_was_moved_to_another_row_does_not_open(case: Case) -> None:
    add(case)
    add(case, file=SimpleUploadedFile("scan.png", files.png()))
    one, other = kept(case)
    one.sealed = other.sealed
    with at_work(member("Marian Okafor")) as marian, pytest.raises(sealing.Tampered):
        open_document(one, by=marian)


def test_the_same_file_again_is_recognised(case: Case) -> None:
    add(case)
    page = add(case).content.decode()
    assert "You uploaded this already on" in page
    assert "Signed form" in page
    assert "Marian Okafor uploaded this already on" in add(case, "Gareth Pugh").content.decode()
    assert len(kept(case)) == 1


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("letter.docx", files.docx(("word/vbaProject.bin", "x")), "holds macros"),
        ("photo.png", files.SVG, "its content is: Text"),
        ("form.pdf", b"", "The selected file is empty"),
        ("form.pdf", files.jpeg(), "its content is: JPEG picture"),
        ("form.exe", b"MZ\x90\x00", "must be a PDF"),
        ("form.pdf", files.PDF + bytes(20_000_000), "must be smaller than 20MB"),
        ("photo.jpg", files.jpeg()[:60], "damaged"),
    ],
    ids=("macros", "svg", "empty", "ending", "program", "large", "damaged"),
)
def test_a_file_that_cannot_be_taken_says_why_and_leaves_nothing(
    case: Case, name: str, content: bytes, why: str
) -> None:
    answer = add(case, file=SimpleUploadedFile(name, content))
    assert answer.status_code == 200
    page = answer.content.decode()
    assert why in page
    assert 'value="Signed form"' in page, "what was typed stays"
    assert kept(case) == []


def test_a_form_without_its_file_says_so(case: Case) -> None:
    assert "Select a file" in add(case, file="").content.decode()
    assert kept(case) == []


def test_a_request_larger_than_is_ever_read_gets_a_page_that_says_so(case: Case) -> None:
    answer = add(case, title="x" * 2_600_000)
    assert answer.status_code == 413
    assert "That is too large" in answer.content.decode()
    assert kept(case) == []


def test_a_photograph_is_kept_without_where_it_was_taken(case: Case) -> None:
    assert add(case, file=SimpleUploadedFile("photo.jpg", files.jpeg())).status_code == 302
    with at_work(member("Marian Okafor")) as marian:
        assert files.PLACE not in open_document(kept(case)[0], by=marian)


@pytest.mark.parametrize("category", ["contact", "safety"])
def test_probation_neither_adds_nor_reads_how_alice_can_be_reached(case: Case, category: str) -> None:
    assert add(case, title="Her new flat", category=category).status_code == 302
    document = kept(case)[0]
    client = signed_in("Adaeze Obi")
    page = client.get(f"/cases/{case.reference}/documents").content.decode()
    assert "Her new flat" not in page
    assert client.get(f"/cases/{case.reference}/documents/{document.id}").status_code == 404
    other = SimpleUploadedFile("scan.png", files.png())
    answer = add(case, "Adaeze Obi", file=other, category=category)
    assert "Your agency works with people responsible" in answer.content.decode()
    assert len(kept(case)) == 1
    with at_work(member("Adaeze Obi")) as adaeze, pytest.raises(Refused, match="works with people"):
        open_document(document, by=adaeze)


def test_whoever_does_not_work_on_the_case_finds_no_documents(case: Case) -> None:
    add(case)
    document = kept(case)[0]
    for name in ("Ryan Tipping", "Imogen Farrant", "Judith Arkwright"):
        client = signed_in(name)
        for page in ("documents", "documents/new", f"documents/{document.id}"):
            assert client.get(f"/cases/{case.reference}/{page}").status_code == 404
            assert client.get(f"/cases/SX-00000-00000/{page}").status_code == 404
    unknown = UUID(int=0)
    assert signed_in("Gareth Pugh").get(f"/cases/{case.reference}/documents/{unknown}").status_code == 404


def test_only_who_works_on_the_case_adds_to_it(case: Case) -> None:
    with at_work(member("Marian Okafor")) as marian:
        ryan = member("Ryan Tipping")
        new = NewDocument(side=Side.NEUTRAL, category=Category.CASEWORK, title="Form")
        upload = SimpleUploadedFile("form.pdf", files.PDF)
        with pytest.raises(Refused, match="Only the facilitators"):
            add_document(case, new, upload, by=ryan, at=clock.now())
        assert add_document(case, new, upload, by=marian, at=clock.now()).title == "Form"


def withdraw(case: Case, name: str, document: Document, **typed: str) -> Any:
    address = f"/cases/{case.reference}/documents/{document.id}/withdrawal"
    return signed_in(name).post(address, {"because": "It belongs to another case"} | typed)


def test_a_document_is_withdrawn_with_a_reason_and_nobody_opens_it_any_more(case: Case) -> None:
    add(case, "Gareth Pugh")
    document = kept(case)[0]
    assert "Enter why it is withdrawn" in withdraw(case, "Gareth Pugh", document, because="").content.decode()
    assert withdraw(case, "Gareth Pugh", document).status_code == 302
    page = signed_in("Marian Okafor").get(f"/cases/{case.reference}/documents").content.decode()
    assert "It belongs to another case" in page
    assert "Download" not in page
    opened = signed_in("Marian Okafor").get(f"/cases/{case.reference}/documents/{document.id}")
    assert opened.status_code == 403
    assert "was withdrawn on" in opened.content.decode()
    assert files.PDF not in opened.content
    assert withdraw(case, "Marian Okafor", document).status_code == 403
    assert add(case).status_code == 302, "the same file can be added again"


def test_only_whoever_added_it_or_the_hub_withdraws_a_document(case: Case) -> None:
    add(case, "Gareth Pugh")
    document = kept(case)[0]
    assert withdraw(case, "Adaeze Obi", document).status_code == 403
    for name in ("Ryan Tipping", "Tomasz Zielinski"):
        assert withdraw(case, name, document).status_code == 404
    assert withdraw(case, "Marian Okafor", document).status_code == 302
