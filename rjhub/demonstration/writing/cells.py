"""Values as COPY reads them: text, one row on a line, a tab between two cells."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\v": "\\v", "\f": "\\f"})


def line(values: Iterable[object]) -> str:
    """One row. Raises TypeError for a value that no column here has."""
    return joined([cell(value) for value in values])


def joined(cells: Iterable[str]) -> str:
    """A row of cells that are written already."""
    return "\t".join(cells) + "\n"


def cell(value: object) -> str:
    """One value. Raises TypeError for one that no column here has."""
    written = _WRITTEN.get(type(value))
    if written is not None:
        return written(value)
    if isinstance(value, str):  # a choice
        return _text(str(value))
    raise TypeError(f"{type(value).__name__} is no value of a column")


def _text(value: str) -> str:
    return value if value.isprintable() and "\\" not in value else value.translate(_ESCAPES)


def _array(values: Sequence[object]) -> str:
    return ("{" + ",".join([_element(value) for value in values]) + "}").translate(_ESCAPES)


def _element(value: object) -> str:
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return str(value)


_WRITTEN: Mapping[type, Callable[[Any], str]] = {
    str: _text,
    type(None): lambda _: "\\N",
    bool: lambda value: "t" if value else "f",
    int: str,
    datetime: str,
    date: str,
    bytes: lambda value: f"\\\\x{value.hex()}",
    list: _array,
    tuple: _array,
}
