"""Draws a question with the GOV.UK macros, for any Django field: so also for those of other packages."""

import functools
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.template import engines
from django.utils.safestring import SafeData
from markupsafe import Markup

from rjhub.design import words
from rjhub.design.forms import parts

Options = dict[str, Any]

_USUAL, _HEADING = "s", "l"


def draw(bound: BoundField, *, heading: bool = False) -> Markup:
    """Draw a question; with `heading`, as the heading of the page that it is alone on."""
    return _draw(bound.field.widget, bound, _HEADING if heading else _USUAL)


def in_words(field: forms.Field, value: Any) -> str:
    """Say an answer as a person would read it."""
    if value in (None, "", [], ()):
        return "Nothing"
    offered = {str(key): str(text) for key, text in getattr(field, "choices", ())}
    if offered:
        chosen = value if isinstance(value, (list, tuple)) else [field.prepare_value(value)]
        return ", ".join(offered.get(str(each), str(each)) for each in chosen)
    if isinstance(value, (list, tuple)):
        return ", ".join(in_words(field, each) for each in value)
    if isinstance(value, dict):
        return " ".join(part for part in value.values() if part)
    writers: dict[type, Callable[[Any], str]] = {
        bool: lambda said: "Yes" if said else "No",
        datetime: words.moment,
        date: words.day,
        time: parts.written,
    }
    if type(value) in writers:
        return writers[type(value)](value)
    return (
        f"{getattr(field, 'prefix', '')}{field.prepare_value(value)} {getattr(field, 'suffix', '')}".strip()
    )


@functools.singledispatch
def _draw(widget: forms.Widget, bound: BoundField, size: str) -> Markup:
    field = bound.field
    affixes = {name: {"text": text} for name in ("prefix", "suffix") if (text := getattr(field, name, ""))}
    return _macro("input", "govukInput")(
        _named(bound, size)
        | affixes
        | {
            "value": _typed(bound),
            "type": getattr(field, "input_type", None) or getattr(widget, "input_type", "text"),
            "classes": _width(field),
            "inputmode": getattr(field, "inputmode", None),
            "autocomplete": getattr(field, "autocomplete", "") or widget.attrs.get("autocomplete"),
            "spellcheck": False if isinstance(widget, forms.EmailInput) else None,
        }
    )


@_draw.register
def _hidden(_widget: forms.HiddenInput, bound: BoundField, _size: str) -> Markup:
    line = Markup('<input type="hidden" name="{}" id="{}" value="{}">')
    return line.format(bound.html_name, bound.auto_id, _typed(bound))


@_draw.register
def _password(widget: forms.PasswordInput, bound: BoundField, size: str) -> Markup:
    options = {
        "autocomplete": widget.attrs.get("autocomplete", "current-password"),
        "classes": "govuk-input--width-20",
    }
    return _macro("password-input", "govukPasswordInput")(_named(bound, size) | options)


@_draw.register
def _textarea(_widget: forms.Textarea, bound: BoundField, size: str) -> Markup:
    options = _named(bound, size) | {"value": _typed(bound), "rows": getattr(bound.field, "rows", 5)}
    limit = getattr(bound.field, "limit", 0)
    if limit:
        return _macro("character-count", "govukCharacterCount")(options | {"maxlength": limit})
    return _macro("textarea", "govukTextarea")(options)


@_draw.register
def _select(widget: forms.Select, bound: BoundField, size: str) -> Markup:
    chosen = str(bound.value() or "")
    offered = [(str(value or ""), str(text)) for value, text in widget.choices]
    if empty := getattr(bound.field, "empty", ""):
        offered = [("", empty), *((value, text) for value, text in offered if value)]
    items = [{"value": value, "text": text, "selected": value == chosen} for value, text in offered]
    attributes = {"data-autocomplete": ""} if getattr(bound.field, "searchable", False) else {}
    options = {"items": items, "attributes": attributes, "classes": _width(bound.field)}
    return _macro("select", "govukSelect")(_named(bound, size) | options)


@_draw.register
def _file(_widget: forms.FileInput, bound: BoundField, size: str) -> Markup:
    accept = ",".join(getattr(bound.field, "accept", ()))
    attributes = {"accept": accept} if accept else {}
    return _macro("file-upload", "govukFileUpload")(_named(bound, size) | {"attributes": attributes})


@_draw.register
def _radios(_widget: forms.RadioSelect, bound: BoundField, size: str) -> Markup:
    return _options(bound, size, "radios", [str(bound.value())])


@_draw.register
def _checkboxes(_widget: forms.CheckboxSelectMultiple, bound: BoundField, size: str) -> Markup:
    return _options(bound, size, "checkboxes", [str(value) for value in bound.value() or ()])


