"""What whoever gave the file can put right."""

from collections.abc import Sequence

_SHOWN = 20


class UnusableError(Exception):
    """A file that cannot be used, in words that say what is wrong and what to do."""


def refuse(title: str, faults: Sequence[str]) -> None:
    """Refuse a file for all its faults at once, so that nobody mends them one by one.

    Raises UnusableError if there is a fault.
    """
    if faults:
        more = [f"... and {len(faults) - _SHOWN:,} more."] if len(faults) > _SHOWN else []
        raise UnusableError("\n".join([title, *(f"  {each}" for each in faults[:_SHOWN]), *more]))
