"""Asking as a program does: what it sends to each operation, made of the description that the program is given."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from rjhub.design import problem_json
from rjhub.proving.sending import WORDS, WRONG

QUESTIONS = f"{problem_json.PREFIX}referrals/questions"
DESCRIPTION = "/api/openapi.json"


@dataclass(frozen=True)
class Described:
    """What may be sent where, and how the questions of a referral are answered, by the part that asks them."""

    schema: dict[str, Any]
    asked: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    def bodies(self, address: str) -> Iterator[dict[str, Any]]:
        """What is sent to an address beside nothing: nonsense everywhere, and the first and last of each choice."""
        for path, operations in self.schema["paths"].items():
            if "post" in operations and _fits(path, address):
                said = operations["post"]["requestBody"]["content"]["application/json"]["schema"]
                yield self._filled(said, WRONG, 0)
                yield from (self._filled(said, WORDS, at) for at in (0, -1))

    def _filled(self, said: dict[str, Any], words: str, at: int, name: str = "") -> Any:
        if "$ref" in said:
            said = self.schema["components"]["schemas"][said["$ref"].rpartition("/")[2]]
        if "anyOf" in said:
            return self._filled(said["anyOf"][0], words, at, name)
        if "enum" in said:
            return words if words == WRONG else said["enum"][at]
        if said.get("type") == "array":
            return [self._filled(said["items"], words, at, name)]
        if said.get("type") == "object" and "properties" in said:
            return {one: self._filled(inside, words, at, one) for one, inside in said["properties"].items()}
        if said.get("type") == "object":
            return {
                question: choices[at] if choices and words != WRONG else words
                for question, choices in self.asked.get(name, {}).items()
            }
        return words


def described(schema: dict[str, Any], questions: dict[str, Any]) -> Described:
    """What a program knows that has read the description, and the questions of a referral that have to be answered."""
    asked: dict[str, dict[str, list[str]]] = {}
    for one in questions.get("items", ()):
        if one["needed"]:
            part = one["page"].rpartition(": ")[2]
            asked.setdefault(part, {})[one["name"]] = [each["value"] for each in one["choices"]]
    return Described(schema, asked)


def _fits(path: str, address: str) -> bool:
    here, there = path.split("/"), address.split("/")
    return len(here) == len(there) and all(
        one == other or one.startswith("{") for one, other in zip(here, there, strict=True)
    )
