"""Whether a text repeats another one word for word. What is told in other words, a person has to see."""

import re

_WORD = re.compile(r"\w+")
ENOUGH = 6


def quoted(text: str, source: str, *, words: int = ENOUGH) -> str:
    """Give the first run of words of the source that stands in the text, or "" if none does.

    Case, punctuation and line breaks do not count. A source of fewer words is looked for as a whole, unless it is a
    single word.
    """
    said, given = _words(text), _words(source)
    length = min(words, len(given))
    if length < 2:  # noqa: PLR2004 - one word alone is nobody's
        return ""
    runs = {tuple(said[at : at + length]) for at in range(len(said) - length + 1)}
    found = (given[at : at + length] for at in range(len(given) - length + 1))
    return next((" ".join(run) for run in found if tuple(run) in runs), "")


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
