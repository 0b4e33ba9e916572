"""Texts that people type, made clean and short enough for the field that they are for."""

from typing import Any

from django.db import models

from rjhub.kernel import text
from rjhub.kernel.invalid import Invalid


def line(model: type[models.Model], field: str, typed: str) -> str:
    """One line. Raises Invalid, in words, where it holds a hidden character or is too long for its field."""
    return _fitting(model, field, text.clean_line(typed))


def block(model: type[models.Model], field: str, typed: str) -> str:
    """Several lines, likewise."""
    return _fitting(model, field, text.clean_text(typed))


def reason(model: type[models.Model], field: str, typed: str) -> str:
    """Several lines that have to be there. Raises Invalid where there are none."""
    clean = block(model, field, typed)
    if not clean:
        raise Invalid(f"Enter {_named(model, field)}.")
    return clean


def _fitting(model: type[models.Model], field: str, clean: str) -> str:
    longest = _field(model, field).max_length
    if longest is not None and len(clean) > longest:
        raise Invalid(
            f"Shorten {_named(model, field)}: it can have {longest} characters, and this has {len(clean)}."
        )
    return clean


def _named(model: type[models.Model], field: str) -> str:
    return f"the {_field(model, field).verbose_name}"


def _field(model: type[models.Model], field: str) -> "models.Field[Any, Any]":
    found = model._meta.get_field(field)
    if not isinstance(found, models.Field):
        raise TypeError(f"{field} of {model.__name__} holds no text")
    return found
