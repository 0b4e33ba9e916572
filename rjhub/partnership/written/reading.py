"""Reads the text of a written file into plain data, and remembers the line of everything.

The file comes from outside. Repeated parts, type marks and deep nesting, by which a small file can unfold
into a huge one, are refused as they are met. Text stays text: only whole numbers, dates, `true` and `false`
are something else.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)
from ruamel.yaml.reader import ReaderError

from rjhub.partnership.written.errors import FileError

MOST_BYTES = 200_000
MOST_LEVELS = 20
MOST_ENTRIES = 300  # in one list or group
MOST_ERRORS = 500

Path = tuple[str | int, ...]
Place = tuple[int, int]
Data = dict[str, "Data"] | list["Data"] | str | int | date | None
Container = dict[str, Data] | list[Data]

# The scanner's own words for the commonest slips, and ours.
PROBLEMS = {
    "mapping values are not allowed here": "there is a second ': ' on this line; put such text in quotes",
    "could not find expected ':'": "a ':' is missing after the key",
    "found unexpected end of stream": "a quote is opened and never closed",
    "expected <block end>, but found '-'": "this '-' is not in line with the list above it",
    "expected <block end>, but found '<block mapping start>'": "this is not in line with the keys above it",
    "expected <block end>, but found '<scalar>'": "this does not belong here; is a quote or a ':' missing?",
}
PLAIN_VALUES = {"": None, "~": None, "null": None, "true": True, "false": False}
LOOK = "the file cannot be read from here on; look for a missing quote, colon or space, here or just above"


class _StopError(Exception):
    """There is no use in reading on; the reason is noted."""


@dataclass(slots=True)
class Reading:
    """The data of a file, where each part of it stands, and what was wrong with it as a file.

    `complete` is False where reading stopped before the end; `holes` are the sections that lack a value.
    """

    of: str  # what the file holds: "a pathway"
    data: Data = None
    places: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)
    errors: list[FileError] = field(default_factory=list)
    complete: bool = False
    holes: set[str | int] = field(default_factory=set)

    def place(self, path: Path, *, of_key: bool = False) -> Place:
        """Where something stands; where it is missing, the place of what it is missing from."""
        if of_key and path in self.keys:
            return self.keys[path]
        lengths = range(len(path), -1, -1)
        return next(
            (self.places[path[:length]] for length in lengths if path[:length] in self.places), (1, 1)
        )

    @property
    def is_full(self) -> bool:
        """Whether so much is wrong that looking on helps nobody."""
        return len(self.errors) >= MOST_ERRORS

    def fault(self, place: Place, message: str) -> None:
        """Note an error; after the last one that is noted, that there are more."""
        if len(self.errors) == MOST_ERRORS - 1:
            place, message = (
                (1, 1),
                f"more than {MOST_ERRORS - 2} things are wrong; put these right, then load again",
            )
        if not self.is_full:
            self.errors.append(FileError(*place, message))


def decode(raw: bytes, *, of: str) -> tuple[str, tuple[FileError, ...]]:
    """The text of a file's bytes, and an error where it is too large or not UTF-8."""
    if len(raw) > MOST_BYTES:
        return "", (_too_large(len(raw), of),)
    try:
        return raw.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        message = "this is not UTF-8 text; in your editor choose 'Save as', then the encoding 'UTF-8'"
        return "", (FileError(line, column, message),)


def read(text: str, *, of: str) -> Reading:
    """Read the text of a file that holds `of`, as in "a pathway".

    Never raises: what is wrong stands in the reading's errors.
    """
    reading = Reading(of)
    text = text.removeprefix("\ufeff")
    size = len(text.encode("utf-8", "surrogatepass"))
    found = iter([_too_large(size, of)]) if size > MOST_BYTES else _strange_characters(text)
    reading.errors.extend(islice(found, MOST_ERRORS))
    if reading.errors:
        return reading
    try:
        _Builder(reading).build(YAML(typ="safe", pure=True).parse(text))
        reading.complete = True
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        reading.fault(place, PROBLEMS.get(error.problem or "", LOOK))
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        reading.fault(
            (line, 1), "there is a character on this line that cannot stand in a text file; remove it"
        )
    except YAMLError:
        reading.fault((1, 1), f"this is not the file of {of}")
    except _StopError:
        pass
    return reading


def _too_large(size: int, of: str) -> FileError:
    return FileError(1, 1, f"the file has {size:,} bytes; {of} has at most {MOST_BYTES:,}")


