"""The words that a file shows, as far as the program can read them. Pictures and recordings, only people read."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat

from pypdf import PdfReader

from rjhub.cases.uploads.kinds import PDF, PLAIN_TEXT, WORD

_MOST_PAGES, _MOST_CHARACTERS = 300, 200_000
_MEDIA = "word/media/"
_SAYS = ("word/document.xml", "word/header", "word/footer", "word/footnotes.xml", "word/endnotes.xml")
_BREAKS = {"p", "br", "cr", "tc"}


@dataclass(frozen=True)
class Read:
    """What a file says. `whole` is False where something of it is a picture, or could not be read."""

    text: str
    whole: bool


def text_of(content: bytes, mime: str) -> Read:
    """The words of a file that was accepted. Never raises: what cannot be read, is not read whole."""
    reading = {PDF.mime: _pdf, WORD.mime: _word, PLAIN_TEXT.mime: _plain}.get(mime)
    if reading is None:
        return Read("", whole=False)
    try:
        read = reading(content)
    except Exception:  # noqa: BLE001 - whatever a hostile file does to its reader, a person has to look at it
        return Read("", whole=False)
    return read if len(read.text) <= _MOST_CHARACTERS else Read(read.text[:_MOST_CHARACTERS], whole=False)


def _plain(content: bytes) -> Read:
    try:
        return Read(content.decode("utf-8-sig"), whole=True)
    except UnicodeDecodeError:
        return Read(content.decode("cp1252"), whole=True)


def _pdf(content: bytes) -> Read:
    pages = PdfReader(io.BytesIO(content), strict=False).pages
    texts, whole = [], len(pages) <= _MOST_PAGES
    for page in pages[:_MOST_PAGES]:
        text = page.extract_text()
        texts += [text, *_notes(page)]
        whole = whole and bool(text.strip()) and not _shows_pictures(page)
    return Read("\n".join(texts).strip(), whole=whole)


def _notes(page: Any) -> Iterator[str]:
    for note in page.get("/Annots") or ():
        held = note.get_object()
        yield from (str(held[name]) for name in ("/Contents", "/V") if name in held)


def _shows_pictures(page: Any) -> bool:
    shown = (page.get("/Resources") or {}).get("/XObject") or {}
    kinds = {shown[name].get_object().get("/Subtype") for name in shown}
    return bool(kinds - {None})  # a picture, or a form that may hold one


def _word(content: bytes) -> Read:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = sorted(archive.namelist())
        texts = [_words(archive.read(name)) for name in names if name.startswith(_SAYS)]
        return Read("\n".join(texts).strip(), whole=not any(name.startswith(_MEDIA) for name in names))


def _words(part: bytes) -> str:
    said: list[str] = []
    inside: list[str] = []
    reader = expat.ParserCreate()

    def begin(name: str, given: dict[str, str]) -> None:
        del given
        local = name.rpartition(":")[2]
        inside.append(local)
        if local == "tab":
            said.append(" ")

    def finish(name: str) -> None:
        inside.pop()
        if name.rpartition(":")[2] in _BREAKS:
            said.append("\n")

    def text(data: str) -> None:
        if inside and inside[-1] == "t":
            said.append(data)

    reader.StartElementHandler, reader.EndElementHandler = begin, finish
    reader.CharacterDataHandler = text
    reader.Parse(part, True)  # noqa: FBT003 - expat's own
    return "".join(said)
