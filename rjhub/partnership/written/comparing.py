"""What changed between two versions of a written file, in words for an administrator."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from rjhub.partnership.written.parts import Part

LONGEST = 80


@dataclass(frozen=True)
class Comparing:
    """How the versions of one kind of file are compared.

    `known_by` are the keys by which the lines of a list are known, so that a moved or changed line is not taken for
    another; `whole` the parts that are read as one thing; `spoken` those that have words of their own.
    """

    known_by: tuple[str, ...]
    whole: tuple[type[Part], ...]
    spoken: Mapping[type[Part], Callable[[Any], str]]

    def sentences(self, old: Part, new: Part) -> list[str]:
        """Each difference as a sentence, in the order of the file. Empty if they say the same."""
        return list(self._parts(old, new, ""))

    def _parts(self, old: Part, new: Part, where: str) -> Iterator[str]:
        for key, name in type(new).keys().items():
            before, after = getattr(old, name), getattr(new, name)
            if before != after:
                yield from self._values(before, after, f"{where}, {key}" if where else key)

    def _values(self, before: object, after: object, where: str) -> Iterator[str]:
        was, now = self._spoken(before), self._spoken(after)
        if was and now and was != now:
            yield f"{where}: was {was}, is now {now}."
        elif self._is_whole(before) or self._is_whole(after):
            yield _change(before, after, where)
        elif isinstance(before, Part) and isinstance(after, Part):
            yield from self._parts(before, after, where)
        elif isinstance(before, tuple) and isinstance(after, tuple):
            yield from self._lists(before, after, where)
        else:
            yield _change(before, after, where)

    def _lists(self, before: tuple[object, ...], after: tuple[object, ...], where: str) -> Iterator[str]:
        old, new = self._by_name(before), self._by_name(after)
        yield from (f"{where}: {name} is gone." for name in old if name not in new)
        for name, line in new.items():
            if name not in old:
                yield f"{where}: {name} is new."
            elif old[name] != line:
                yield from self._values(old[name], line, f"{where}, {name}")
        kept = [name for name in new if name in old]
        if kept != [name for name in old if name in new]:
            yield f"{where}: the order is now {', '.join(kept)}."

    def _by_name(self, lines: tuple[object, ...]) -> dict[str, object]:
        named: dict[str, object] = {}
        for number, line in enumerate(lines, start=1):
            name = self._name(line) or f"line {number}"
            named[name if name not in named else f"{name} (line {number})"] = line
        return named

    def _name(self, line: object) -> str | None:
        if not isinstance(line, Part):
            return _said(line)
        key = next((key for key in self.known_by if key in type(line).model_fields), None)
        return f"'{getattr(line, key)}'" if key else None

    def _spoken(self, value: object) -> str | None:
        speak = self.spoken.get(type(value)) if isinstance(value, Part) else None
        return speak(value) if speak else None

    def _is_whole(self, value: object) -> bool:
        """Whether a value is read as one thing, so that its insides are not compared."""
        return value is None or isinstance(value, self.whole) or not isinstance(value, (Part, tuple))


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
        given = [(key, name) for key, name in type(value).keys().items() if name in value.model_fields_set]
        said = "; ".join(f"{key} {_said(getattr(value, name))}" for key, name in given)
        return said or "nothing"
    if isinstance(value, tuple):
        return ", ".join(_said(item) for item in value) or "nothing"
    text = value.value if isinstance(value, Enum) else str(value)
    return f"'{text if len(text) <= LONGEST else text[:LONGEST] + '...'}'"
