"""Loads one kind of written file, or says everything that is wrong with it."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from rjhub.partnership.written.errors import FileErrors
from rjhub.partnership.written.faults import Fault
from rjhub.partnership.written.parts import Part
from rjhub.partnership.written.plain_english import Details, PlainEnglish, nearest
from rjhub.partnership.written.reading import Data, Path, Reading, decode, read

Whole = TypeVar("Whole", bound=Part)


def content_hash(whole: Part) -> str:
    """A stable digest of what a file says; comments, order of keys and layout do not change it."""
    content = whole.model_dump(mode="json", exclude_defaults=True)
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True)
class Loader(Generic[Whole]):
    """How one kind of file is loaded: what it holds, its parts, its words for errors, and the rules between parts."""

    of: str  # as in "a pathway"
    whole: type[Whole]
    in_words: PlainEnglish
    faults: Callable[[Whole, frozenset[str]], Iterator[Fault]]
    errors: type[FileErrors]

    def load_bytes(self, raw: bytes, *, name: str) -> Whole:
        """What an uploaded file holds. Raises `errors`, with everything that is wrong."""
        text, errors = decode(raw, of=self.of)
        if errors:
            raise self.errors(name, errors)
        return self.load(text, name=name)

    def load(self, text: str, *, name: str) -> Whole:
        """What the text of a file holds. Raises `errors`, with everything that is wrong."""
        reading = read(text, of=self.of)
        sections: dict[str, Any] = {}
        if reading.complete and isinstance(reading.data, dict):
            sections = self._sections(reading.data, reading)
        elif not reading.errors:
            reading.fault((1, 1), "the file must hold keys, like 'name: Sussex'")
        whole = self.whole.model_construct(**sections)
        found = iter(self.faults(whole, frozenset(sections) - reading.holes))
        while not reading.is_full and (fault := next(found, None)):
            reading.fault(reading.place(fault.path), fault.message)
        if reading.errors:
            raise self.errors(name, tuple(reading.errors))
        return whole

    @cached_property
    def _adapters(self) -> dict[str, TypeAdapter[Any]]:
        return {name: _adapter(field) for name, field in self.whole.model_fields.items()}

    def _sections(self, data: dict[str, Data], reading: Reading) -> dict[str, Any]:
        """The sections that can be read; each is checked by itself, so that no error hides another section's."""
        sections: dict[str, Any] = {}
        found = [_details("extra_forbidden", key, data[key]) for key in data if key not in self._adapters]
        for name, adapter in self._adapters.items():
            if name in data:
                try:
                    sections[name] = adapter.validate_python(data[name])
                except ValidationError as error:
                    found += [{**one, "loc": (name, *one["loc"])} for one in error.errors(include_url=False)]
            elif self.whole.model_fields[name].is_required():
                found.append(_details("missing", name, None))
            else:
                sections[name] = self.whole.model_fields[name].get_default(call_default_factory=True)
        self._note(found, reading)
        return sections

    def _note(self, found: list[Details], reading: Reading) -> None:
        meant: set[Path] = set()
        for one in found:
            *parent, key = one["loc"]
            if one["type"] == "extra_forbidden":
                known = self.in_words.known_keys(tuple(parent))
                meant.update((*parent, near) for near in nearest(str(key), known))
        for one in found:
            path, kind, value = one["loc"], one["type"], one["input"]
            if (value is None and kind != "missing") or (kind == "too_short" and value):
                continue  # said already: by the reader, or for the lines of the list
            if kind == "missing" and path in meant:
                continue  # it is there, with a slip in its name
            if reading.is_full:
                return
            place = reading.place(path, of_key=kind == "extra_forbidden")
            reading.fault(place, self.in_words.explain(one))


def _adapter(field: FieldInfo) -> TypeAdapter[Any]:
    section: Any = Annotated[field.annotation, field]
    return TypeAdapter(section)


def _details(kind: str, key: str, value: Data) -> Details:
    return {"type": kind, "loc": (key,), "input": value, "msg": ""}
