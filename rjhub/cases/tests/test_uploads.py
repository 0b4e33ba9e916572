"""What an uploaded file really is, and what of it is kept."""

import pytest

from rjhub.cases.tests import files
from rjhub.cases.uploads import kind_of, without_hidden_data
from rjhub.kernel.invalid import Invalid

_AWAY = 'Target="http://x.example/a" TargetMode="External"'
EXTERNAL_TEMPLATE = (
    "word/_rels/settings.xml.rels",
    f'<Relationships><Relationship Type="http://x/attachedTemplate" {_AWAY}/></Relationships>',
)
A_LINK = (
    "word/_rels/document.xml.rels",
    f'<Relationships><Relationship Type="http://x/hyperlink" {_AWAY}/><Relationship Target="frame.png"/>',
)


@pytest.mark.parametrize(
    ("content", "name", "label"),
    [
        (files.PDF, "form.pdf", "PDF"),
        (files.jpeg(), "IMG_01.JPEG", "JPEG picture"),
        (files.png(), "scan.png", "PNG picture"),
        (files.docx(), "letter.docx", "Word document"),
        (files.docx(A_LINK), "letter.docx", "Word document"),
        (files.MP3, "voice.mp3", "MP3 recording"),
        (files.WAV, "voice.wav", "WAV recording"),
        (files.M4A, "voice.m4a", "M4A recording"),
        (files.MP4, "film.mp4", "MP4 recording"),
        (files.MP4, "voice.m4a", "MP4 recording"),
        ("Sorry, Zoë.\r\n\t— K\u00a0M".encode(), "note.txt", "Text"),
        ("Sorry, Zoë.".encode("cp1252"), "note.txt", "Text"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_files_are_known_by_their_content(content: bytes, name: str, label: str) -> None:
    assert kind_of(content, name).label == label


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (b"", "form.pdf", "empty"),
        (files.SVG, "photo.png", "its content is: Text"),
        (files.PDF, "form", "called nothing"),
        (files.PDF, "form.docx", "its content is: PDF"),
        (files.OLD_WORD, "letter.docx", "is something else"),
        (files.OLD_WORD, "letter.doc", "must be a PDF"),
        (b"MZ\x90\x00" + bytes(200), "form.pdf", "is something else"),
        (b"\x00\x01binary", "note.txt", "is something else"),
        (b"PK\x03\x04 no zip at all\x00", "letter.docx", "is something else"),
        (files.docx(("word/vbaProject.bin", "x")), "letter.docx", "macros"),
        (files.docx(types="application/vnd.ms-word.document.macroEnabled.main+xml"), "letter.docx", "macros"),
        (files.docx(("word/embeddings/oleObject1.bin", "x")), "letter.docx", "macros"),
        (files.docx(EXTERNAL_TEMPLATE), "letter.docx", "from elsewhere"),
        (files.docx(("word/media/big.txt", "0" * 210_000_000)), "letter.docx", "unpacks to far more"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_files_that_are_not_what_they_seem_are_refused(content: bytes, name: str, why: str) -> None:
    with pytest.raises(Invalid, match=why):
        kind_of(content, name)


def test_a_photograph_forgets_where_it_was_taken_and_what_was_stuck_on_behind_it() -> None:
    kept = without_hidden_data(files.jpeg(orientation=6), "image/jpeg")
    assert files.PLACE not in kept
    assert kept.endswith(b"\x12\xff\x00\x34\xff\xd0\x56\xff\xd9")
    assert b"JFIF" in kept
    assert kept.count(b"Exif") == 1, "how it is to be turned stays"
    assert without_hidden_data(kept, "image/jpeg") == kept


def test_a_photograph_that_stands_upright_keeps_no_exif_at_all() -> None:
    assert b"Exif" not in without_hidden_data(files.jpeg(), "image/jpeg")


def test_a_picture_forgets_its_texts_and_keeps_how_it_looks() -> None:
    told, colours = files.chunk(b"tEXt", b"Comment\x00" + files.PLACE), files.chunk(b"gAMA", bytes(4))
    assert without_hidden_data(files.png(told, colours) + files.SVG, "image/png") == files.png(colours)


@pytest.mark.parametrize(
    ("content", "mime"),
    [(files.jpeg()[:60], "image/jpeg"), (files.png()[:40], "image/png"), (files.jpeg()[:-24], "image/jpeg")],
)
def test_a_damaged_picture_is_refused(content: bytes, mime: str) -> None:
    with pytest.raises(Invalid, match="damaged"):
        without_hidden_data(content, mime)


def test_what_has_nothing_hidden_stays_as_it_is() -> None:
    assert without_hidden_data(files.PDF, "application/pdf") == files.PDF
    assert without_hidden_data(b"Sorry.", "text/plain") == b"Sorry."
