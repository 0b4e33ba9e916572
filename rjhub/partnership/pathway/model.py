"""Loads a pathway file, or says everything that is wrong with it."""

import hashlib
import json
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from rjhub.partnership.pathway.comparing import compare
from rjhub.partnership.pathway.errors import PathwayError, PathwayErrors
from rjhub.partnership.pathway.plain_english import Details, explain, known_keys, nearest
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
    sections: dict[str, Any] = {}
    if reading.complete and isinstance(reading.data, dict):
        sections = _sections(reading.data, reading)
    elif not reading.errors:
        reading.fault((1, 1), "the file must hold keys, like 'name: Sussex'")
    pathway = Pathway.model_construct(**sections)
    found = iter(faults(pathway, frozenset(sections) - reading.holes))
    while not reading.is_full and (fault := next(found, None)):
        reading.fault(reading.place(fault.path), fault.message)
    if reading.errors:
        raise PathwayErrors(name, tuple(reading.errors))
    return pathway


def content_hash(pathway: Pathway) -> str:
    """A stable digest of what a pathway says; comments, order of keys and layout do not change it."""
    content = pathway.model_dump(mode="json", exclude_defaults=True)
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _sections(data: dict[str, Data], reading: Reading) -> dict[str, Any]:
    """The sections that can be read; each is checked by itself, so that no error hides another section's."""
    sections: dict[str, Any] = {}
    found = [_details("extra_forbidden", key, data[key]) for key in data if key not in SECTIONS]
    for name, adapter in SECTIONS.items():
        if name in data:
            try:
                sections[name] = adapter.validate_python(data[name])
            except ValidationError as error:
                found += [{**one, "loc": (name, *one["loc"])} for one in error.errors(include_url=False)]
        elif Pathway.model_fields[name].is_required():
            found.append(_details("missing", name, None))
        else:
            sections[name] = Pathway.model_fields[name].get_default(call_default_factory=True)
    _note(found, reading)
    return sections


def _details(kind: str, key: str, value: Data) -> Details:
    return {"type": kind, "loc": (key,), "input": value, "msg": ""}


def _note(found: list[Details], reading: Reading) -> None:
    meant: set[Path] = set()
    for one in found:
        *parent, key = one["loc"]
        if one["type"] == "extra_forbidden":
            meant.update((*parent, near) for near in nearest(str(key), known_keys(tuple(parent))))
    for one in found:
        path, kind, value = one["loc"], one["type"], one["input"]
        if (value is None and kind != "missing") or (kind == "too_short" and value):
            continue  # said already: by the reader, or for the lines of the list
        if kind == "missing" and path in meant:
            continue  # it is there, with a slip in its name
        if reading.is_full:
            return
        reading.fault(reading.place(path, of_key=kind == "extra_forbidden"), explain(one))
