"""`rjhub prove noes`: every order of saying no, writing, sending, joining, erasing and restoring, searched.

The search is breadth first, each step done for all states of a layer at once (`noes_machine`). Taking a rule away has
to lead to a contact after a no, or the rule would not be one. `noes_replay` holds the machine against the database.
"""

from dataclasses import dataclass, field
from itertools import count
from typing import Any

import numpy as np

from rjhub.proving.noes_machine import RULES, against_a_no, contacts, every_step

AT_ONCE, STEPS_OF_A_TRACE = 400_000, 14


@dataclass
class Result:
    """What the search saw, and what the database answered to the same."""

    states: int = 0
    layers: int = 0
    steps: int = 0
    contacts: int = 0
    against: int = 0
    whole: bool = False
    found: dict[str, int] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)
    traces: int = 0
    replayed: int = 0
    compared: int = 0
    differences: list[str] = field(default_factory=list)


def search(most: int, *, without: str = "") -> Result:
    """Search layer by layer until so many states are known, none is left, or somebody is contacted against a no."""
    rules, result = frozenset(RULES) - {without}, Result()
    known = layer = np.zeros(1, dtype=np.int64)
    for depth in count(1):
        after: list[Any] = []
        for part in np.array_split(layer, max(1, len(layer) // AT_ONCE)):
            several: list[Any] = list(every_step(part, rules))
            for record, before, then in contacts(part, rules):
                result.contacts += len(before)
                result.against += int(against_a_no(before, record).sum())
                several.append(then)
            result.steps += sum(map(len, several))
            after.append(np.unique(np.concatenate(several)))
        found = np.unique(np.concatenate(after))
        layer = found[~np.isin(found, known, assume_unique=True, kind="sort")]
        known = np.union1d(known, layer)
        result.states, result.layers = len(known), depth
        result.whole = len(layer) == 0
        if result.whole or result.against or len(known) >= most:
            return result
    return result


def prove(*, states: int) -> Result:
    """Search with every rule, then without each: then somebody has to be contacted against a no."""
    result = search(states)
    for rule in RULES:
        faulty = search(states, without=rule)
        if faulty.against:
            result.found[rule] = faulty.states
        else:
            result.missed.append(rule)
    return result


def summary(result: Result) -> list[str]:
    """The result in words."""
    end = "every one that there is" if result.whole else "and no further"
    return [
        f"{result.states:,} states ({end}), {result.layers} steps deep, {result.steps:,} steps between them",
        f"{result.contacts:,} contacts, {result.against:,} after a no",
        f"{len(result.found)} of {len(RULES)} rules are needed: without each somebody is contacted after a no",
        f"the last of them was seen after {max(result.found.values(), default=0):,} states",
        *(f"not seen without: {RULES[rule]}" for rule in result.missed),
        f"{result.traces:,} orders of {result.replayed:,} steps taken in the database",
        f"{result.compared:,} answers compared, {len(result.differences):,} otherwise",
        *result.differences[:10],
    ]
