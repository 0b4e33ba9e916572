"""Questions that are answered by choosing."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.db import models

from rjhub.design.forms.asking import Asked

Offered = type[models.Choices] | Iterable[tuple[Any, str]] | Callable[[], Iterable[tuple[Any, str]]]
"""An enum whose labels are the words, or pairs of value and words, or something that looks those up."""


class _OneOfMany(Asked, forms.TypedChoiceField):
    asks_to = "Select"

    def __init__(
        self,
        label: str,
        offered: Offered,
        *,
        hints: Mapping[Any, str] | None = None,
        reveals: Mapping[Any, Sequence[str]] | None = None,
        **options: Any,
    ) -> None:
        if isinstance(offered, type):
            options = {"coerce": offered, **options}
        super().__init__(label, choices=_pairs(offered), empty_value=None, **options)
        self.hints = {str(value): text for value, text in (hints or {}).items()}
        self.reveals = {str(value): tuple(names) for value, names in (reveals or {}).items()}
        self.error_messages["invalid_choice"] = self.error_messages["required"]


class Choice(_OneOfMany):
    """Radio buttons. `hints` explains an option; `reveals` names the fields that belong to an option."""

    widget = forms.RadioSelect


class YesNo(Choice):
    """Yes or no, answered as a bool."""

    def __init__(self, label: str, **options: Any) -> None:
        offered = (("yes", "Yes"), ("no", "No"))
        super().__init__(label, offered, coerce=lambda answer: answer == "yes", **options)

    def prepare_value(self, value: Any) -> Any:
        """Show a stored bool as its option."""
        return {True: "yes", False: "no"}.get(value, value)


class Select(_OneOfMany):
    """A drop-down list. Prefer `Choice` for up to about seven options."""

    widget = forms.Select

    def __init__(self, label: str, offered: Offered, *, empty: str = "Choose one", **options: Any) -> None:
        super().__init__(label, offered, **options)
        self.empty = empty


class LongSelect(Select):
    """A list of hundreds, such as prisons: a box to type in, and a plain list without scripts."""

    searchable = True


class Choices(Asked, forms.TypedMultipleChoiceField):
    """Check boxes, answered as a list. `none` adds "None of these", which unticks the others."""

    asks_to = "Select"
    widget = forms.CheckboxSelectMultiple
    NONE = "none-of-these"

    def __init__(
        self,
        label: str,
        offered: Offered,
        *,
        hints: Mapping[Any, str] | None = None,
        reveals: Mapping[Any, Sequence[str]] | None = None,
        none: str = "",
        **options: Any,
    ) -> None:
        pairs = _pairs(offered, *([(self.NONE, none)] if none else []))
        coerce = {"coerce": self._member_of(offered)} if isinstance(offered, type) else {}
        super().__init__(label, choices=pairs, empty_value=[], **{**coerce, **options})
        self.none = none
        self.hints = {str(value): text for value, text in (hints or {}).items()}
        self.reveals = {str(value): tuple(names) for value, names in (reveals or {}).items()}
        self.error_messages["invalid_choice"] = self.error_messages["required"]

    def clean(self, value: Any) -> list[Any]:
        """Give what was ticked; "None of these" is an empty list. Raises ValidationError for both at once."""
        ticked = super().clean(value)
        if self.none and self.NONE in ticked:
            if len(ticked) > 1:
                message = f"Select {self.what}, or select “{self.none}”"
                raise forms.ValidationError(message, code="contradiction")
            return []
        return list(ticked)

    def _member_of(self, offered: Any) -> Callable[[Any], Any]:
        return lambda value: value if value == self.NONE else offered(value)


class Confirmation(Asked, forms.BooleanField):
    """One box that has to be ticked, such as "I have told Sam that he can stop at any time"."""

    asks_to = "Confirm"
    widget = forms.CheckboxInput


def _pairs(offered: Offered, *more: tuple[Any, str]) -> Callable[[], list[tuple[Any, str]]]:
    """Look the pairs up afresh for each form, as they may come from a table."""

    def look_up() -> list[tuple[Any, str]]:
        if isinstance(offered, type) and issubclass(offered, models.Choices):
            return [*((value, str(text)) for value, text in offered.choices), *more]
        pairs: Any = offered() if callable(offered) else offered
        return [*pairs, *more]

    return look_up
