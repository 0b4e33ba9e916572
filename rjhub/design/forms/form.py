"""The form: checks answers, forgets what belongs to an option that was not chosen, and lists its problems."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from markupsafe import Markup

from rjhub.design.forms import drawing, handing_back
from rjhub.design.problems import Problem


class Form(forms.Form):
    """What every form of RJ Hub builds on. Write each question as a field of `rjhub.design.forms`."""

    use_required_attribute = (
        False  # the browser's own bubbles say less than our messages, and only one at a time
    )
    marks_optional = True

    def __init__(self, data: Any = None, files: Any = None, **options: Any) -> None:
        super().__init__(data, files, label_suffix="", **options)
        handing_back.note(data, self)

    def questions(self) -> Markup:
        """Draw every question that does not stand inside an option of another one."""
        inside = {name for field in self.fields.values() for names in _reveals(field) for name in names}
        shown = (bound for bound in self.visible_fields() if bound.name not in inside)
        return Markup().join(drawing.draw(bound) for bound in shown)

    def offer_choices(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        """Say what a question that is answered by choosing offers, where that is known only now."""
        field = self.fields[name]
        if not isinstance(field, forms.ChoiceField):
            message = f"{name!r} is not answered by choosing"
            raise TypeError(message)
        field.choices = list(choices)

    def unseen(self) -> Markup:
        """Draw what the page carries along unseen: versions and keys."""
        return Markup().join(drawing.draw(bound) for bound in self.hidden_fields())

    def problems(self) -> Iterator[Problem]:
        """Say what is wrong, with the place that each line of the error summary leads to."""
        for name, texts in self.errors.items():
            bound = self[name] if name in self.fields else None
            place = (
                bound.anchor if bound and not bound.is_hidden and hasattr(bound, "anchor") else "main-content"
            )
            for text in texts:
                yield Problem(str(text), f"#{place}")

    def _clean_fields(self) -> None:
        # Before `clean`, so that a room's own checks never meet an answer which the page did not ask for.
        # Django has no public seam between the two.
        super()._clean_fields()  # type: ignore[misc]
        for name, field in self.fields.items():
            chosen = self.cleaned_data.get(name)
            picked = {str(value) for value in (chosen if isinstance(chosen, list) else [chosen])}
            picked |= {"yes"} if chosen is True else {"no"} if chosen is False else set()
            for value, inside in getattr(field, "reveals", {}).items():
                if value not in picked:
                    self._forget(inside)

    def _forget(self, names: tuple[str, ...]) -> None:
        for name in names:
            self.errors.pop(name, None)
            self.cleaned_data[name] = getattr(self.fields[name], "empty_value", None)


class Filters(Form):
    """What a list is narrowed down by: nothing is required, so nothing is marked as optional."""

    marks_optional = False
    small_options = True


def _reveals(field: forms.Field) -> list[tuple[str, ...]]:
    return list(getattr(field, "reveals", {}).values())
