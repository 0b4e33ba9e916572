"""What programs can ask, for people: every operation with what it takes, answers and refuses."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from rjhub.design.links import Link
from rjhub.design.pieces import Code, Column, Shown
from rjhub.design.words import capital

WHERE = {"path": "Address", "query": "Query", "header": "Header"}
FORMATS = {
    "uuid": "UUID",
    "date": "date (2026-03-27)",
    "date-time": "date and time (2026-03-27T14:30:00+00:00)",
}
COLUMNS = (Column("Name"), Column("Where"), Column("What it is"))


@dataclass(frozen=True)
class Operation:
    """One thing that a program can ask."""

    title: str
    call: str
    text: str
    rows: tuple[tuple[Shown, ...], ...]
    answers: Shown
    anchor: str
    refusals: str


@dataclass(frozen=True)
class Kind:
    """What something that is sent or answered holds."""

    name: str
    text: str
    rows: tuple[tuple[Shown, ...], ...]


@dataclass(frozen=True)
class Description:
    """Everything."""

    operations: tuple[Operation, ...]
    kinds: tuple[Kind, ...]
    file: Link
    back: Link
    columns: tuple[Column, ...] = COLUMNS
    fields: tuple[Column, ...] = (Column("Name"), Column("What it is"))
    title: str = "What programs can ask"


def page_for(schema: Any) -> Description:
    """The page, from the description for programs."""
    kinds = schema["components"]["schemas"]
    return Description(
        operations=tuple(_operations(schema)),
        kinds=tuple(
            _kind(name, kinds[name], kinds) for name in sorted(kinds) if kinds[name].get("type") == "object"
        ),
        file=Link("The same for programs (OpenAPI)", reverse("api_openapi")),
        back=Link("Tokens for programs", reverse("tokens:tokens")),
    )


def _operations(schema: Any) -> Iterator[Operation]:
    kinds = schema["components"]["schemas"]
    for path, methods in schema["paths"].items():
        for method, said in methods.items():
            statuses = sorted(int(status) for status in said["responses"])
            good = [said["responses"][key] for key in said["responses"] if int(key) < 400]  # noqa: PLR2004
            yield Operation(
                title=said["summary"],
                call=f"{method.upper()} {path}",
                text=said.get("description", ""),
                rows=tuple(_parameters(said, kinds)),
                answers=_leading(good[0]["content"]["application/json"]["schema"], kinds),
                anchor=said["operationId"],
                refusals=", ".join(str(status) for status in statuses if status >= 400),  # noqa: PLR2004
            )


def _parameters(said: Any, kinds: Any) -> Iterator[tuple[Shown, ...]]:
    for one in said.get("parameters", ()):
        yield Code(one["name"]), WHERE[one["in"]], capital(_words(one["schema"], kinds))
    if "requestBody" in said:
        yield (
            "The whole",
            "Body",
            _leading(said["requestBody"]["content"]["application/json"]["schema"], kinds),
        )


def _leading(schema: Any, kinds: Any) -> Shown:
    """The words, as a way to where a kind is described."""
    words = _words(schema, kinds)
    return Link(words, f"#{words}") if words in kinds else words


def _kind(name: str, said: Any, kinds: Any) -> Kind:
    needed = set(said.get("required", ()))
    rows = tuple(
        (Code(field), capital(_words(what, kinds)) + ("" if field in needed else ", optional"))
        for field, what in said.get("properties", {}).items()
    )
    return Kind(name, said.get("description", ""), rows)


def _words(schema: Any, kinds: Any) -> str:
    """What a schema says, in a few words. What has a table of its own is named; everything else is said in full."""
    if "$ref" in schema:
        name = str(schema["$ref"]).rsplit("/", 1)[-1]
        return name if kinds[name].get("type") == "object" else _words(kinds[name], kinds)
    several = schema.get("anyOf") or schema.get("allOf")
    if several:
        return " or ".join(dict.fromkeys(_words(one, kinds) for one in several))
    if "enum" in schema:
        return "one of " + ", ".join(str(one) for one in schema["enum"])
    kind = schema.get("type", "anything")
    inside = {
        "array": lambda: f"list of {_words(schema.get('items', {}), kinds)}",
        "object": lambda: f"names, each with {_words(schema.get('additionalProperties') or {}, kinds)}",
    }
    names = {"null": "nothing", "string": "text", "boolean": "true or false", "integer": "whole number"}
    if kind in inside:
        return inside[kind]()
    return FORMATS.get(schema.get("format", ""), "") or str(schema.get("format") or names.get(kind, kind))
