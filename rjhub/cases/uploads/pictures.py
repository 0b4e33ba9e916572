"""Pictures without what hides in them: where they were taken, by whom, with what, and what is stuck on behind.

What is shown is copied byte for byte. Sources: ITU-T T.81 annex B (JPEG), W3C PNG specification, Exif 2.32.
"""

import re
import struct

from rjhub.kernel.invalid import Invalid

_DAMAGED = "The selected picture is damaged. Open it, save it again, and select that file"

_START, _SCAN, _END, _EXIF = 0xD8, 0xDA, 0xD9, 0xE1
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
# JFIF, colour profile and Adobe's colour transform change how a picture looks; all else is about it.
_SHOWN = {0xE0: b"JFIF\x00", 0xE2: b"ICC_PROFILE\x00", 0xEE: b"Adobe"}
_ABOUT = {*range(0xE0, 0xF0), 0xFE}
_ORIENTATION, _UPRIGHT, _LAST_ORIENTATION = 0x0112, 1, 8

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_SHOWN = {b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs", b"bKGD"}


def without_hidden_data(content: bytes, mime: str) -> bytes:
    """A JPEG or PNG picture without hidden data; any other file as it is. Raises Invalid for a damaged picture."""
    strip = {"image/jpeg": _jpeg, "image/png": _png}.get(mime)
    try:
        return strip(content) if strip else content
    except (IndexError, struct.error) as error:
        raise Invalid(_DAMAGED) from error


def _jpeg(content: bytes) -> bytes:
    kept, here = [b"\xff\xd8"], 2
    while True:
        if content[here] != 0xFF:  # noqa: PLR2004 - every marker begins with this byte
            raise Invalid(_DAMAGED)
        marker = content[here + 1]
        if marker == _END:
            return b"".join([*kept, b"\xff\xd9"])
        if marker == 0xFF:  # noqa: PLR2004 - padding before a marker
            here += 1
            continue
        (length,) = struct.unpack_from(">H", content, here + 2)
        segment = content[here : here + 2 + length]
        here += len(segment)
        if marker == _EXIF:
            kept.append(_only_orientation(segment[4:]))
        elif marker not in _ABOUT or segment[4:].startswith(_SHOWN.get(marker, b"\xff")):
            kept.append(segment)
        if marker == _SCAN:
            after = _NEXT_MARKER.search(content, here)
            if after is None:
                raise Invalid(_DAMAGED)
            kept.append(content[here : after.start()])
            here = after.start()


def _only_orientation(exif: bytes) -> bytes:
    """How the picture is to be turned, as the only entry of new Exif data; nothing if it stands upright."""
    if not exif.startswith(b"Exif\x00\x00"):
        return b""
    tiff = exif[6:]
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return b""
    try:
        (first,) = struct.unpack_from(f"{order}I", tiff, 4)
        (entries,) = struct.unpack_from(f"{order}H", tiff, first)
        found = (struct.unpack_from(f"{order}HHIH", tiff, first + 2 + 12 * each) for each in range(entries))
        turned = next((entry[3] for entry in found if entry[0] == _ORIENTATION), _UPRIGHT)
    except struct.error:
        return b""
    if not _UPRIGHT < turned <= _LAST_ORIENTATION:
        return b""
    data = b"Exif\x00\x00MM\x00*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, turned, 0, 0)
    return b"\xff\xe1" + struct.pack(">H", len(data) + 2) + data


def _png(content: bytes) -> bytes:
    kept, here = [_PNG], len(_PNG)
    while True:
        length, name = struct.unpack_from(">I4s", content, here)
        chunk = content[here : here + 12 + length]
        if len(chunk) != 12 + length:
            raise Invalid(_DAMAGED)
        here += len(chunk)
        if name[:1].isupper() or name in _PNG_SHOWN:
            kept.append(chunk)
        if name == b"IEND":
            return b"".join(kept)
