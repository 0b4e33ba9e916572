"""Fields of one thing in a file: each is asked for by its kind, and what is wrong is noted with its place."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

_REQUIRED: Any = object()
_Instead = TypeVar("_Instead")


@dataclass(slots=True)
class Fields:
    """The fields of a facilitator, a case, the weights ... `place` says which, in words."""

    place: str
    values: Mapping[str, Any]
    faults: list[str] = field(default_factory=list)

    def number(self, name: str, default: float = _REQUIRED, *, least: float = -math.inf) -> float:
        """A number that is not less than `least`."""
        value = self._value(name, default)
        if value is _REQUIRED:
            return 0
        if not is_number(value):
            return self._wrong(name, "must be a number", value, 0.0)
        if value < least:
            return self._wrong(name, "must not be less than " + f"{least:g}", value, 0.0)
        return float(value)

    def number_or_none(self, name: str, *, least: float) -> float | None:
        """A number, or nothing where there is no limit."""
        return None if self.values.get(name) is None else self.number(name, least=least)

    def choice(self, name: str, among: Sequence[int], default: int = _REQUIRED) -> int:
        """One of a few whole numbers."""
        value = self._value(name, default)
        if value is _REQUIRED:
            return among[0]
        if not is_number(value) or value not in among:
            return self._wrong(name, "must be " + " or ".join(str(each) for each in among), value, among[0])
        return int(value)

    def text(self, name: str) -> str:
        """Words that must be there."""
        value = self._value(name, _REQUIRED)
        if value is _REQUIRED:
            return ""
        if not isinstance(value, str) or not value.strip():
            return self._wrong(name, "must be text that is not empty", value, "")
        return value

    def text_or_none(self, name: str) -> str | None:
        """Words, or nothing for any."""
        value = self.values.get(name)
        if value is None:
            return None
        if not isinstance(value, str):
            return self._wrong(name, "must be text, or null for any", value, None)
        return value or None

    def texts(self, name: str) -> frozenset[str]:
        """A list of words, empty where it is missing."""
        return self.texts_or_none(name) or frozenset()

    def texts_or_none(self, name: str) -> frozenset[str] | None:
        """A list of words, or nothing for all."""
        value = self.values.get(name)
        if value is None:
            return None
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            return self._wrong(name, "must be a list of texts", value, None)
        return frozenset(value)

    def _value(self, name: str, default: Any) -> Any:
        value = self.values.get(name)
        if value is None:
            value = default
        if value is _REQUIRED:
            self.faults.append(f"{self.place}: {name} is missing.")
        return value

    def _wrong(self, name: str, rule: str, value: Any, instead: _Instead) -> _Instead:
        self.faults.append(f"{self.place}: {name} {rule}, and is {value!r}.")
        return instead


def is_number(value: Any) -> bool:
    """Whether this is a finite number; true and false are none."""
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
