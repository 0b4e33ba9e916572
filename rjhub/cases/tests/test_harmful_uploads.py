"""Files that are meant to do harm: each is refused, for a reason to act on, and nothing of it is kept."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from rjhub.cases.models import Case, Document
from rjhub.cases.tests import files
from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.cases.uploads import kind_of
from rjhub.design.uploading import Quota
from rjhub.kernel.invalid import Invalid

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def a_zip(*parts: tuple[str, bytes], comment: bytes = b"") -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = comment
        for name, content in parts:
            archive.writestr(name, content)
    return written.getvalue()


def locked(content: bytes) -> bytes:
    """A zip whose parts say that they are locked."""
    return content.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")


def named(**given: Any) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{name}"): value for name, value in given.items()})


def action(kind: str, **more: Any) -> Callable[[PdfWriter], object]:
    """A PDF that does something when it is opened."""
    doing = named(Type=NameObject("/Action"), S=NameObject(f"/{kind}"), **more)
    return lambda writer: writer.root_object.update({NameObject("/OpenAction"): writer._add_object(doing)})


def annotated(kind: str) -> Callable[[PdfWriter], object]:
    note = named(Type=NameObject("/Annot"), Subtype=NameObject(f"/{kind}"))
    return lambda writer: writer.pages[0].update(
        {NameObject("/Annots"): ArrayObject([writer._add_object(note)])}
    )


def hidden_in_a_stream(writer: PdfWriter) -> None:
    """The same program, but reached only through the page's own dictionary."""
    doing = named(S=NameObject("/JavaScript"), JS=TextStringObject("app.alert(1)"))
    writer.pages[0].update({NameObject("/AA"): named(O=writer._add_object(doing))})


HARMFUL = [
    ("eicar.txt", EICAR, "looks like a virus"),
    ("eicar.pdf", files.PDF + EICAR, "looks like a virus"),
    ("letter.docx", files.docx(("word/media/a.txt", EICAR.decode())), "looks like a virus"),
    ("page.txt", b"Dear all\n<script>alert(1)</script>", "web page"),
    ("page.txt", b"<!DOCTYPE html><p>Hello", "web page"),
    ("page.html", b"<!DOCTYPE html><p>Hello", "its content is: Text"),
    ("drawing.svg", files.SVG, "its content is: Text"),
    ("drawing.txt", files.SVG, "web page"),
    ("letter.docm", files.docx(types="application/vnd.ms-word.document.macroEnabled.main+xml"), "macros"),
    ("letter.docx", files.docx(("word/VBAPROJECT.BIN", "x")), "macros"),
    ("letter.docx", files.docx(("word/embeddings/sheet.xlsx", "x")), "macros"),
    ("letter.docx", files.docx(("word/afchunk.mht", "x")), "macros"),
    ("letter.docx", files.docx(("word/entities.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")), "macros"),
    ("letter.docx", files.docx(("word/theme/a.xml", "0" * 3_000_000)), "unpacks to far more"),
    ("letter.docx", locked(files.docx()), "locked with a password"),
    ("letter.docx", files.docx() + files.PDF, "two kinds of file"),
    ("letter.docx", b"%PDF-1.7\n" + files.docx(), "two kinds of file"),
    ("letter.doc", files.OLD_WORD, "must be a PDF"),
    ("sheet.xlsx", a_zip(("[Content_Types].xml", BOOK.encode()), ("xl/workbook.xml", b"<a/>")), "must be a PDF"),
    ("slides.pptx", a_zip(("[Content_Types].xml", b""), ("ppt/vbaProject.bin", b"x")), "must be a PDF"),
    ("all.zip", a_zip(("a.txt", b"a")), "must be a PDF"),
    ("form.pdf", files.PDF + a_zip(("a.exe", b"MZ")), "two kinds of file"),
    ("voice.wav", files.WAV + a_zip(("a.exe", b"MZ")), "two kinds of file"),
    ("form.pdf", b"%PDF-1.7\n<html><script>x</script></html>", "two kinds of file"),
    ("form.pdf", files.pdf(action("JavaScript", JS=TextStringObject("app.alert(1)"))), "holds programs"),
    ("form.pdf", files.pdf(action("Launch", F=TextStringObject("cmd.exe"))), "holds programs"),
    ("form.pdf", files.pdf(action("SubmitForm", F=TextStringObject("http://x.example"))), "holds programs"),
    ("form.pdf", files.pdf(action("GoToE")), "holds programs"),
    ("form.pdf", files.pdf(lambda writer: writer.add_attachment("a.exe", b"MZ")), "holds programs"),
    ("form.pdf", files.pdf(annotated("FileAttachment")), "holds programs"),
    ("form.pdf", files.pdf(annotated("RichMedia")), "holds programs"),
    ("form.pdf", files.pdf(hidden_in_a_stream), "holds programs"),
    ("form.pdf", files.pdf(password="x"), "locked with a password"),
    ("form.pdf", files.PDF[:120], "damaged"),
    ("form.pdf", b"%PDF-1.7\n" + b"[" * 4_000, "damaged"),
]  # fmt: skip
IDS = [f"{number}-{name}-{why.replace(' ', '-')}" for number, (name, _, why) in enumerate(HARMFUL)]


