"""PDF files: nothing in them runs, opens or carries another file; and they are built anew without what hides in them.

What is shown stays. Who made it, when and with what, earlier versions, comments, and hidden data of pictures do not.
Source of the names: ISO 32000-2, tables 29, 45, 201 and 171.
"""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, StreamObject

from rjhub.cases.uploads import pictures
from rjhub.kernel.invalid import Invalid

_DAMAGED = "The selected PDF is damaged and cannot be read. Open it, save it again, and select that file"
_RUNS = "The selected PDF holds programs, forms that send, or other files. Print it to a new PDF, and select that one"
_NEVER_KEYS = {
    "/JS",
    "/JavaScript",
    "/EmbeddedFiles",
    "/EF",
    "/XFA",
    "/RichMediaContent",
    "/RichMediaSettings",
}
_NEVER_ACTIONS = {
    "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/Movie", "/Sound",
    "/RichMediaExecute", "/GoTo3DView", "/Trans",
}  # fmt: skip
_NEVER_KINDS = {"/FileAttachment", "/RichMedia", "/Movie", "/Screen", "/3D", "/Sound", "/EmbeddedFile"}
_ABOUT = ("/Metadata", "/PieceInfo", "/LastModified")
_NOTES = {"/Text", "/Popup"}
_MARKS = {"/Highlight", "/Underline", "/StrikeOut", "/Squiggly", "/Ink", "/FreeText", "/Stamp", "/Line", "/Square",
          "/Circle", "/Polygon", "/PolyLine", "/Caret"}  # fmt: skip
_OF_ITS_AUTHOR = ("/T", "/M", "/NM", "/CreationDate", "/Subj", "/RC")
_MOST_OBJECTS = 200_000

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it says of every oddity; what matters is refused


@contextmanager
def _as_invalid() -> Iterator[None]:
    """Whatever a hostile file does to its reader, it is not taken."""
    try:
        yield
    except Invalid:
        raise
    except Exception as error:
        raise Invalid(_DAMAGED) from error


def check(content: bytes) -> None:
    """Raise Invalid for a PDF that is locked, damaged, or holds anything that runs or another file."""
    with _as_invalid():
        reader = PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted:
            _refuse("The selected PDF is locked with a password. Print it to a new PDF, and select that one")
        if not len(reader.pages):
            _refuse(_DAMAGED)
        if any(_never(found) for found in _objects(reader.trailer)):
            _refuse(_RUNS)


def built_anew(content: bytes) -> bytes:
    """The same pages in a new file, without what hides in the old one. Raises Invalid for one that cannot be built.

    Twice: the second time leaves out what the first has cut off from the pages.
    """
    with _as_invalid():
        return _written(_cleaned(_written(_cleaned(content))))


def _refuse(why: str) -> None:
    raise Invalid(why)


def _objects(start: Any) -> Iterator[DictionaryObject]:
    """Every dictionary that can be reached."""
    waiting, seen = [start], set()
    while waiting:
        found = waiting.pop()
        if isinstance(found, IndirectObject):
            place = (found.idnum, found.generation)
            if place in seen:
                continue
            seen.add(place)
            if len(seen) > _MOST_OBJECTS:
                _refuse(_DAMAGED)
            found = found.get_object()
        if isinstance(found, DictionaryObject):
            yield found
            waiting.extend(found.raw_get(key) for key in found)
        elif isinstance(found, ArrayObject):
            waiting.extend(list.__iter__(found))


def _never(found: DictionaryObject) -> bool:
    return (
        not _NEVER_KEYS.isdisjoint(found)
        or found.get("/S") in _NEVER_ACTIONS
        or found.get("/Subtype") in _NEVER_KINDS
    )


def _cleaned(content: bytes) -> PdfWriter:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content), strict=False))
    writer.metadata = None
    for found in list(_objects(writer.root_object)):
        for name in _ABOUT:
            found.pop(NameObject(name), None)
        if "/Annots" in found:
            _without_notes(found)
        if isinstance(found, StreamObject) and found.get("/Filter") in ("/DCTDecode", ["/DCTDecode"]):
            found._data = pictures.without_hidden_data(found._data, "image/jpeg")  # noqa: SLF001 - its bytes as they stand
    return writer


def _without_notes(page: DictionaryObject) -> None:
    kept = ArrayObject()
    for one in list.__iter__(cast("ArrayObject", page["/Annots"])):
        note = one.get_object()
        if note.get("/Subtype") in _NOTES:
            continue
        if note.get("/Subtype") in _MARKS:
            for name in (
                *_OF_ITS_AUTHOR,
                "/Popup",
                *(() if note["/Subtype"] == "/FreeText" else ("/Contents",)),
            ):
                note.pop(NameObject(name), None)
        kept.append(one)
    page[NameObject("/Annots")] = kept


def _written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
