"""Word documents: a zip of parts, among which nothing may run or be fetched from elsewhere."""

import io
import zipfile

from rjhub.kernel.invalid import Invalid

_TYPES = "[Content_Types].xml"
_PLAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RUNS = ("vbaproject", "vbadata", "activex", "oleobject", ".bin", ".exe", ".dll", ".js", ".vbs")
_FETCHED = (b"attachedTemplate", b"oleObject", b"frame", b"subDocument")
_MOST_PARTS, _LARGEST_PART, _LARGEST_WHOLE = 5_000, 5_000_000, 200_000_000
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
    if any(mark in part.filename.lower() for part in parts for mark in _RUNS):
        raise Invalid("The selected file holds macros or other programs. Save it as a PDF, or without them")
    types = _read(archive, _TYPES)
    if b"macroEnabled" in types or _PLAIN not in types:
        raise Invalid("The selected file holds macros or other programs. Save it as a PDF, or without them")
    for part in parts:
        if part.filename.endswith(".rels") and _fetches(_read(archive, part.filename)):
            raise Invalid("The selected file fetches parts from elsewhere. Save it as a PDF")


def _fetches(relations: bytes) -> bool:
    lines = relations.replace(b"/>", b"/>\n").splitlines()
    return any(b'TargetMode="External"' in line and any(kind in line for kind in _FETCHED) for line in lines)


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        content = part.read(_LARGEST_PART + 1)
    if len(content) > _LARGEST_PART:
        raise Invalid("The selected file unpacks to far more than a letter. Save it as a PDF")
    return content
