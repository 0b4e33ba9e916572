"""What the program says of people, in the words of an area: "a victim" where it says "a person harmed"."""

import re

from rjhub.design.words import capital
from rjhub.partnership.pathway.schema import Words

_OURS = re.compile(r"\b(?:(a)n? )?(person|people) (harmed|responsible)\b", re.IGNORECASE)
_VOWELS = tuple("aeiou")


def in_words(words: Words, said: str) -> str:
    """Say something with what the area calls people, with the article that goes with it."""

    def theirs(found: re.Match[str]) -> str:
        article, noun, side = found.groups()
        plural = "_plural" if noun.lower() == "people" else ""
        called: str = getattr(words, f"{side.lower()}{plural}")
        if article:
            return f"{article}{'n' if called.startswith(_VOWELS) else ''} {called}"
        return capital(called) if noun[0].isupper() else called

    return _OURS.sub(theirs, said)