@pytest.mark.parametrize(("name", "content", "why"), HARMFUL, ids=IDS)
def test_a_harmful_file_is_refused_with_its_reason(name: str, content: bytes, why: str) -> None:
    with pytest.raises(Invalid, match=why):
        kind_of(content, name)


@pytest.fixture
def case(db: None) -> Case:
    with at_work(member("Marian Okafor")) as marian:
        return a_case(marian)


def add(case: Case, upload: Any, client: Client | None = None) -> Any:
    typed = {"title": "Form", "side": "neutral", "category": "casework", "upload": upload}
    return (client or signed_in("Marian Okafor")).post(f"/cases/{case.reference}/documents/new", typed)


def test_nothing_of_a_harmful_file_is_kept_and_what_was_typed_is(case: Case) -> None:
    for name, content, why in HARMFUL[::6]:
        page = add(case, SimpleUploadedFile(name, content)).content.decode()
        assert why in page or "must be a PDF" in page
        assert 'value="Form"' in page
    with at_work(member("Marian Okafor")):
        assert not Document.objects.filter(case=case).exists()


def test_a_gigabyte_is_read_without_being_kept_in_memory_or_on_a_disk() -> None:
    quota = Quota()
    quota.new_file("upload", "film.mp4", "video/mp4", 0)
    chunk, most = bytes(65_536), 0
    for number in range(1_000_000_000 // len(chunk)):
        assert quota.receive_data_chunk(chunk, number * len(chunk)) is None
        most = max(most, quota.kept.tell() if quota.kept else 0)
    kept = quota.file_complete(1_000_000_000)
    assert most <= 20_000_000
    assert kept.read() == b""
    assert kept.size is not None
    assert kept.size > 20_000_000


def test_several_files_together_stay_within_the_limit_too() -> None:
    quota = Quota()
    sizes = []
    for _ in range(3):
        quota.new_file("upload", "film.mp4", "video/mp4", 0)
        quota.receive_data_chunk(bytes(9_000_000), 0)
        sizes.append(len(quota.file_complete(9_000_000).read()))
    assert sizes == [9_000_000, 9_000_000, 0]


def test_too_large_a_file_is_refused_on_the_page_and_nothing_of_it_is_kept(case: Case) -> None:
    page = add(case, SimpleUploadedFile("film.mp4", files.MP4 + bytes(21_000_000))).content.decode()
    assert "must be smaller than 20MB" in page
    with at_work(member("Marian Okafor")):
        assert not Document.objects.filter(case=case).exists()


def test_every_upload_of_the_product_goes_through_the_same_quota(settings: Any) -> None:
    assert settings.FILE_UPLOAD_HANDLERS == ["rjhub.design.uploading.Quota"]
