"""Characters that nobody can see: which they are, in words, and where they are allowed."""

import unicodedata

from rjhub.kernel.invalid import Invalid

_NAMES = {
    "\x00": "NUL character",
    "\x1b": "escape character",
    "\u00ad": "soft hyphen",
    "\u034f": "combining grapheme joiner",
    "\u061c": "right-to-left mark",
    "\u115f": "blank Hangul filler",
    "\u1160": "blank Hangul filler",
    "\u180e": "zero-width space",
    "\u200b": "zero-width space",
    "\u200c": "zero-width non-joiner",
    "\u200d": "zero-width joiner",
    "\u200e": "left-to-right mark",
    "\u200f": "right-to-left mark",
    "\u202a": "left-to-right embedding",
    "\u202b": "right-to-left embedding",
    "\u202c": "end of a change of direction",
    "\u202d": "left-to-right override",
    "\u202e": "right-to-left override",
    "\u2060": "zero-width space",
    "\u2066": "left-to-right isolate",
    "\u2067": "right-to-left isolate",
    "\u2068": "first-strong isolate",
    "\u2069": "end of a change of direction",
    "\u2800": "blank Braille pattern",
    "\u3164": "blank Hangul filler",
    "\ufeff": "byte order mark",
    "\uffa0": "blank Hangul filler",
}
_JOINERS = "\u200c\u200d"
_BLACK_FLAG = (
    "\U0001f3f4"  # the flags of England, Scotland and Wales are this one with hidden letters after it
)
_TAGS = range(0xE0020, 0xE0080)
_VISIBLE_FORMAT = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd")
_NEVER_CHARACTERS = range(0xFDD0, 0xFDF0)
_PLANE_ENDS = (0xFFFE, 0xFFFF)
_MOST_MARKS_ON_ONE_LETTER = 5


def refuse_hidden_characters(text: str) -> None:
    """Raise Invalid, naming the first character that cannot be seen, and where it stands.

    Joiners may stand inside a word of a script that needs them and inside emoji. Marks are limited, so that a
    letter cannot climb over the lines above it.
    """
    if text.isascii() and text.isprintable():  # nearly everything that is typed
        return
    marks = 0
    for index, character in enumerate(text):
        marks = marks + 1 if unicodedata.category(character) == "Mn" else 0
        if marks > _MOST_MARKS_ON_ONE_LETTER:
            message = f"There are too many marks on one letter{_place(text, index - marks)}. Type it again."
            raise Invalid(message)
        if _is_hidden(character) and not _is_at_home(text, index):
            message = (
                f"This contains a hidden character ({name_in_words(character)}){_place(text, index)}. "
                "Delete it, or type the text again instead of pasting it."
            )
            raise Invalid(message)


def made_visible(text: str) -> str:
    """Write a sign where something hidden stands, so that refused text can be quoted without disturbing a page."""
    return "".join(
        "\ufffd" if _is_hidden(character) and not _is_at_home(text, index) else character
        for index, character in enumerate(text)
    )


def name_in_words(character: str) -> str:
    """Say what a hidden character is called, for the person who pasted it."""
    if character in _NAMES:
        return _NAMES[character]
    kinds = {
        "Cc": "control character",
        "Cs": "broken half of a character",
        "Cn": "character that does not exist",
    }
    return kinds.get(unicodedata.category(character), "formatting character")


def _is_hidden(character: str) -> bool:
    if character.isprintable():  # the quick way for nearly every character there is
        return character in _NAMES
    category = unicodedata.category(character)
    if category == "Cn":  # a character of a newer Unicode than ours is not hidden, one that can never be is
        return ord(character) in _NEVER_CHARACTERS or ord(character) & 0xFFFF in _PLANE_ENDS
    return character in _NAMES or (category in {"Cc", "Cf", "Cs"} and character not in _VISIBLE_FORMAT)


def _is_at_home(text: str, index: int) -> bool:
    before, after = text[:index][-1:], text[index + 1 : index + 2]
    if text[index] in _JOINERS:
        return _needs_joiners(before) and _needs_joiners(after)
    if ord(text[index]) in _TAGS:
        return before == _BLACK_FLAG or (before != "" and ord(before) in _TAGS)
    return False


def _needs_joiners(character: str) -> bool:
    """Indian and Arabic scripts, and emoji; never an alphabet that has a look-alike of ours."""
    if not character or character.isspace() or character.isascii():
        return False
    name = unicodedata.name(character, "")
    return not name.startswith(("LATIN", "GREEK", "CYRILLIC", "COMBINING", "FULLWIDTH", "ZERO WIDTH"))


def _place(text: str, index: int) -> str:
    before = "".join(character for character in text[:index] if not _is_hidden(character)).split()
    return f" after “{before[-1]}”" if before else " at the beginning"
