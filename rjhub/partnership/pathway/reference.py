"""Writes the generated parts of docs/pathways.md: every key, every word, every mistake.

A generated part stands between `<!-- generated: NAME -->` and `<!-- end -->`. To write them again:
`python -m rjhub.partnership.pathway.reference docs/pathways.md`.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin

from rjhub.partnership.pathway import case_words as of_cases
from rjhub.partnership.pathway import vocabulary as of_partnerships
from rjhub.partnership.pathway.agency_types import AgencyType
from rjhub.partnership.pathway.checks import Before, Check
from rjhub.partnership.pathway.conditions import When
from rjhub.partnership.pathway.mistakes import Mistake, example, mistakes
from rjhub.partnership.pathway.parts import Gate
from rjhub.partnership.pathway.schema import Pathway, Words
from rjhub.partnership.pathway.stages import StageKind
from rjhub.partnership.written.parts import Part
from rjhub.partnership.written.words import Word

BLOCK = re.compile(r"(<!-- generated: (\w+) -->)\n.*?(<!-- end -->)", re.DOTALL)

WORDS: dict[str, type[Word]] = {
    "Sides": of_partnerships.Side,
    "Which side an agency works with": of_partnerships.WorksWith,
    "Roles": of_partnerships.Role,
    "Levels of training": of_partnerships.Level,
    "Jobs of an agency": of_partnerships.AgencyJob,
    "Kinds of information": of_partnerships.Category,
    "What starts a clock": of_partnerships.Event,
    "Which place decides the hub": of_partnerships.Place,
    "How often a hub meets": of_partnerships.Rhythm,
    "When cases are allocated": of_partnerships.AllocationMoment,
    "What is weighed": of_partnerships.Factor,
    "Rules for pairing": of_partnerships.Pairing,
    "Strength of a rule": of_partnerships.Strength,
    "Intervention types": of_partnerships.InterventionType,
    "Kinds of document": of_partnerships.DocumentKind,
    "Who asked first": of_cases.Initiator,
    "Stages of criminal justice": of_cases.CjStage,
    "Courts": of_cases.Court,
    "Offence groups": of_cases.OffenceGroup,
    "Sensitive and complex flags": of_cases.SensitiveFlag,
    "Closing reasons": of_cases.ClosingReason,
}
PLACES: dict[type, str] = {
    **{words: title for title, words in WORDS.items()},
    When: "Conditions",
    StageKind: "Stages",
    Check: "Checks",
    AgencyType: "Types of agency",
}
PLAIN = {
    bool: "`true` or `false`",
    int: "whole number",
    str: "text",
    date: "date",
    Gate: "name of a [check](#checks), or group of keys",
}


def rewrite(page: str) -> str:
    """The page with its generated parts as the code has them now. Raises KeyError for an unknown part."""
    return BLOCK.sub(lambda block: f"{block[1]}\n\n{PARTS[block[2]]()}\n{block[3]}", page)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _example() -> str:
    return f"```yaml\n{example()}```\n"


def _keys() -> str:
    return "\n".join(_part(part, name) for part, name in _parts(Pathway, "", {When}))


def _parts(part: type[Part], name: str, seen: set[type[Part]]) -> Iterator[tuple[type[Part], str]]:
    """Every group of keys with the key that it stands under, each once, in the order of the file."""
    if part in seen:
        return
    seen.add(part)
    yield part, name
    for key, field in part.model_fields.items():
        for leaf in _leaves(field.annotation):
            if isinstance(leaf, type) and issubclass(leaf, Part):
                yield from _parts(leaf, key, seen)


def _part(part: type[Part], name: str) -> str:
    title = f"### `{name}`" if name else "### The whole file"
    rows = (
        (f"`{key}`", _kind(field.annotation), "yes" if field.is_required() else "", str(field.description))
        for key, field in part.model_fields.items()
    )
    return f"{title}\n\n{part.__doc__}\n\n{_table(('key', 'what to write', 'needed', 'what it is'), rows)}"


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


def _kind(annotation: Any) -> str:
    words = " or ".join(_word(leaf) for leaf in _leaves(annotation))
    return f"list: {words}" if "tuple[" in str(annotation) else words


def _word(leaf: Any) -> str:
    if leaf in PLACES:
        title = PLACES[leaf]
        return f"[{title.lower()}](#{title.lower().replace(' ', '-')})"
    if get_origin(leaf) is Literal:
        return " or ".join(f"`{value}`" for value in get_args(leaf))
    return PLAIN.get(leaf, "group of keys")


def _conditions() -> str:
    fields = When.model_fields.items()
    return _table(
        ("key", "what to write", "holds when"),
        ((f"`{key}`", _kind(field.annotation), str(field.description)) for key, field in fields),
    )


def _stages() -> str:
    rows = ((f"`{kind}`", kind.label, kind.lane.label, kind.meaning) for kind in StageKind)
    return _table(("stage", "what people read", "lane", "what happens"), rows)


def _checks() -> str:
    rows = ((f"`{check}`", check.label.format(**Words().model_dump()), _mandatory(check)) for check in Check)
    return _table(("check", "what people read while it does not hold", "cannot be left out"), rows)


def _mandatory(check: Check) -> str:
    return ", ".join(moment.value for moment in Before if moment in check.mandatory)


def _agency_types() -> str:
    rows = (
        (
            f"`{kind}`",
            kind.label,
            kind.works_with.label,
            f"closed; now `{kind.succeeded_by}`" if kind.until else "",
        )
        for kind in AgencyType
    )
    return _table(("type", "what it is", "works with", ""), rows)


def _words() -> str:
    return "\n".join(f"### {title}\n\n{words.__doc__}\n\n{_labels(words)}" for title, words in WORDS.items())


def _labels(words: type[Word]) -> str:
    return _table(("word", "what people read"), ((f"`{word}`", word.label) for word in words))


def _mistakes() -> str:
    sections = groupby(mistakes(), key=lambda mistake: mistake.section)
    return "\n".join(
        f"### {section}\n\n{_table(('mistake', 'the line', 'what is said'), map(_mistake, found))}"
        for section, found in sections
    )


def _mistake(mistake: Mistake) -> tuple[str, ...]:
    return (mistake.title, f"`{mistake.line}`", mistake.says)


PARTS: dict[str, Callable[[], str]] = {
    "example": _example,
    "keys": _keys,
    "conditions": _conditions,
    "stages": _stages,
    "checks": _checks,
    "agency_types": _agency_types,
    "words": _words,
    "mistakes": _mistakes,
}


if __name__ == "__main__":
    page = Path(sys.argv[1])
    page.write_text(rewrite(page.read_text(encoding="utf-8")), encoding="utf-8")