def _strange_characters(text: str) -> Iterator[FileError]:
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        for column, character in enumerate(line, start=1):
            if character == "\t":
                yield FileError(number, column, "there is a tab here; use spaces")
                break
            if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}:
                name = unicodedata.name(character, f"U+{ord(character):04X}")
                yield FileError(number, column, f"there is a hidden character here ({name}); remove it")
                break


class _Builder:
    """Builds the data from the scanner's events, without recursion."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.open: list[tuple[Container, Path]] = []
        self.key: list[str | None] = []
        self.documents = 0

    def build(self, events: Iterator[Event]) -> None:
        for event in events:
            place = (event.start_mark.line + 1, event.start_mark.column + 1)
            if isinstance(event, DocumentStartEvent):
                self._document(place)
            elif isinstance(event, CollectionEndEvent):
                self.open.pop()
                self.key.pop()
            elif isinstance(event, NodeEvent):
                self._node(event, place)

    def _document(self, place: Place) -> None:
        self.documents += 1
        if self.documents > 1:
            message = (
                f"a second document starts here; a file holds one {_noun(self.reading.of)}, so remove '---'"
            )
            self.reading.fault(place, message)
            raise _StopError

    def _node(self, event: NodeEvent, place: Place) -> None:
        self._refuse_marks(event, place)
        if isinstance(event, (MappingStartEvent, SequenceStartEvent)):
            container: Container = {} if isinstance(event, MappingStartEvent) else []
            if self._awaits_key():
                self.reading.fault(place, "a key must be a word, not a list or a group")
                raise _StopError
            self.open.append((container, self._put(container, place)))
            self.key.append(None)
            if len(self.open) > MOST_LEVELS:
                self.reading.fault(
                    place, f"this is nested more than {MOST_LEVELS} levels deep; {self.reading.of} never is"
                )
                raise _StopError
        elif self._awaits_key():
            self._take_key(event.value if isinstance(event, ScalarEvent) else f"*{event.anchor}", place)
        else:
            value = _value(event) if isinstance(event, ScalarEvent) else ""
            path = self._put(value, place)
            if value is None:
                self.reading.fault(self.reading.keys.get(path, place), _nothing(path))
                self.reading.holes.update(path[:1])

    def _refuse_marks(self, event: NodeEvent, place: Place) -> None:
        if isinstance(event, AliasEvent):
            self.reading.fault(place, f"'*{event.anchor}' repeats another part; write the part out instead")
        elif event.anchor is not None:
            self.reading.fault(place, f"'&{event.anchor}' marks a part to be repeated; remove it")
        if getattr(event, "tag", None) is not None:
            self.reading.fault(place, "'!' makes a type mark here; remove it, or put the text in quotes")

    def _awaits_key(self) -> bool:
        return bool(self.open) and isinstance(self.open[-1][0], dict) and self.key[-1] is None

    def _take_key(self, key: str, place: Place) -> None:
        container, path = self.open[-1]
        if key in container:
            first = self.reading.keys[(*path, key)][0]
            self.reading.fault(place, f"'{key}' stands here twice, first on line {first}; keep one of them")
        else:
            self.reading.keys[(*path, key)] = place
        self.key[-1] = key

    def _put(self, value: Data, place: Place) -> Path:
        if not self.open:
            self.reading.data = value
            self.reading.places[()] = place
            return ()
        container, parent = self.open[-1]
        if len(container) >= MOST_ENTRIES:
            self.reading.fault(
                place, f"there are more than {MOST_ENTRIES} entries here; {self.reading.of} never has so many"
            )
            raise _StopError
        if isinstance(container, dict):
            key = self.key[-1] or ""
            path: Path = (*parent, key)
            container.setdefault(key, value)
            self.key[-1] = None
        else:
            path = (*parent, len(container))
            container.append(value)
        self.reading.places.setdefault(path, place)
        return path


def _noun(of: str) -> str:
    return of.partition(" ")[2]


def _nothing(path: Path) -> str:
    if not path:
        return "the file is empty"
    if isinstance(path[-1], int):
        return "there is nothing after this '-'; fill it in or remove the line"
    return f"'{path[-1]}' has nothing after it; fill it in or remove the line"


def _value(event: ScalarEvent) -> Data:
    text: str = event.value
    if event.style is not None:
        return text
    if text in PLAIN_VALUES:
        return PLAIN_VALUES[text]
    if re.fullmatch(r"-?(0|[1-9][0-9]{0,17})", text):
        return int(text)
    return _day(text) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else text


def _day(text: str) -> Data:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text
