"""What changed between two versions of an agreement, in sentences for whoever decides about it."""

from collections.abc import Iterable, Iterator

from rjhub.partnership.agreement import sentences
from rjhub.partnership.agreement.parts import ALL, OWN, Clause, Lasts
from rjhub.partnership.agreement.schema import Agreement
from rjhub.partnership.written.comparing import Comparing
from rjhub.partnership.written.words import Word

_COMPARING = Comparing(
    known_by=("number", "type", "role", "record", "name"),
    whole=(),
    spoken={Lasts: lambda lasts: lasts.text},
)
# Where a clause names none, it holds everywhere: it is said as a whole how it was and is.
_WHERE = (("agencies", "any party"), ("works_with", "any side"), ("stages", "every stage"))
# Those of which a sentence of their own is written below.
_TOLD = {"title", "from_", "to", "agencies", "works_with", "stages", "sides", "categories", "lasts"}


def compare(before: Agreement, after: Agreement) -> list[str]:
    """Each difference as a sentence, what is outside the clauses first. Empty if they say the same."""
    besides = _COMPARING.sentences(before.model_copy(update={"clauses": after.clauses}), after)
    return [*besides, *_clauses(before, after)]


def _clauses(before: Agreement, after: Agreement) -> Iterator[str]:
    old = {clause.number: clause for clause in before.clauses}
    new = {clause.number: clause for clause in after.clauses}
    for number, clause in old.items():
        if number not in new:
            yield f"Clause {number} is gone. It said: {sentences.who_to_whom(before, clause)}"
    for number, clause in new.items():
        if number not in old:
            yield f"Clause {number} is new: {sentences.who_to_whom(after, clause)}"
        elif old[number] != clause:
            yield from _clause(old[number], clause, before, after)
    kept = [number for number in new if number in old]
    if kept != [number for number in old if number in new]:
        yield f"The order of the clauses is now {sentences.listed(kept)}."


def _clause(old: Clause, new: Clause, before: Agreement, after: Agreement) -> Iterator[str]:
    name, givers = f"Clause {new.number}", _named(new.from_, after)
    if old.title != new.title:
        yield f"{name} was called “{old.title}” and is now called “{new.title}”."
    for verb, gone, come in (
        ("lets {} give information", *_apart(old.from_, new.from_)),
        ("lets {} see it", *_apart(old.to, new.to)),
        ("covers what is about {}", *_apart(old.sides, new.sides)),
        (f"lets {givers} give {{}}", *_apart(old.categories, new.categories)),
    ):
        no_longer, now = _named(gone, before), _named(come, after)
        if gone:
            yield f"{name} no longer {verb.format(no_longer)}."
        if come:
            yield f"{name} now also {verb.format(now)}."
    for key, everywhere in _WHERE:
        was, now = getattr(old, key), getattr(new, key)
        if was != now:
            held, holds = _labels(was) or everywhere, _labels(now) or everywhere
            yield f"{name} now holds for {holds}. Before, it held for {held}."
    if old.lasts != new.lasts:
        said = f"What clause {new.number} gives may now be seen {new.lasts.text}."
        yield f"{said} Before, it was {old.lasts.text}."
    alike = old.model_copy(update={key: getattr(new, key) for key in _TOLD})
    yield from (f"{name}, {line}" for line in _COMPARING.sentences(alike, new))


def _apart(old: Iterable[str], new: Iterable[str]) -> tuple[list[str], list[str]]:
    """What is no longer there, and what has come."""
    was, now = list(old), list(new)
    return [one for one in was if one not in now], [one for one in now if one not in was]


def _named(words: Iterable[str], agreement: Agreement) -> str:
    said = [_giver(word, agreement) for word in words]
    return sentences.listed(said) if said else ""


def _giver(word: str, agreement: Agreement) -> str:
    known: dict[str, str] = {ALL: "every party", OWN: "the receiver’s own staff"}
    known |= {party.type: party.name for party in agreement.parties}
    return known.get(word) or (word.label if isinstance(word, Word) else word)


def _labels(words: Iterable[Word]) -> str:
    said = [word.label for word in words]
    return sentences.listed(said) if said else ""
