"""Names in Cyrillic and Greek letters, and names with a look-alike letter in them, in plain Latin letters.

Only for comparing: what is stored and shown is what the person wrote.
"""

from rjhub.kernel.text import without_accents

# Letters that look like a Latin one, for words that mix alphabets: the word was meant to be Latin.
_LOOK_ALIKES = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u04bb\u051b\u051d"
    "\u0432\u043c\u043d\u0442\u043a\u03b1\u03bf\u03c1\u03bd\u03b9\u03ba\u03c4\u03c5\u03c7\u03b5\u03b7",
    "aeopcyxijsdhqwbmhtkaopviktuxen",
)
# Roughly as passports spell them.
_CYRILLIC = dict(zip("абвгдезиклмнопрстуфыэіґ", "abvgdeziklmnoprstufyeig", strict=True)) | {
    "ж": "zh",
    "\u0445": "kh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ю": "yu",
    "я": "ya",
    "є": "ye",
    "ъ": "",
    "ь": "",
    "\u0458": "j",
    "љ": "lj",
    "њ": "nj",
    "џ": "dz",
    "ћ": "c",
    "ђ": "d",
}
_GREEK = dict(zip("αβγδεζηικλμνξοπρστυφω", "avgdeziiklmnxoprstyfo", strict=True)) | {
    "θ": "th",
    "χ": "ch",
    "ψ": "ps",
}
_TRANSLITERATED = str.maketrans(_CYRILLIC | _GREEK)


def in_plain_letters(word: str) -> str:
    """Give a word in small letters without accents; in Latin ones where it was Cyrillic, Greek or mixed."""
    word = without_accents(word)
    if any("a" <= letter <= "z" for letter in word):
        return word.translate(_LOOK_ALIKES)
    return word.translate(_TRANSLITERATED)
