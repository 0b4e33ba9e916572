"""What opens a page for somebody who gets a letter: made by the room that wrote it, as the letter leaves.

A link is kept nowhere but as a digest, so it cannot stand in what was written: it is put in on the way out.
"""

from collections.abc import Callable

from rjhub.letters import words
from rjhub.letters.models import Letter
from rjhub.letters.vocabulary import Occasion

MAKES: dict[Occasion, Callable[[Letter], str]] = {}
"""For an occasion whose words take a link, what makes one; it gives nothing where none is to be given any more."""


class NoLink(Exception):
    """Nothing is to be opened any more, so there is nothing to send."""


def link_for(letter: Letter) -> str:
    """The link that goes with a letter; empty for words that take none. Raises NoLink."""
    occasion = Occasion(letter.words)
    if not words.WORDS[occasion, letter.version].takes_link:
        return ""
    link = MAKES[occasion](letter)
    if not link:
        raise NoLink
    return link
