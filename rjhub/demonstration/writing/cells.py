"""Values as COPY reads them: text, one row on a line, a tab between two cells."""

from collections.abc import Iterable, Sequence
from datetime import date

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\v": "\\v", "\f": "\\f"})


def line(values: Iterable[object]) -> str:
    """One row. Raises TypeError for a value that no column here has."""
    return "\t".join([_cell(value) for value in values]) + "\n"


def _cell(value: object) -> str:
    if value is None:
        return "\\N"
    if isinstance(value, str):
        return value if value.isprintable() and "\\" not in value else value.translate(_ESCAPES)
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, int | date):  # a moment is a date, too
        return str(value)
    if isinstance(value, bytes):
        return f"\\\\x{value.hex()}"
    if isinstance(value, list | tuple):
        return _array(value).translate(_ESCAPES)
    raise TypeError(f"{type(value).__name__} is no value of a column")


def _array(values: Sequence[object]) -> str:
    return "{" + ",".join([_element(value) for value in values]) + "}"


def _element(value: object) -> str:
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return str(value)
