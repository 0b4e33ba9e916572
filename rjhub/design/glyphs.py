"""Which characters the typefaces that we bring can show; what they cannot is named instead.

PDF/UA forbids a character that nothing can draw, and one smile in a letter must not stop a report to court.
"""

import functools
import struct
import unicodedata
from collections.abc import Iterator
from pathlib import Path

FONTS = Path(__file__).parent / "typst" / "fonts"

_SEGMENTS, _GROUPS = 4, 12  # the two forms of the table that today's fonts have
_SEGMENTS_AT, _GROUPS_AT = 14, 16


def drawable(text: str) -> str:
    """Keep what can be drawn; put the name of any other character in its place: [slightly smiling face]."""
    known = _characters()
    return "".join(each if ord(each) in known else _named(each) for each in text)


def _named(character: str) -> str:
    if character in "\n\t" or unicodedata.category(character) in {"Cf", "Mn"}:
        return character if character in "\n\t" else ""
    name = unicodedata.name(character, "")
    unhelpful = not name or name.startswith("CJK")
    return f"[character U+{ord(character):04X}]" if unhelpful else f"[{name.lower()}]"


@functools.cache
def _characters() -> frozenset[int]:
    return frozenset(number for font in FONTS.glob("*.ttf") for number in _mapped(font.read_bytes()))


def _mapped(font: bytes) -> Iterator[int]:
    """Read the character map of a TrueType font (OpenType 1.9, table cmap)."""
    tables = struct.unpack_from(">H", font, 4)[0]
    records = (struct.unpack_from(">4sLLL", font, 12 + 16 * number) for number in range(tables))
    start = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    for number in range(struct.unpack_from(">H", font, start + 2)[0]):
        offset = struct.unpack_from(">L", font, start + 4 + 8 * number + 4)[0]
        form = struct.unpack_from(">H", font, start + offset)[0]
        if form == _SEGMENTS:
            yield from _from_segments(font, start + offset)
        elif form == _GROUPS:
            yield from _from_groups(font, start + offset)


def _from_segments(font: bytes, at: int) -> Iterator[int]:
    count = struct.unpack_from(">H", font, at + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", font, at + _SEGMENTS_AT)
    starts = struct.unpack_from(f">{count}H", font, at + _SEGMENTS_AT + 2 * count + 2)
    for first, last in zip(starts, ends, strict=True):
        yield from range(first, min(last, 0xFFFE) + 1)


def _from_groups(font: bytes, at: int) -> Iterator[int]:
    for number in range(struct.unpack_from(">L", font, at + 12)[0]):
        first, last, _ = struct.unpack_from(">LLL", font, at + _GROUPS_AT + 12 * number)
        yield from range(first, last + 1)
