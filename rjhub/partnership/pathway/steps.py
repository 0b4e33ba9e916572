"""The stages of a pathway as steps of a picture, with the place of one case in it."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from rjhub.partnership.pathway import queries
from rjhub.partnership.pathway.facts import CaseFacts
from rjhub.partnership.pathway.parts import Stage
from rjhub.partnership.pathway.schema import Pathway
from rjhub.partnership.pathway.stages import StageKind
from rjhub.partnership.pathway.vocabulary import Lane


class StepState(StrEnum):
    """Where a case stands in respect of a step."""

    DONE = "done"
    CURRENT = "current"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Step:
    """One stage as it is drawn. The gate texts say what is missing while a check does not hold."""

    key: StageKind
    label: str
    about: str
    lane: Lane
    state: StepState
    clock: str
    to_start: tuple[str, ...]
    to_finish: tuple[str, ...]
    leads_to: tuple[StageKind, ...]


def steps(
    pathway: Pathway,
    current: StageKind | None = None,
    done: Collection[StageKind] = (),
    facts: CaseFacts | None = None,
) -> list[Step]:
    """The steps of a pathway in the order of its file; with facts, those of such a case, in its order.

    With facts, "not now" is a step only for a case that is or was there.
    """
    been = {*done, current}
    drawn = pathway.stages if facts is None else _way(pathway, facts, been)
    return [_step(pathway, stage, current, done, facts) for stage in drawn]


def _way(pathway: Pathway, facts: CaseFacts, been: Collection[StageKind | None]) -> list[Stage]:
    """The stages of such a case in its order, with any other in which it has been at its place in the file."""
    ahead, way = [queries.first_stage(pathway, facts).stage], list[StageKind]()
    while ahead:
        kind = ahead.pop(0)
        if kind not in way:
            way.append(kind)
            line = queries.next_line(pathway, kind, facts)
            ahead.extend(line.to if line else ())
    in_file = [stage.stage for stage in pathway.stages]
    for kind in in_file:
        if kind in been and kind not in way:
            before = [number for number, one in enumerate(way) if in_file.index(one) < in_file.index(kind)]
            way.insert(max(before, default=-1) + 1, kind)
    way.sort(key=lambda kind: kind == StageKind.CLOSED)
    return [stage for kind in way if (stage := queries.find_stage(pathway, kind))]


def _step(
    pathway: Pathway,
    stage: Stage,
    current: StageKind | None,
    done: Collection[StageKind],
    facts: CaseFacts | None,
) -> Step:
    kind = stage.stage
    clock = queries.clock_for(pathway, stage)
    start, finish = queries.gates_for(pathway, kind, facts), queries.gates_to_finish(pathway, kind, facts)
    if facts is None:
        leads_to = tuple(dict.fromkeys(to for line in stage.next for to in line.choices))
    else:
        leads_to = queries.next_stages(pathway, kind, facts)
    return Step(
        key=kind,
        label=stage.name,
        about=stage.about or kind.meaning,
        lane=kind.lane,
        state=StepState.CURRENT if kind == current else StepState.DONE if kind in done else StepState.AHEAD,
        clock=clock.text if clock else "",
        to_start=tuple(queries.missing_sentence(pathway, check) for check in start),
        to_finish=tuple(queries.missing_sentence(pathway, check) for check in finish),
        leads_to=leads_to,
    )
