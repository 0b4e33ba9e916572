"""What hides in files: who wrote them, where, what they said before. None of it is kept, and what is shown stays."""

import io
import struct
import zipfile

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from rjhub.cases.tests import files
from rjhub.cases.uploads import kind_of, without_hidden_data
from rjhub.kernel.invalid import Invalid

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CANARY = "Marigold-7731"
BODY = f"""<?xml version="1.0" encoding="UTF-8"?>
<w:document xmlns:w="http://x/main" w:rsidR="00{CANARY}"><w:body><w:p w:rsidRDefault="00A1">
<w:ins w:id="1" w:author="{CANARY}" w:date="2026-03-01T09:00:00Z">
<w:r><w:t>I am sorry for what I did.</w:t></w:r></w:ins>
<w:del w:id="2" w:author='{CANARY}'><w:r><w:delText>{CANARY} Street</w:delText></w:r></w:del>
<w:moveFrom w:id="3" w:author="x"><w:r><w:t>{CANARY} moved</w:t></w:r></w:moveFrom>
<w:commentRangeStart w:id="4"/><w:r><w:t xml:space="preserve">A &gt; B</w:t></w:r><w:commentRangeEnd w:id="4"/>
<w:r><w:commentReference w:id="4"/></w:r></w:p></w:body></w:document>"""
RELATIONS = """<?xml version="1.0"?><Relationships xmlns="http://x/relationships">
<Relationship Id="a" Type="http://x/comments" Target="comments.xml"/>
<Relationship Id="b" Type="http://x/styles" Target="styles.xml"/></Relationships>"""
TYPES = f"""<?xml version="1.0"?><Types xmlns="http://x/types">
<Override PartName="/word/document.xml" ContentType="{WORD}.main+xml"/>
<Override PartName="/word/comments.xml" ContentType="c"/>
<Override PartName="/docProps/core.xml" ContentType="p"/></Types>"""


def a_letter() -> bytes:
    written = io.BytesIO()
    parts = {
        "[Content_Types].xml": TYPES, "word/document.xml": BODY, "word/_rels/document.xml.rels": RELATIONS,
        "word/styles.xml": "<styles/>", "word/comments.xml": f"<c>{CANARY}</c>",
        "word/people.xml": f"<p>{CANARY}</p>", "docProps/core.xml": f"<creator>{CANARY}</creator>",
        "docProps/thumbnail.jpeg": CANARY, "customXml/item1.xml": CANARY,
    }  # fmt: skip
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        for name, text in parts.items():
            part = zipfile.ZipInfo(name, date_time=(2026, 3, 1, 9, 0, 0))
            part.comment = CANARY.encode()
            archive.writestr(part, text)
        archive.writestr("word/media/image1.jpeg", files.jpeg())
    return written.getvalue()


def parts_of(document: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        assert all(part.date_time == (1980, 1, 1, 0, 0, 0) for part in archive.infolist())
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_letter_keeps_its_words_and_forgets_who_wrote_them_and_what_they_said_before() -> None:
    kept = without_hidden_data(a_letter(), WORD)
    parts = parts_of(kept)
    assert set(parts) == {
        "[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels", "word/styles.xml",
        "word/media/image1.jpeg",
    }  # fmt: skip
    everything = b"".join(parts.values()) + kept
    assert CANARY.encode() not in everything
    assert files.PLACE not in everything
    assert b"2026-03-01" not in everything
    words = parts["word/document.xml"].decode()
    assert "I am sorry for what I did." in words
    assert "A &gt; B" in words
    assert "comment" not in words
    assert b"styles.xml" in parts["word/_rels/document.xml.rels"]
    assert b"comments" not in parts["word/_rels/document.xml.rels"] + parts["[Content_Types].xml"]
    assert kind_of(kept, "letter.docx").label == "Word document"
    assert without_hidden_data(kept, WORD) == kept


@pytest.mark.parametrize("broken", ["<w:document><w:p>", "no xml at all", "<a></b>"])
def test_a_letter_whose_words_cannot_be_read_is_refused(broken: str) -> None:
    with pytest.raises(Invalid, match="damaged"):
        without_hidden_data(files.docx(("word/footer1.xml", broken)), WORD)


def a_report(writer: PdfWriter) -> None:
    writer.add_metadata({"/Author": CANARY, "/Title": CANARY})
    about = DecodedStreamObject()
    about.set_data(f"<x:xmpmeta>{CANARY}</x:xmpmeta>".encode())
    writer.root_object[NameObject("/Metadata")] = writer._add_object(about)
    picture = StreamObject()
    picture._data = files.jpeg()
    picture.update(
        {NameObject("/Type"): NameObject("/XObject"), NameObject("/Subtype"): NameObject("/Image")}
    )
    picture[NameObject("/Filter")] = NameObject("/DCTDecode")
    page = writer.pages[0]
    page[NameObject("/PieceInfo")] = DictionaryObject({NameObject("/Word"): TextStringObject(CANARY)})
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/XObject"): DictionaryObject({NameObject("/Im0"): writer._add_object(picture)})}
    )
    notes = [
        note("Text", Contents=CANARY, T=CANARY),
        note("Highlight", Contents=CANARY, T=CANARY),
        note("Link"),
    ]
    page[NameObject("/Annots")] = ArrayObject([writer._add_object(one) for one in notes])


