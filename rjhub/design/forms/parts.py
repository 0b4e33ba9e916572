"""How a date or a time stands on a page: a box for each part."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.utils import ErrorList
from django.utils.datastructures import MultiValueDict

from rjhub.kernel import clock

_NOON = 12

Typed = dict[str, str]


class _Parts(forms.Widget):
    parts: tuple[str, ...] = ()

    def value_from_datadict(
        self, data: Mapping[str, Any], _files: MultiValueDict[str, Any], name: str
    ) -> Typed | None:
        typed = {part: str(data.get(f"{name}-{part}") or "").strip() for part in self.parts}
        return typed if any(typed.values()) else None

    def value_omitted_from_data(
        self, data: Mapping[str, Any], _files: MultiValueDict[str, Any], name: str
    ) -> bool:
        return not any(f"{name}-{part}" in data for part in self.parts)

    def typed(self, value: Any) -> Typed:
        """Give the parts as they stand in their boxes."""
        return value if isinstance(value, dict) else dict.fromkeys(self.parts, "")


class DateParts(_Parts):
    """Day, month and year."""

    parts: tuple[str, ...] = ("day", "month", "year")

    def typed(self, value: Any) -> Typed:
        """Give the parts of a stored date, or what was typed."""
        if isinstance(value, date):
            return {"day": str(value.day), "month": str(value.month), "year": str(value.year)}
        return super().typed(value)


class TimePart(_Parts):
    """A time of day."""

    parts = ("time",)

    def typed(self, value: Any) -> Typed:
        """Give a stored time, or what was typed."""
        return {"time": written(value)} if isinstance(value, time) else super().typed(value)


class MomentParts(DateParts):
    """Day, month, year and time of day."""

    parts = ("day", "month", "year", "time")

    def typed(self, value: Any) -> Typed:
        """Give the parts of a stored moment on London's clocks, or what was typed."""
        if isinstance(value, datetime):
            local = clock.in_london(value)
            return super().typed(local.date()) | {"time": written(local.time())}
        return super().typed(value)


def faulty(bound: BoundField) -> tuple[str, ...]:
    """Name the parts that the first error is about; all of them where it does not say."""
    names: tuple[str, ...] = getattr(bound.field.widget, "parts", ())
    errors = bound.errors
    if not names or not isinstance(errors, ErrorList) or not errors:
        return ()
    for error in errors.as_data():
        said = error.params if isinstance(error, ValidationError) else None
        if said and "parts" in said:
            return tuple(name for name in names if name in said["parts"])
    return names


def written(value: time) -> str:
    """Write a time into its box, in the form that people are asked for."""
    half = "am" if value.hour < _NOON else "pm"
    return f"{value.hour % _NOON or _NOON}:{value:%M}{half}"
