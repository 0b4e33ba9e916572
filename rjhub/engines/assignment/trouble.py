"""Everything that is wrong with a file, said at once."""

from collections.abc import Sequence

from rjhub.engines.trouble import UnusableError

_SHOWN = 20


def refuse(title: str, faults: Sequence[str]) -> None:
    """Refuse a file for all its faults at once, so that nobody mends them one by one.

    Raises UnusableError if there is a fault.
    """
    if faults:
        more = [f"... and {len(faults) - _SHOWN:,} more."] if len(faults) > _SHOWN else []
        raise UnusableError("\n".join([title, *(f"  {each}" for each in faults[:_SHOWN]), *more]))