def note(kind: str, **more: str) -> DictionaryObject:
    place = ArrayObject([FloatObject(1), NumberObject(2), NumberObject(3), NumberObject(4)])
    made = DictionaryObject({NameObject("/Subtype"): NameObject(f"/{kind}"), NameObject("/Rect"): place})
    made.update({NameObject(f"/{name}"): TextStringObject(text) for name, text in more.items()})
    return made


def test_a_report_forgets_its_author_its_comments_its_versions_and_where_its_pictures_were_taken() -> None:
    before = files.pdf(a_report)
    # A later version stands behind the earlier one, which a reader no longer shows.
    writer = PdfWriter(io.BytesIO(before), incremental=True)
    writer.pages[0][NameObject("/Rotate")] = NumberObject(90)
    out = io.BytesIO()
    writer.write(out)
    kept = without_hidden_data(out.getvalue(), "application/pdf")
    assert CANARY.encode() not in kept
    assert files.PLACE not in kept
    assert kept.count(b"%%EOF") == 1
    read = PdfReader(io.BytesIO(kept))
    assert not read.metadata
    assert read.pages[0].rotation == 90
    assert [one.get_object()["/Subtype"] for one in read.pages[0]["/Annots"]] == ["/Highlight", "/Link"]
    assert b"JFIF" in kept


def a_tag(text: str) -> bytes:
    body = b"TIT2" + struct.pack(">I", len(text) + 1) + b"\x00\x00\x00" + text.encode()
    return b"ID3\x03\x00\x00" + bytes([0, 0, len(body) >> 7, len(body) & 0x7F]) + body


def test_recordings_keep_their_sound_and_forget_who_made_them_and_where() -> None:
    frames = b"\xff\xfb\x90\x00" * 40
    tagged = a_tag(CANARY) + frames + b"TAG" + CANARY.encode().ljust(125, b"\x00")
    assert without_hidden_data(tagged, "audio/mpeg") == frames

    told = b"LIST" + struct.pack("<I", 24) + b"INFOIART" + struct.pack("<I", 12) + CANARY[:12].encode()
    sound = b"fmt " + struct.pack("<I", 16) + bytes(16) + b"data" + struct.pack("<I", 4) + b"\x01\x02\x03\x04"
    wav = b"RIFF" + struct.pack("<I", 4 + len(sound) + len(told)) + b"WAVE" + told + sound
    kept = without_hidden_data(wav, "audio/x-wav")
    assert kept == b"RIFF" + struct.pack("<I", 4 + len(sound)) + b"WAVE" + sound

    def box(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body) + 8) + name + body

    place = box(b"udta", box(b"\xa9xyz", b"+51.2787+000.5217/" + CANARY.encode()))
    head = box(b"mvhd", b"\x00\x00\x00\x00" + b"\xde\xad\xbe\xef\xde\xad\xbe\xef" + bytes(90))
    film = files.MP4[:24] + box(b"moov", head + place) + box(b"mdat", b"the film itself")
    kept = without_hidden_data(film, "video/mp4")
    assert len(kept) == len(film), "what is found by its place stays in its place"
    assert b"the film itself" in kept
    assert b"+51.2787" not in kept
    assert CANARY.encode() not in kept
    assert b"\xde\xad\xbe\xef" not in kept


@pytest.mark.parametrize(
    ("content", "mime"),
    [
        (b"ID3\x03\x00\x00\x00\x00\x00\x05abc", "audio/mpeg"),
        (b"RIFF\x00\x00\x00\x00WAVE", "audio/x-wav"),
        (struct.pack(">I", 400) + b"moov" + bytes(20), "video/mp4"),
        (struct.pack(">I", 3) + b"moov" + bytes(20), "audio/mp4"),
    ],
)
def test_a_damaged_recording_is_refused(content: bytes, mime: str) -> None:
    with pytest.raises(Invalid, match="damaged"):
        without_hidden_data(content, mime)
