"""What changed between two versions of a pathway, in words for an administrator."""

from collections.abc import Iterator
from enum import Enum

from rjhub.partnership.pathway.conditions import Part, When
from rjhub.partnership.pathway.parts import Clock, Gate, Next
from rjhub.partnership.pathway.schema import Pathway

# By which key the lines of a list are known, so that a moved or changed line is not taken for another.
KNOWN_BY = ("key", "stage", "type", "check", "rule", "name")
LONGEST = 80


def compare(old: Pathway, new: Pathway) -> list[str]:
    """Each difference as a sentence, in the order of the file. Empty if they say the same."""
    return list(_parts(old, new, ""))


def _parts(old: Part, new: Part, where: str) -> Iterator[str]:
    for name in type(new).model_fields:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield from _values(before, after, f"{where}, {name}" if where else name)


def _values(before: object, after: object, where: str) -> Iterator[str]:
    if isinstance(before, Clock) and isinstance(after, Clock) and before.text != after.text:
        yield f"{where}: was {before.text}, is now {after.text}."
    elif _whole(before) or _whole(after):
        yield _change(before, after, where)
    elif isinstance(before, Part) and isinstance(after, Part):
        yield from _parts(before, after, where)
    elif isinstance(before, tuple) and isinstance(after, tuple):
        yield from _lists(before, after, where)
    else:
        yield _change(before, after, where)


def _lists(before: tuple[object, ...], after: tuple[object, ...], where: str) -> Iterator[str]:
    old, new = _by_name(before), _by_name(after)
    yield from (f"{where}: {name} is gone." for name in old if name not in new)
    for name, line in new.items():
        if name not in old:
            yield f"{where}: {name} is new."
        elif old[name] != line:
            yield from _values(old[name], line, f"{where}, {name}")
    kept = [name for name in new if name in old]
    if kept != [name for name in old if name in new]:
        yield f"{where}: the order is now {', '.join(kept)}."


def _by_name(lines: tuple[object, ...]) -> dict[str, object]:
    named: dict[str, object] = {}
    for number, line in enumerate(lines, start=1):
        name = _name(line) or f"line {number}"
        named[name if name not in named else f"{name} (line {number})"] = line
    return named


def _name(line: object) -> str | None:
    if not isinstance(line, Part):
        return _said(line)
    key = next((key for key in KNOWN_BY if key in type(line).model_fields), None)
    return f"'{getattr(line, key)}'" if key else None


def _whole(value: object) -> bool:
    """Whether a value is read as one thing, so that its insides are not compared."""
    return value is None or isinstance(value, (When, Next, Gate)) or not isinstance(value, (Part, tuple))


def _change(before: object, after: object, where: str) -> str:
    if before is None:
        return f"{where}: is now {_said(after)}."
    if after is None:
        return f"{where}: was {_said(before)}, is gone."
    return f"{where}: was {_said(before)}, is now {_said(after)}."


def _said(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Part):
        given = [key for key in type(value).model_fields if key in value.model_fields_set]
        said = "; ".join(f"{key} {_said(getattr(value, key))}" for key in given)
        return said or "nothing"
    if isinstance(value, tuple):
        return ", ".join(_said(item) for item in value) or "nothing"
    text = value.value if isinstance(value, Enum) else str(value)
    return f"'{text if len(text) <= LONGEST else text[:LONGEST] + '...'}'"
