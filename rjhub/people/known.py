"""Whether a text says how somebody can be reached whom the program knows: by digests, never by what they stand for.

A text is taken apart into everything that could be such a detail, and each is digested with the key of the match
keys. The database compares (`keeper.known_in`), and answers nobody who could not open the vault of that person.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from rjhub.kernel import contact_details, said_words
from rjhub.people import keys


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a text, and the digest by which it would be known."""

    start: int
    end: int
    digest: bytes


def places_in(text: str) -> Iterator[Place]:
    """Everything in a text that could be a known way to reach somebody."""
    for one in contact_details.found_in(text):
        digest = keys.lookup_key(one.stored) if one.stored else None
        if digest is not None:
            yield Place(one.start, one.end, digest)
    for run, start, end in said_words.runs_in(text):
        yield Place(start, end, keys.said_key(run))
