"""How rows are named to whoever gave a file."""

from collections.abc import Iterable

_NAMED = 10


def lines(numbers: Iterable[int]) -> str:
    """Name lines of a file: "line 5", "lines 5 and 9", "lines 2, 3, 4 and 1,204 more"."""
    every = sorted({int(number) for number in numbers})
    shown = [str(number) for number in every[:_NAMED]]
    if len(every) == 1:
        return f"line {shown[0]}"
    if len(every) > _NAMED:
        return f"lines {', '.join(shown)} and {len(every) - _NAMED:,} more"
    return f"lines {', '.join(shown[:-1])} and {shown[-1]}"


def rows(count: int) -> str:
    """Say how many rows."""
    return "1 row" if count == 1 else f"{count:,} rows"
