"""Word documents: a zip of parts, among which nothing may run or be fetched from elsewhere."""

import io
import zipfile

from rjhub.cases.uploads import harmful
from rjhub.kernel.invalid import Invalid

_TYPES = "[Content_Types].xml"
_PLAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RUNS = (
    "vbaproject", "vbadata", "activex", "oleobject", "embeddings/", "attachedtoolbars", "customui", ".bin", ".exe",
    ".dll", ".js", ".vbs", ".zip", ".html", ".htm", ".mht", ".svg", ".hta", ".ps1", ".bat",
)  # fmt: skip
_FETCHED = (b"attachedTemplate", b"oleObject", b"frame", b"subDocument")
_MOST_PARTS, _LARGEST_PART, _LARGEST_WHOLE = 5_000, 25_000_000, 60_000_000
_MOST_PACKED, _WORTH_ASKING = (
    100,
    1_000_000,
)  # how many times smaller a part may be packed, and from what size on
_LOCKED = 0x1
_ZIP = b"PK\x03\x04"


def looks_like_one(content: bytes) -> bool:
    """Whether this is a zip with the parts of a Word document."""
    if not content.startswith(_ZIP):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {_TYPES, "word/document.xml"} <= set(archive.namelist())
    except Invalid:
        raise
    except (zipfile.BadZipFile, ValueError, OSError):
        return False


def check(content: bytes) -> None:
    """Raise Invalid for a document with macros or other programs, one that fetches parts, or a zip bomb."""
    harmful.check_zip_alone(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_parts(archive)
    except Invalid:
        raise
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError, NotImplementedError) as error:
        raise Invalid("The selected file is damaged and cannot be read. Save it again in Word") from error


def _check_parts(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _LARGEST_WHOLE:
        raise Invalid("The selected file unpacks to far more than a letter. Save it as a PDF")
    if any(part.flag_bits & _LOCKED for part in parts):
        raise Invalid("The selected file is locked with a password. Save it without one")
    if any(_is_bomb(part) for part in parts):
        raise Invalid("The selected file unpacks to far more than a letter. Save it as a PDF")
    if any(mark in part.filename.lower() for part in parts for mark in _RUNS):
        raise Invalid("The selected file holds macros or other programs. Save it as a PDF, or without them")
    types = _read(archive, _TYPES)
    if b"macroEnabled" in types or _PLAIN not in types:
        raise Invalid("The selected file holds macros or other programs. Save it as a PDF, or without them")
    for part in parts:
        held = _read(archive, part.filename)
        harmful.check(held)
        if part.filename.endswith((".rels", ".xml")) and (b"<!DOCTYPE" in held or b"<!ENTITY" in held):
            raise Invalid(
                "The selected file holds macros or other programs. Save it as a PDF, or without them"
            )
        if part.filename.endswith(".rels") and _fetches(held):
            raise Invalid("The selected file fetches parts from elsewhere. Save it as a PDF")


def _is_bomb(part: zipfile.ZipInfo) -> bool:
    return part.file_size > _WORTH_ASKING and part.file_size > _MOST_PACKED * max(part.compress_size, 1)


def _fetches(relations: bytes) -> bool:
    lines = relations.replace(b"/>", b"/>\n").splitlines()
    return any(b'TargetMode="External"' in line and any(kind in line for kind in _FETCHED) for line in lines)


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        content = part.read(_LARGEST_PART + 1)
    if len(content) > _LARGEST_PART:
        raise Invalid("The selected file unpacks to far more than a letter. Save it as a PDF")
    return content
