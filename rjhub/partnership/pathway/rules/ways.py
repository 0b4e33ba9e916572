"""The ways of cases: whatever a case is like, it can reach the end, and nobody meets who was not asked."""

from collections.abc import Iterable, Iterator
from itertools import product
from math import prod
from typing import Any

from rjhub.partnership.pathway.case_words import CjStage, Initiator, SensitiveFlag
from rjhub.partnership.pathway.conditions import When, all_that_fit
from rjhub.partnership.pathway.facts import CaseFacts
from rjhub.partnership.pathway.parts import Stage
from rjhub.partnership.pathway.rules.stages import leads_on
from rjhub.partnership.pathway.schema import Pathway
from rjhub.partnership.pathway.stages import StageKind
from rjhub.partnership.written.faults import Fault, Rule, walk

MOST_SITUATIONS = 5_000
CONTACTS = (StageKind.FIRST_CONTACT_HARMED, StageKind.FIRST_CONTACT_RESPONSIBLE)

# Conditions that are worked out from other facts, and the facts to try for them.
WORKED_OUT: dict[str, tuple[str, tuple[Any, ...]]] = {
    "before_sentence": ("cj_stage", (CjStage.CONVICTED,)),
    "under_18": ("responsible_under_18", (True,)),
    "sensitive": ("sensitive", (frozenset({SensitiveFlag.CHILD}),)),
}

Ways = dict[StageKind, tuple[StageKind, ...]]


def ways(pathway: Pathway) -> Iterator[Fault]:
    """Whatever a case is like, it goes round in no circle, and passes first contact before the sides meet."""
    if any(leads_on(pathway)):
        return
    facts = _facts_used(pathway)
    if prod(len(values) for values in facts.values()) > MOST_SITUATIONS:
        message = "the stages depend on too many facts at once; use fewer conditions under 'next'"
        yield Fault(("stages",), message)
        return
    kinds = [stage.stage for stage in pathway.stages]
    faults: set[tuple[StageKind, str]] = set()
    for situation in product(*facts.values()):
        case = CaseFacts(**dict(zip(facts, situation, strict=True)))
        open_ways = {stage.stage: _ways(stage, case) for stage in pathway.stages}
        faults.update(list(_circles(open_ways)) or _unasked(open_ways))
    for kind, message in faults:
        yield Fault(("stages", kinds.index(kind), "stage"), message)


def _facts_used(pathway: Pathway) -> dict[str, list[Any]]:
    """The facts that the stages depend on, each with the values that make a difference."""
    used: dict[str, list[Any]] = {"initiated_by": list(Initiator)}
    for _, when in walk(tuple(stage.next for stage in pathway.stages)):
        if not isinstance(when, When):
            continue
        for name in when.model_fields_set:
            value = getattr(when, name)
            field, values = WORKED_OUT.get(name, (name, value if isinstance(value, tuple) else (True,)))
            if name == "flags":
                field, values = "sensitive", tuple(frozenset({flag}) for flag in value)
            known = used.setdefault(field, [_unset(field)])
            known.extend(value for value in values if value not in known)
    return used


def _unset(field: str) -> object:
    return frozenset() if field == "sensitive" else CaseFacts.__dataclass_fields__[field].default


def _circles(open_ways: Ways) -> Iterator[tuple[StageKind, str]]:
    ends = {StageKind.CLOSED}
    while more := {kind for kind, to in open_ways.items() if kind not in ends and ends.intersection(to)}:
        ends |= more
    stuck = _reached(_begins(open_ways), open_ways) - ends
    circle = [kind for kind in open_ways if kind in stuck and kind in _reached(open_ways[kind], open_ways)]
    if circle:
        names = ", ".join(f"'{kind}'" for kind in circle)
        yield (
            circle[0],
            f"some cases go round in a circle and never come to 'closed': {names}; look at their 'next'",
        )


def _unasked(open_ways: Ways) -> Iterator[tuple[StageKind, str]]:
    for contact in CONTACTS:
        without = {kind: to for kind, to in open_ways.items() if kind != contact}
        reached = _reached([kind for kind in _begins(without) if kind != StageKind.DORMANT], without)
        for kind in reached:
            if kind.brings_together:
                yield (
                    kind,
                    f"some cases can come to '{kind}' without '{contact}'; look at the 'next' before it",
                )


def _begins(open_ways: Ways) -> list[StageKind]:
    return [kind for kind in open_ways if kind.may_begin or kind.from_anywhere]


def _reached(begins: Iterable[StageKind], open_ways: Ways) -> set[StageKind]:
    reached: set[StageKind] = set()
    ahead = [kind for kind in begins if kind in open_ways]
    while ahead:
        kind = ahead.pop()
        if kind not in reached:
            reached.add(kind)
            ahead.extend(to for to in open_ways[kind] if to in open_ways)
    return reached


def _ways(stage: Stage, facts: CaseFacts) -> tuple[StageKind, ...]:
    return next((step.choices for step in all_that_fit(stage.next, facts)), ())


RULES = (Rule(("stages",), ways),)
