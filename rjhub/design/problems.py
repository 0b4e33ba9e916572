"""One line of an error summary."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """What is wrong, and the place on the page where it can be put right."""

    text: str
    href: str
