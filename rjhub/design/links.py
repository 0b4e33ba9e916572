"""The smallest piece of a page: words that lead somewhere."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    """Words and the address they lead to."""

    text: str
    href: str
