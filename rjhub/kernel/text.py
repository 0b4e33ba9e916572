"""Text as people type and paste it: made safe to store, to show and to send, or refused in words.

Hidden characters are refused, not dropped: text that looks like one name and is another is how a record is
hidden from a search, and text that runs backwards is how a page is made to lie.
"""

import itertools
import re
import unicodedata

from rjhub.kernel.hidden_characters import refuse_hidden_characters
from rjhub.kernel.invalid import Invalid

_LINE_BREAKS = re.compile("\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_BYTE_ORDER_MARK = "\ufeff"
# Letters that are a letter of their own in Unicode, not a letter with an accent on it.
_PLAIN = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ħ": "h",
        "\u0131": "i",
        "ŋ": "n",
    }
)
# Every one that a keyboard or a word processor makes.
APOSTROPHES = "'\u2019\u2018\u02bc\u02bb`\u00b4\u2032\uff07"
# Scripts that are written together in one word without any wish to deceive.
_WRITTEN_TOGETHER = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "IDEOGRAPHIC"})
_FORMULA_STARTS = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "\uff1d",
    "\uff0b",
    "\uff0d",
    "\uff20",
)  # the last four are wide


def clean_line(text: str) -> str:
    """One line: composed (NFC), trimmed, every run of spaces made one.

    Raises Invalid for a line break inside and for hidden characters, naming them.
    """
    text = text.removeprefix(_BYTE_ORDER_MARK).strip()
    if _LINE_BREAKS.search(text):
        message = "Enter this on one line, without line breaks."
        raise Invalid(message)
    text = " ".join(text.split())
    refuse_hidden_characters(text)
    return unicodedata.normalize("NFC", text)


def clean_text(text: str) -> str:
    """Several lines: composed (NFC), trimmed, line breaks kept, spaces at line ends dropped.

    Raises Invalid for hidden characters, naming them.
    """
    lines = _LINE_BREAKS.split(text.removeprefix(_BYTE_ORDER_MARK))
    text = "\n".join(line.rstrip() for line in lines).strip()
    refuse_hidden_characters(text.replace("\n", " ").replace("\t", " "))
    return unicodedata.normalize("NFC", text)


def mixed_scripts(text: str) -> str | None:
    """Warn the reader where one word mixes alphabets, as in "Mary" with a Cyrillic letter a; else None."""
    if text.isascii():
        return None
    for word in text.split():
        scripts = {_script(character) for character in word if character.isalpha()}
        if len(scripts) > 1 and not scripts <= _WRITTEN_TOGETHER:
            names = " and ".join(sorted(script.capitalize() for script in scripts))
            return f"“{word}” mixes {names} letters, which can look alike. Check how the name is spelled."
    return None


def initials(name: str) -> str:
    """Give the first letter of each word: "MO" for Mary-Jane O'Neill, nothing for a name without letters."""
    first_letters = (next(filter(str.isalpha, word), "") for word in name.split())
    return "".join(letter.upper()[:1] for letter in first_letters)


def without_accents(text: str) -> str:
    """Small letters without accents: "Łukasz" becomes "lukasz"."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    return plain.casefold().translate(_PLAIN)


def sort_key(text: str) -> str:
    """Where a name stands in a list: accents, capitals, apostrophes and hyphens make no difference."""
    plain = without_accents(text.translate(str.maketrans("", "", APOSTROPHES)))
    return " ".join(re.sub(r"[^\w]+", " ", plain).split())


def excel_safe(cell: str) -> str:
    """Make a spreadsheet show the cell as text and never run it as a formula.

    OWASP's remedy for CSV injection: an apostrophe before a cell that begins like a formula.
    """
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def _script(letter: str) -> str:
    words = itertools.dropwhile({"FULLWIDTH", "HALFWIDTH", "MODIFIER"}.__contains__, _name_words(letter))
    return next(words, "other")


def _name_words(letter: str) -> list[str]:
    return unicodedata.name(letter, "other").replace("-", " ").split()
