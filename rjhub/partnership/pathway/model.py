"""Loads a pathway file, or says everything that is wrong with it."""

import hashlib
import json
from typing import Annotated, Any, get_args, get_origin

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from rjhub.partnership.pathway.comparing import compare
from rjhub.partnership.pathway.conditions import Part
from rjhub.partnership.pathway.errors import PathwayError, PathwayErrors
from rjhub.partnership.pathway.plain_english import explain
from rjhub.partnership.pathway.reading import Data, Path, Reading, decode, read
from rjhub.partnership.pathway.rules import faults
from rjhub.partnership.pathway.schema import Pathway

__all__ = ["Pathway", "PathwayError", "PathwayErrors", "compare", "content_hash", "load", "load_bytes"]


def _adapter(field: FieldInfo) -> TypeAdapter[Any]:
    section: Any = Annotated[field.annotation, field]
    return TypeAdapter(section)


SECTIONS = {name: _adapter(field) for name, field in Pathway.model_fields.items()}


def load_bytes(raw: bytes, *, name: str) -> Pathway:
    """The pathway in an uploaded file. Raises PathwayErrors, with everything that is wrong."""
    text, errors = decode(raw)
    if errors:
        raise PathwayErrors(name, errors)
    return load(text, name=name)


def load(text: str, *, name: str) -> Pathway:
    """The pathway in the text of a file. Raises PathwayErrors, with everything that is wrong."""
    reading = read(text)
    values: dict[str, Any] = {}
    if isinstance(reading.data, dict):
        values = _sections(reading.data, reading)
    elif not reading.errors:
        reading.fault((1, 1), "the file must hold keys, like 'name: Sussex'")
    pathway = Pathway.model_construct(**values)
    for path, message in faults(pathway, frozenset(values)):
        reading.fault(reading.place(path), message)
    if reading.errors:
        raise PathwayErrors(name, tuple(reading.errors))
    return pathway


def content_hash(pathway: Pathway) -> str:
    """A stable digest of what a pathway says; comments, order of keys and layout do not change it."""
    content = pathway.model_dump(mode="json", exclude_defaults=True)
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _sections(data: dict[str, Data], reading: Reading) -> dict[str, Any]:
    """The sections that can be read; each is checked by itself, so that no error hides another section's."""
    values: dict[str, Any] = {}
    for key in data.keys() - SECTIONS.keys():
        _fault((key,), "extra_forbidden", data[key], reading)
    for name, adapter in SECTIONS.items():
        if name not in data:
            if Pathway.model_fields[name].is_required():
                _fault((name,), "missing", None, reading)
            else:
                values[name] = Pathway.model_fields[name].get_default(call_default_factory=True)
            continue
        try:
            values[name] = adapter.validate_python(data[name])
        except ValidationError as error:
            for details in error.errors(include_url=False):
                details["loc"] = (name, *details["loc"])
                _note(details, reading)
    return values


def _fault(path: Path, kind: str, value: object, reading: Reading) -> None:
    _note({"type": kind, "loc": path, "input": value, "msg": ""}, reading)


def _note(details: Any, reading: Reading) -> None:
    kind, value = details["type"], details["input"]
    if (value is None and kind != "missing") or (kind == "too_short" and value):
        return  # said already: by the reader, or for the lines of the list
    path = tuple(details["loc"])
    unknown_key = kind == "extra_forbidden"
    place = reading.place(path, of_key=unknown_key)
    reading.fault(place, explain(details, _known_keys(path[:-1]) if unknown_key else ()))


def _known_keys(path: Path) -> tuple[str, ...]:
    """The keys that may stand at a place of the file."""
    at: Any = Pathway
    for part in path:
        at = at.model_fields[part].annotation if isinstance(part, str) else get_args(at)[0]
        while not isinstance(at, type) and get_origin(at) is not tuple:
            at = next(inner for inner in get_args(at) if inner is not type(None))
    return tuple(at.model_fields) if isinstance(at, type) and issubclass(at, Part) else ()
