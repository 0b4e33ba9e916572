"""Whatever a case is like, it can always reach the end: no dead ends, no circles without a way out."""

from collections.abc import Iterator
from itertools import product
from math import prod
from typing import Any

from rjhub.partnership.pathway.case_words import CjStage, Initiator, SensitiveFlag
from rjhub.partnership.pathway.conditions import When
from rjhub.partnership.pathway.facts import CaseFacts
from rjhub.partnership.pathway.rules.fault import Fault, Rule, walk
from rjhub.partnership.pathway.schema import Pathway
from rjhub.partnership.pathway.stages import StageKind

MOST_SITUATIONS = 5_000

# Conditions that are worked out from other facts, and the facts to try for them.
WORKED_OUT: dict[str, tuple[str, tuple[Any, ...]]] = {
    "before_sentence": ("cj_stage", (CjStage.CONVICTED,)),
    "under_18": ("responsible_under_18", (True,)),
    "sensitive": ("sensitive", (frozenset({SensitiveFlag.CHILD}),)),
}


def exits(pathway: Pathway) -> Iterator[Fault]:
    """From each stage that a case can come to, it can come to the end, whatever the case is like."""
    choices = _choices(pathway)
    if prod(len(values) for values in choices.values()) > MOST_SITUATIONS:
        yield Fault(
            ("stages",),
            "the stages depend on too many different facts at once; use fewer conditions under 'next'",
        )
        return
    stuck: set[StageKind] = set()
    for situation in product(*choices.values()):
        stuck |= _stuck(pathway, CaseFacts(**dict(zip(choices, situation, strict=True))))
    for number, stage in enumerate(pathway.stages):
        if stage.stage in stuck:
            message = f"from stage '{stage.stage}' some cases can never come to 'closed'; look at its 'next'"
            yield Fault(("stages", number, "stage"), message)


def _choices(pathway: Pathway) -> dict[str, list[Any]]:
    choices: dict[str, list[Any]] = {"initiated_by": list(Initiator)}
    for _, when in walk(tuple(stage.next for stage in pathway.stages)):
        if not isinstance(when, When):
            continue
        for name in when.model_fields_set:
            value = getattr(when, name)
            field, values = WORKED_OUT.get(name, (name, value if isinstance(value, tuple) else (True,)))
            if name == "flags":
                field, values = "sensitive", tuple(frozenset({flag}) for flag in value)
            known = choices.setdefault(field, [_unset(field)])
            known.extend(value for value in values if value not in known)
    return choices


def _unset(field: str) -> object:
    return CaseFacts.__dataclass_fields__[field].default if field != "sensitive" else frozenset()


def _stuck(pathway: Pathway, facts: CaseFacts) -> set[StageKind]:
    """The stages that such a case can come to, but from which it cannot come to the end."""
    ways = {stage.stage: _ways(pathway, stage.stage, facts) for stage in pathway.stages}
    ends = {StageKind.CLOSED}
    while more := {kind for kind, to in ways.items() if kind not in ends and ends.intersection(to)}:
        ends |= more
    reached: set[StageKind] = set()
    ahead = [kind for kind in ways if kind.may_begin or kind.from_anywhere]
    while ahead:
        kind = ahead.pop()
        if kind not in reached:
            reached.add(kind)
            ahead.extend(to for to in ways.get(kind, ()) if to in ways)
    return reached - ends


def _ways(pathway: Pathway, kind: StageKind, facts: CaseFacts) -> tuple[StageKind, ...]:
    stage = next(stage for stage in pathway.stages if stage.stage == kind)
    return next((step.choices for step in stage.next if step.when is None or step.when.fits(facts)), ())


RULES = (Rule(("stages",), exits),)
