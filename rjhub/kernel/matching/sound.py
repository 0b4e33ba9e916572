"""How a name sounds, coarsely enough that misspellings of it sound the same.

A code of our own: Soundex's classes of letters, but for the first letter too (Soundex keeps it, so that
Catherine and Katherine, or Vojtek and Wojtek, never meet), and with a few spellings of English, Welsh, Polish
and South Asian names brought together first. It is short enough that a library is not worth its upkeep.
"""

import re
from functools import lru_cache

_LONGEST = 6
_SPELLINGS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("^(kn|gn|pn|mn)", "n"),
        ("^wr", "r"),
        ("^wh(?=[aei])", "w"),
        ("ph", "f"),
        ("augh|ough", "o"),
        ("igh", "i"),
        ("ll+", "l"),
        ("w(?=[^aeiouy]|$)", ""),  # Lawson, Crowther: not heard
        ("h", ""),
        ("[aeiouy]+", "a"),
    )
]
_CLASSES = str.maketrans("abcdefgijklmnopqrstuvwxyz", "0123012022455012623011202")


@lru_cache(maxsize=65_536)
def sound_of(name: str) -> str:
    """Give the code of one part of a name in small plain letters. Other scripts are their own code."""
    if not name.isascii():
        return name
    for pattern, sound in _SPELLINGS:
        name = pattern.sub(sound, name)
    classes = re.sub(r"(.)\1+", r"\1", name.translate(_CLASSES))
    return (classes[:1] + classes[1:].replace("0", ""))[:_LONGEST]
