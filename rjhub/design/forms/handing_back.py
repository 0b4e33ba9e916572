"""What was typed into a form, for the pages that hand it back when something went wrong.

Such a page knows only what was sent. So a form notes on it that it asked, and its answers come back under the words of
their questions, as they would be read: "When was it? 27 3 2026" for three boxes, and "By letter" for an option.
"""

import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import QueryDict

from rjhub.design.forms import drawing

_ASKED_BY = "asked_by"
_BOXES = ("day", "month", "year", "time")
_KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_CODE = re.compile(r"[a-z0-9]+(_[a-z0-9]+)+")
_UNSAID: tuple[object, ...] = (None, "", [], False)


def note(sent: Any, form: forms.BaseForm) -> None:
    """Note on what a browser sent that this form asks for it."""
    if isinstance(sent, QueryDict):
        vars(sent).setdefault(_ASKED_BY, []).append(form)


def answers(sent: QueryDict) -> Iterator[tuple[str, str, str]]:
    """Each answer that was given: the name under which it was sent, the question, and the answer in words.

    What no form has asked for, because nobody was let in as far as that, goes by its name: the boxes of a date as one
    answer, without keys that mean nothing to anybody, and the code of an option as words.
    """
    asked = {bound.html_name: bound for form in vars(sent).get(_ASKED_BY, ()) for bound in form}
    parts = {
        f"{name}-{part}" for name, bound in asked.items() for part in getattr(bound.field.widget, "parts", ())
    }
    for name, bound in asked.items():
        if (
            not bound.is_hidden
            and not isinstance(bound.field, forms.FileField)
            and bound.value() not in _UNSAID
        ):
            yield name, str(bound.label), drawing.in_words(bound.field, bound.value())
    yield from _by_name({name: values for name, values in sent.lists() if name not in parts | asked.keys()})


def _by_name(sent: dict[str, list[str]]) -> Iterator[tuple[str, str, str]]:
    boxes: dict[str, list[str]] = {}
    for name, values in sent.items():
        whole, _, box = name.rpartition("-")
        typed = [_as_words(value) for value in values if value and not _KEY.fullmatch(value)]
        boxes.setdefault(whole if whole and box in _BOXES else name, []).extend(typed)
    for name, values in boxes.items():
        if values:
            between = " " if f"{name}-{_BOXES[0]}" in sent else "\n"
            yield name, name.replace("_", " ").replace("-", " ").capitalize(), between.join(values)


def _as_words(value: str) -> str:
    return value.replace("_", " ") if _CODE.fullmatch(value) else value
