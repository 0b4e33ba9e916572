"""Stages: which a pathway must have, and where each leads."""

from collections.abc import Iterator

from rjhub.partnership.pathway.schema import Pathway
from rjhub.partnership.pathway.stages import StageKind
from rjhub.partnership.written.faults import Fault, Rule, repeated
from rjhub.partnership.written.reading import Path

REQUIRED = (
    StageKind.REFERRED,
    StageKind.DUPLICATE_CHECK,
    StageKind.FIRST_CONTACT_HARMED,
    StageKind.FIRST_CONTACT_RESPONSIBLE,
    StageKind.CLOSED,
)


def each_once(pathway: Pathway) -> Iterator[Fault]:
    """A stage stands in the file once."""
    for number in repeated(stage.stage for stage in pathway.stages):
        name = pathway.stages[number].stage
        yield Fault(("stages", number, "stage"), f"stage '{name}' stands in the file twice; keep one of them")


def required(pathway: Pathway) -> Iterator[Fault]:
    """Some stages every pathway needs, and it begins where a case can begin."""
    kinds = {stage.stage for stage in pathway.stages}
    for kind in REQUIRED:
        if kind not in kinds:
            yield Fault(("stages",), f"stage '{kind}' is missing; every pathway needs it")
    if not any(kind.brings_together for kind in kinds):
        yield Fault(("stages",), "there is neither a stage 'meeting' nor a stage 'messages'; add one of them")
    if not pathway.stages[0].stage.may_begin:
        yield Fault(("stages", 0, "stage"), "the first stage must be 'enquiry' or 'referred'")


def leads_on(pathway: Pathway) -> Iterator[Fault]:
    """Each stage but the last leads to stages that are in the file."""
    kinds = {stage.stage for stage in pathway.stages}
    for number, stage in enumerate(pathway.stages):
        path: Path = ("stages", number)
        if stage.stage == StageKind.CLOSED and stage.next:
            yield Fault((*path, "next"), "'closed' is the end; remove 'next'")
        if stage.stage != StageKind.CLOSED and not stage.next:
            yield Fault(path, f"stage '{stage.stage}' has no way out; add 'next:'")
        for line, step in enumerate(stage.next):
            for kind in step.choices:
                if kind not in kinds:
                    place = (*path, "next", line, "to" if kind in step.to else "early")
                    yield Fault(place, f"stage '{kind}' is not in this file; add it under 'stages'")


def reachable(pathway: Pathway) -> Iterator[Fault]:
    """No stage stands where no case can come."""
    if any(leads_on(pathway)):
        return
    by_kind = {stage.stage: stage for stage in reversed(pathway.stages)}
    reached: set[StageKind] = set()
    ahead = [
        kind for kind in by_kind if kind.may_begin or kind.from_anywhere or kind == pathway.stages[0].stage
    ]
    while ahead:
        kind = ahead.pop()
        if kind in by_kind and kind not in reached:
            reached.add(kind)
            ahead.extend(to for step in by_kind[kind].next for to in step.choices)
    for number, stage in enumerate(pathway.stages):
        if stage.stage not in reached:
            yield Fault(
                ("stages", number, "stage"),
                f"no case can come to stage '{stage.stage}'; add it to another stage's 'next', or remove it",
            )


RULES = tuple(Rule(("stages",), find) for find in (each_once, required, leads_on, reachable))
