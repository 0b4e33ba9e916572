"""Small real files to upload, and some that only pretend."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from pypdf import PdfReader, PdfWriter

SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
MP3 = b"ID3\x03\x00\x00\x00\x00\x00\x00" + b"\xff\xfb\x90\x00" * 40
WAV = b"RIFF$\x00\x00\x00WAVEfmt " + bytes(40)
M4A = b"\x00\x00\x00\x20ftypM4A \x00\x00\x00\x00M4A mp42isom" + bytes(40)
MP4 = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + bytes(40)
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
PLACE = b"GPS 51.2787 N 0.5217 E"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def docx(*more: tuple[str, str], types: str = _MAIN) -> bytes:
    """A Word document, with more parts if asked."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        parts = {"[Content_Types].xml": f'<Types><Override ContentType="{types}"/></Types>'}
        parts |= {"word/document.xml": "<w:document/>"} | dict(more)
        for name, text in parts.items():
            archive.writestr(name, text)
    return written.getvalue()


def pdf(change: Callable[[PdfWriter], object] | None = None, *, password: str = "") -> bytes:
    """A PDF of one empty page, changed in some way."""
    writer = PdfWriter()
    writer.add_blank_page(width=200, height=100)
    writer.metadata = None
    if change is not None:
        change(writer)
    if password:
        writer.encrypt(password)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def again(content: bytes) -> bytes:
    """A PDF as it is when it has been read and written."""
    written = io.BytesIO()
    PdfWriter(clone_from=PdfReader(io.BytesIO(content))).write(written)
    return written.getvalue()


def png(*more: bytes) -> bytes:
    """A picture of one dot, with more chunks before its end."""
    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    parts = [chunk(b"IHDR", head), *more, chunk(b"IDAT", zlib.compress(b"\x00\x00")), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def chunk(name: bytes, data: bytes) -> bytes:
    """One part of a PNG picture."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def jpeg(*, orientation: int = 1) -> bytes:
    """The frame of a photograph, as a telephone writes it: where and how it was taken, and something behind it."""
    entry = struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0)
    exif = b"Exif\x00\x00II*\x00" + struct.pack("<IH", 8, 1) + entry + bytes(4) + PLACE
    scan = _segment(0xDA, b"\x01\x01\x00\x00?\x00") + b"\x12\xff\x00\x34\xff\xd0\x56"
    parts = [
        _segment(0xE0, b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"), _segment(0xE1, exif), _segment(0xFE, PLACE),
        _segment(0xDB, bytes(65)), scan, b"\xff\xd9",
    ]  # fmt: skip
    return b"\xff\xd8" + b"".join(parts) + b"PK behind the picture"


def _segment(marker: int, data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


PDF = again(pdf())
