"""Recordings without what telephones write beside the sound: who, where, when, with what.

Sources: ID3v2.4 structure section 3.1, RIFF (Microsoft, 1991) chapter 2, ISO/IEC 14496-12 section 8.
"""

import struct

from rjhub.kernel.invalid import Invalid

_DAMAGED = "The selected recording is damaged. Play it, save it again, and select that file"
_SOUND = {b"fmt ", b"data", b"fact"}
_ABOUT = {b"udta", b"meta", b"uuid", b"ilst", b"loci", b"free", b"skip"}
_HOLDS_MORE = {b"moov", b"trak", b"mdia", b"minf", b"moof", b"traf", b"edts"}
_LAST_TAG = 128


def without_tags(content: bytes, mime: str) -> bytes:
    """The sound or film alone. Raises Invalid for a damaged one."""
    strip = {"audio/mpeg": _mp3, "audio/x-wav": _wav, "audio/mp4": _mp4, "video/mp4": _mp4}[mime]
    try:
        return strip(content)
    except (IndexError, struct.error) as error:
        raise Invalid(_DAMAGED) from error


def _mp3(content: bytes) -> bytes:
    while content.startswith(b"ID3"):
        sizes = content[6:10]
        length = sum(size << shift for size, shift in zip(sizes, (21, 14, 7, 0), strict=True))
        content = content[10 + length + (10 if content[5] & 0x10 else 0) :]
    if content[-_LAST_TAG:].startswith(b"TAG"):
        content = content[:-_LAST_TAG]
    start = content.find(b"\xff")
    if start < 0:
        raise Invalid(_DAMAGED)
    return content[start:]


def _wav(content: bytes) -> bytes:
    kept, here = [], 12
    while here + 8 <= len(content):
        name, length = struct.unpack_from("<4sI", content, here)
        body = content[here + 8 : here + 8 + length]
        if name in _SOUND:
            kept.append(name + struct.pack("<I", len(body)) + body + b"\x00" * (len(body) % 2))
        here += 8 + length + length % 2
    sound = b"".join(kept)
    if not kept:
        raise Invalid(_DAMAGED)
    return b"RIFF" + struct.pack("<I", len(sound) + 4) + b"WAVE" + sound


def _mp4(content: bytes) -> bytes:
    """Blank out what is about the film. Nothing moves, as the film is found by its place in the file."""
    film = bytearray(content)
    _blank(film, 0, len(film))
    return bytes(film)


def _blank(film: bytearray, here: int, end: int) -> None:
    while here + 8 <= end:
        length, name = struct.unpack_from(">I4s", film, here)
        head = 8
        if length == 1:
            (length,) = struct.unpack_from(">Q", film, here + 8)
            head = 16
        stop = end if length == 0 else here + length
        if (length and length < head) or stop > end:
            raise Invalid(_DAMAGED)
        if name in _ABOUT:
            film[here + 4 : here + 8] = b"free"
            film[here + head : stop] = bytes(stop - here - head)
        elif name in _HOLDS_MORE:
            _blank(film, here + head, stop)
        elif name in {b"mvhd", b"tkhd", b"mdhd"}:
            _forget_when(film, here + head)
        here = stop


def _forget_when(film: bytearray, at: int) -> None:
    width = 16 if film[at] == 1 else 8  # version 1 has moments of 64 bits
    film[at + 4 : at + 4 + width] = bytes(width)