@_draw.register
def _one_box(_widget: forms.CheckboxInput, bound: BoundField, _size: str) -> Markup:
    item = {
        "value": "on",
        "text": bound.label,
        "hint": _help(bound),
        "checked": bool(bound.value()),
        "inside": "",
    }
    group = {
        "kind": "checkboxes",
        "id": bound.auto_id,
        "name": bound.html_name,
        "items": [item],
        "legend": None,
    }
    return _macro("options", "options", ours=True)(group | {"hint": None, "error": _error(bound)})


@_draw.register
def _date(widget: parts.DateParts, bound: BoundField, size: str) -> Markup:
    wrong = parts.faulty(bound)
    typed = widget.typed(bound.value())
    hint = "For example, 27 3 2026 2:30pm" if "time" in widget.parts else "For example, 27 3 2026"
    items = [
        {
            "name": part,
            "label": part.capitalize(),
            "value": typed.get(part, ""),
            "inputmode": "numeric" if part in {"day", "year"} else "text",
            "classes": f"govuk-input--width-{_BOXES[part]}"
            + (" govuk-input--error" if part in wrong else ""),
        }
        for part in widget.parts
    ]
    return _macro("date-input", "govukDateInput")(
        {
            "id": bound.auto_id,
            "namePrefix": bound.html_name,
            "fieldset": {"legend": _legend(bound, size)},
            "hint": _help(bound) or {"text": hint},
            "errorMessage": _error(bound),
            "items": items,
        }
    )


@_draw.register
def _time(widget: parts.TimePart, bound: BoundField, size: str) -> Markup:
    options = {
        "id": f"{bound.auto_id}-time",
        "name": f"{bound.html_name}-time",
        "value": widget.typed(bound.value())["time"],
        "hint": _help(bound) or {"text": "For example, 2:30pm"},
        "classes": "govuk-input--width-5",
    }
    return _macro("input", "govukInput")(_named(bound, size) | options)


_BOXES = {"day": 2, "month": 4, "year": 4, "time": 5}


def _options(bound: BoundField, size: str, kind: str, chosen: list[str]) -> Markup:
    field = bound.field
    hints, reveals = getattr(field, "hints", {}), getattr(field, "reveals", {})
    items = [
        {
            "value": str(value),
            "text": text,
            "hint": {"text": hints[str(value)]} if str(value) in hints else None,
            "checked": str(value) in chosen,
            "inside": Markup().join(draw(bound.form[name]) for name in reveals.get(str(value), ())),
            "alone": value == getattr(field, "NONE", ""),
        }
        for value, text in getattr(field, "choices", ())
        if value not in (None, "")
    ]
    small = getattr(bound.form, "small_options", False)
    group = {"kind": kind, "id": bound.auto_id, "name": bound.html_name, "items": items, "small": small}
    said = {"legend": _legend(bound, size), "hint": _help(bound), "error": _error(bound)}
    return _macro("options", "options", ours=True)(group | said)


def _named(bound: BoundField, size: str) -> Options:
    return {
        "id": bound.auto_id,
        "name": bound.html_name,
        "label": {
            "text": _question(bound),
            "classes": f"govuk-label--{size}",
            "isPageHeading": size == _HEADING,
        },
        "hint": _help(bound),
        "errorMessage": _error(bound),
    }


def _legend(bound: BoundField, size: str) -> Options:
    classes = f"govuk-fieldset__legend--{size}"
    return {"text": _question(bound), "classes": classes, "isPageHeading": size == _HEADING}


def _question(bound: BoundField) -> str:
    optional = not bound.field.required and getattr(bound.form, "marks_optional", True)
    return f"{bound.label} (optional)" if optional else str(bound.label)


def _help(bound: BoundField) -> Options | None:
    text = bound.help_text
    return {"html" if isinstance(text, SafeData) else "text": text} if text else None


def _error(bound: BoundField) -> Options | None:
    return {"text": str(bound.errors[0])} if bound.errors else None


def _typed(bound: BoundField) -> str:
    value = bound.value()
    return "" if value is None else str(value)


def _width(field: forms.Field) -> str:
    width = getattr(field, "width", "")
    return f"govuk-input--width-{width}" if width.isdigit() else f"govuk-!-width-{width}" if width else ""


def _macro(component: str, name: str, *, ours: bool = False) -> Callable[[Options], Markup]:
    path = (
        f"design/forms/{component}.html"
        if ours
        else f"govuk_frontend_jinja/components/{component}/macro.html"
    )
    found: Callable[[Options], Markup] = getattr(engines["rjhub"].env.get_template(path).module, name)  # type: ignore[attr-defined]
    return found
