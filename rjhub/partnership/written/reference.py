"""Writes the generated parts of a reference page: every key, every word, every mistake of one kind of file.

A generated part stands between `<!-- generated: NAME -->` and `<!-- end -->`.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin

from rjhub.partnership.written.mistakes import Mistake
from rjhub.partnership.written.parts import Part
from rjhub.partnership.written.words import Word

BLOCK = re.compile(r"(<!-- generated: (\w+) -->)\n.*?(<!-- end -->)", re.DOTALL)
PLAIN: Mapping[Any, str] = {bool: "`true` or `false`", int: "whole number", str: "text", date: "date"}


def rewrite(page: str, parts: Mapping[str, Callable[[], str]]) -> str:
    """The page with its generated parts as the code has them now. Raises KeyError for an unknown part."""
    return BLOCK.sub(lambda block: f"{block[1]}\n\n{parts[block[2]]()}\n{block[3]}", page)


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A table of a page."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def example(text: str) -> str:
    """A whole file, as it stands on a page."""
    return f"```yaml\n{text}```\n"


def words(lists: Mapping[str, type[Word]]) -> str:
    """Lists of words, each with its title and what people read."""
    return "\n".join(f"### {title}\n\n{one.__doc__}\n\n{_labels(one)}" for title, one in lists.items())


def mistakes(found: Iterable[Mistake]) -> str:
    """Every mistake with the line that is named and what is said, by section."""
    sections = groupby(found, key=lambda mistake: mistake.section)
    return "\n".join(
        f"### {section}\n\n{table(('mistake', 'the line', 'what is said'), map(_mistake, of))}"
        for section, of in sections
    )


@dataclass(frozen=True)
class Keys:
    """Every key of one kind of file: where its words are listed, and what its values are called."""

    whole: type[Part]
    places: Mapping[Any, str]  # the title of the list of a kind of word
    plain: Mapping[Any, str]  # what to write for other kinds of value
    elsewhere: frozenset[type[Part]] = frozenset()  # groups of keys that have a table of their own

    def __call__(self) -> str:
        """A table for each group of keys."""
        found = self._parts(self.whole, "", set(self.elsewhere))
        return "\n".join(self._part(part, name) for part, name in found)

    def kind(self, annotation: Any) -> str:
        """What to write for a value."""
        said = " or ".join(self._word(leaf) for leaf in _leaves(annotation))
        return f"list: {said}" if "tuple[" in str(annotation) else said

    def _parts(self, part: type[Part], name: str, seen: set[type[Part]]) -> Iterator[tuple[type[Part], str]]:
        """Every group of keys with the key that it stands under, each once, in the order of the file."""
        if part in seen:
            return
        seen.add(part)
        yield part, name
        for key, field in part.keys().items():
            for leaf in _leaves(part.model_fields[field].annotation):
                if isinstance(leaf, type) and issubclass(leaf, Part):
                    yield from self._parts(leaf, key, seen)

    def _part(self, part: type[Part], name: str) -> str:
        title = f"### `{name}`" if name else "### The whole file"
        fields = [(key, part.model_fields[field]) for key, field in part.keys().items()]
        rows = (
            (
                f"`{key}`",
                self.kind(field.annotation),
                "yes" if field.is_required() else "",
                str(field.description),
            )
            for key, field in fields
        )
        return f"{title}\n\n{part.__doc__}\n\n{table(('key', 'what to write', 'needed', 'what it is'), rows)}"

    def _word(self, leaf: Any) -> str:
        if leaf in self.places:
            title = self.places[leaf]
            return f"[{title.lower()}](#{title.lower().replace(' ', '-')})"
        if get_origin(leaf) is Literal:
            return " or ".join(f"`{value}`" for value in get_args(leaf))
        return {**PLAIN, **self.plain}.get(leaf, "group of keys")


def _leaves(annotation: Any) -> Iterator[Any]:
    """The types that a value may have, without lists and options around them."""
    if annotation in {NoneType, Ellipsis}:
        return
    inner = get_args(annotation)
    if get_origin(annotation) is Annotated:
        yield from _leaves(inner[0])
    elif not inner or get_origin(annotation) is Literal:
        yield annotation
    else:
        for one in inner:
            yield from _leaves(one)


def _labels(listed: type[Word]) -> str:
    return table(("word", "what people read"), ((f"`{word}`", word.label) for word in listed))


def _mistake(mistake: Mistake) -> tuple[str, ...]:
    return (mistake.title, f"`{mistake.line}`", mistake.says)
