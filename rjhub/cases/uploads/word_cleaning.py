"""Word documents without what hides in them: authors, earlier words, comments, properties, hidden data of pictures.

The words that are shown are copied byte for byte; only what is named here is cut out of the parts. Source of the names:
ECMA-376 part 1, sections 11 and 17.13.
"""

import io
import re
import zipfile
from xml.parsers import expat

from rjhub.cases.uploads import pictures
from rjhub.kernel.invalid import Invalid

_DAMAGED = "The selected file is damaged and cannot be read. Save it again in Word"
_LEFT_OUT = re.compile(
    r"(?:docProps/|customXml/|docMetadata/|word/(?:comments|people|commentsExtended|commentsIds|commentsExtensible)"
    r"[^/]*\.xml$|word/glossary/)",
    re.IGNORECASE,
)
# What was taken out or moved away earlier, and what belongs to comments, with all that stands inside.
_CUT = {
    "del",
    "moveFrom",
    "commentRangeStart",
    "commentRangeEnd",
    "commentReference",
    "rsids",
    "proofErr",
    "docVars",
}
_CUT |= {"delText", "delInstrText", "rsid", "attachedTemplate"}
_WHO = re.compile(
    rb"""\s(?:\w+:)?(?:author|initials|date|dateUtc|userId|providerId|rsid\w*)=("[^"]*"|'[^']*')"""
)
_PICTURES = {".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png"}
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def cleaned(content: bytes) -> bytes:
    """The document as it looks, and nothing else. Raises Invalid for one that cannot be read."""
    out = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
            for name in sorted(before.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
                if not _LEFT_OUT.match(name) and not name.endswith("/"):
                    part = zipfile.ZipInfo(name, date_time=_FIRST_DAY)
                    part.compress_type = zipfile.ZIP_DEFLATED
                    after.writestr(part, _cleaned_part(name, before.read(name)))
    except (zipfile.BadZipFile, expat.ExpatError, ValueError, OSError) as error:
        raise Invalid(_DAMAGED) from error
    return out.getvalue()


def _cleaned_part(name: str, content: bytes) -> bytes:
    mime = next((mime for ending, mime in _PICTURES.items() if name.lower().endswith(ending)), "")
    if mime:
        return pictures.without_hidden_data(content, mime)
    if not name.endswith((".xml", ".rels")):
        return content
    kept, at = [], 0
    for start, end, tag in _places(content):
        if start >= at:
            kept += [content[at:start], tag]
            at = end
    return b"".join([*kept, content[at:]])


def _places(content: bytes) -> list[tuple[int, int, bytes]]:
    """What to put in place of which bytes: nothing for what is cut, a tag without its author for what stays."""
    reader, found, inside = expat.ParserCreate(), [], []
    depth = 0

    def begin(name: str, given: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        start = reader.CurrentByteIndex
        local = name.rpartition(":")[2]
        if local in _CUT or _leads_nowhere(local, given):
            inside.append((depth, start))
            return
        end = _end_of_tag(content, start)
        tag = content[start:end]
        if not inside and _WHO.search(tag):
            found.append((start, end, _WHO.sub(b"", tag)))

    def finish(name: str) -> None:
        nonlocal depth
        del name
        if inside and inside[-1][0] == depth:
            _, start = inside.pop()
            if not inside:
                # Of a tag that closes itself, the reader says where it ends; of another, where its closing tag begins.
                closed = content[
                    reader.CurrentByteIndex - 2 : reader.CurrentByteIndex
                ] == b"/>" and _end_of_tag(content, start)
                at = reader.CurrentByteIndex
                found.append((start, at if closed == at else _end_of_tag(content, at), b""))
        depth -= 1

    reader.StartElementHandler, reader.EndElementHandler = begin, finish
    reader.Parse(content, True)  # noqa: FBT003 - expat's own
    return sorted(found)


def _leads_nowhere(local: str, given: dict[str, str]) -> bool:
    """Whether a relation or an entry in the list of parts names one that is left out."""
    if local not in {"Relationship", "Override"}:
        return False
    target = (given.get("Target") or given.get("PartName") or "").lstrip("/").removeprefix("../")
    return any(_LEFT_OUT.match(name) for name in (target, f"word/{target}"))


def _end_of_tag(content: bytes, start: int) -> int:
    """Where a tag ends: at the first ">" that stands in no quotation marks."""
    quote = 0
    for at in range(start, len(content)):
        sign = content[at]
        if quote:
            quote = 0 if sign == quote else quote
        elif sign in b"\"'":
            quote = sign
        elif sign == ord(">"):
            return at + 1
    return len(content)
