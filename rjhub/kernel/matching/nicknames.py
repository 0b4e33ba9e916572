"""Which names one first name may stand for."""

from functools import cache
from pathlib import Path

from rjhub.kernel.text import without_accents

_TABLE = Path(__file__).with_name("nicknames.txt")


def roots_of(first_name: str) -> frozenset[str]:
    """Give the names that a first name, in small plain letters, may be short for; itself where it is none's.

    "alex" gives Alexander, Alexandra and Alexis. Two names may be one person's if they share a root.
    """
    return table().get(first_name) or frozenset({first_name})


@cache
def table() -> dict[str, frozenset[str]]:
    """Give every first name in the table with its roots."""
    roots: dict[str, set[str]] = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        root, colon, forms = line.partition(":")
        if colon and not line.startswith("#"):
            for name in (root, *forms.split()):
                roots.setdefault(without_accents(name), set()).add(root)
    return {name: frozenset(several) for name, several in roots.items()}
